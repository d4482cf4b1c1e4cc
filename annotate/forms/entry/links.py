"""Links to other cases. Either end may change one, so each row knows what the page showed of it."""

import re
from functools import cached_property

from django import forms

from annotate.actions.links import LINK_NAMES, Link, directed, named_from, said_by
from annotate.models import CaseLink

from .fields import Text
from .rows import Row, Rows, rows_of


class LinkRow(Row):
    """`id` is the number of the stored link, `seen` that of the history row that was shown."""

    unseen = frozenset(["id", "seen"])

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.ChoiceField(label="How this case is linked", choices=[("", "choose"), *LINK_NAMES])
    other = Text(label="Case", suggest="cases", required=True)
    note = Text(label="Note")

    def clean_other(self):
        other = self.entry.known.linked_case(self.cleaned_data["other"])
        if other.pk == self.entry.case.pk:
            raise forms.ValidationError("A case cannot be linked to itself.")
        return other

    def link(self):
        data = self.cleaned_data
        return Link(data["name"], data["other"], data["note"])

    @cached_property
    def said(self):
        """What the row says, as `said_by` puts it."""
        return said_by(directed(self.entry.case, self.link()))

    def show(self, stored):
        """From now on the row is about this stored link, or about none."""
        self.data[self.add_prefix("id")] = str(stored.pk if stored else "")
        self.data[self.add_prefix("seen")] = str(stored.seen if stored else "")


class LinkRows(Rows):
    """A row that was left as shown follows what the other end did; one that was not asks first."""

    def clean(self):
        self.refuse_twins("name", "other", say="The two cases are linked in this way already.")
        if not self.entry.case.pk:
            return
        for form in self.filled():
            if not form.errors and not self.is_as_shown(form):
                self.judge(form)
        for form in self.removed():
            self.judge_removed(form)

    def judge(self, form):
        """What is typed here may replace only what its author saw."""
        stored = self.stored.get(number(form, "id")) or self.stored_like(form)
        if not stored and number(form, "id"):
            form.add_error(
                "other", "Somebody removed this link meanwhile. Saving again puts it back."
            )
            form.show(None)
        elif stored and said_by(stored) not in (self.shown_to(form), form.said):
            form.add_error("note", f"{self.now(stored)} Saving again puts yours in its place.")
            form.show(stored)

    def judge_removed(self, form):
        stored = self.stored.get(number(form, "id"))
        if stored and said_by(stored) != self.shown_to(form):
            form.show(stored)
            raise forms.ValidationError(f"{self.now(stored)} Saving again removes it.")

    def now(self, stored):
        link = named_from(self.entry.case, stored)
        name, note = dict(LINK_NAMES)[link.name], link.note or "nothing"
        words = f"“{name}: {link.other.public_id}”, with the note “{note}”"
        return f"Somebody changed this link meanwhile; it now reads {words}."

    def is_as_shown(self, form):
        return form.said == self.shown_to(form)

    def shown_to(self, form):
        """What the page showed in this row; None in one that was blank."""
        return self.shown.get((number(form, "id"), number(form, "seen")))

    def stored_like(self, form):
        """The link that the row would replace: the two cases were linked in this way meanwhile."""
        return next(
            (row for row in self.stored.values() if said_by(row)[:3] == form.said[:3]), None
        )

    @cached_property
    def stored(self):
        links = CaseLink.objects.touching(self.entry.case).visible_to(self.entry.user)
        return {row.pk: row for row in links.select_related("case", "target").with_seen()}

    @cached_property
    def shown(self):
        """What the page showed, by number and history row."""
        numbers = [number(form, "seen") for form in self.forms]
        rows = CaseLink.history.filter(history_id__in=numbers)
        return {(row.id, row.history_id): said_by(row) for row in rows}

    def removed(self):
        """The rows with a stored link that were marked so, or emptied."""
        kept = {id(form) for form in self.filled()}
        return [form for form in self.forms if number(form, "id") and id(form) not in kept]

    def links(self):
        """Those that are new or typed anew; the others are left to whoever changes them."""
        filled = self.filled()
        if self.entry.case.pk:
            filled = [form for form in filled if not self.is_as_shown(form)]
        return [form.link() for form in filled]

    def gone(self):
        """The numbers of the stored links that were removed, or replaced by `links`."""
        if not self.entry.case.pk:
            return set()
        changed = [form for form in self.filled() if not self.is_as_shown(form)]
        return {number(form, "id") for form in [*self.removed(), *changed]} - {0}


def number(form, name):
    """0 for what is none; what is too long for a number is none."""
    text = form[name].value() or ""
    return int(text) if re.fullmatch("[0-9]{1,9}", str(text)) else 0


LinkSet = rows_of(LinkRow, LinkRows)
