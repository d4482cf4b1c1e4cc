"""Rows of one kind: as many as the page has, blank ones left out, removed ones kept in sight."""

import re

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT

from .fields import Shown
from .row_count import MOST_ROWS, TOO_MANY


class Row(Shown):
    """`entry` is the whole form, which knows what the row names."""

    unseen = frozenset()  # fields that do not make a row filled in

    def __init__(self, *args, entry=None, **kwargs):
        self.entry = entry
        super().__init__(*args, **kwargs)

    def has_changed(self):
        return bool(set(self.changed_data) - self.unseen - {DELETION_FIELD_NAME})

    @property
    def is_removed(self):
        return bool(self.data.get(self.add_prefix(DELETION_FIELD_NAME)))


class Rows(forms.BaseFormSet):
    """Every row is an extra one in Django's words: what is stored is not told from what is new."""

    def __init__(self, *args, entry, arrived=0, **kwargs):
        self.entry = entry
        self.judged = entry.judged
        self.arrived = arrived
        super().__init__(*args, form_kwargs={"entry": entry, "judged": entry.judged}, **kwargs)

    def full_clean(self):
        if self.judged:
            super().full_clean()
        else:
            self._errors, self._non_form_errors = [], self.error_class(renderer=self.renderer)
        if self.judged and self.arrived > MOST_ROWS:
            self._non_form_errors.append(TOO_MANY)

    def filled(self):
        """The rows that say something and are to stay."""
        return [form for form in self.forms if form.has_changed() and not form.is_removed]

    def instances(self):
        """New rows of the case, once all are in order."""
        return [form.instance() for form in self.filled()]

    def sound(self):
        """The instances of those rows that are in order."""
        self.is_valid()
        return [form.instance() for form in self.filled() if not form.errors]

    def refuse_twins(self, *names, say):
        """An error at the second of two rows that are alike in these fields."""
        seen = []  # a list, since rows that are not stored yet cannot be hashed
        for form in self.filled():
            value = [form.cleaned_data.get(name) for name in names]
            if value in seen and not form.errors:
                form.add_error(names[0], say)
            seen.append(value)


def rows_of(row, rows=Rows):
    """The formset class for a kind of row."""
    return forms.formset_factory(
        row, formset=rows, extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


def add_row(typed, prefix):
    """The same page with one more blank row. `typed` is a mutable QueryDict."""
    name = f"{prefix}-{TOTAL_FORM_COUNT}"
    rows = typed.get(name, "")
    typed[name] = str(int(rows) + 1 if re.fullmatch("[0-9]{1,4}", rows) else 1)


def move_up(typed, prefix, index):
    """Swap a row with the one above it; the first one stays."""
    if not index:
        return
    here, above = f"{prefix}-{index}-", f"{prefix}-{index - 1}-"
    fields = {n.removeprefix(row) for row in (here, above) for n in typed if n.startswith(row)}
    for field in fields:
        mine, theirs = typed.getlist(here + field), typed.getlist(above + field)
        typed.setlist(above + field, mine)
        typed.setlist(here + field, theirs)
