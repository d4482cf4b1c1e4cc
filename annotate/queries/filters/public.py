"""A promise to the public: what is not understood is refused by name, never ignored."""

from dataclasses import dataclass

from django import forms
from django_filters import FilterSet

from .fields import nearest, shown


@dataclass(frozen=True)
class Refusal:
    """What was wrong with a question. `instead` is what may have been meant, or ""."""

    parameter: str
    sentence: str
    value: str = ""
    instead: str = ""
    is_unknown_parameter: bool = False


class PublicForm(forms.Form):
    """Refuses unknown parameters, NULs, and several values where one is meant."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.refusals = []

    def full_clean(self):
        super().full_clean()
        self.refusals = [
            *self._unknown(),
            *self._unreadable(),
            *self._repeated(),
            *self._invalid(),
        ]

    def _unknown(self):
        for name in self.data:
            if name not in self.fields:
                instead = nearest(name, {known: known for known in self.fields})
                meant = f" Did you mean {instead}?" if instead else ""
                yield Refusal(
                    name,
                    f"There is no filter {shown(name)}.{meant}",
                    instead=instead,
                    is_unknown_parameter=True,
                )

    def _unreadable(self):
        for name, values in self.data.lists():
            if any("\0" in value for value in values):
                yield Refusal(name, f"{shown(name)} contains a character that no text has (NUL).")

    def _repeated(self):
        for name, values in self.data.lists():
            field = self.fields.get(name)
            several = len(set(filter(None, values))) > 1
            if field and several and not isinstance(field.widget, forms.SelectMultiple):
                yield Refusal(name, f"{shown(name)} is given more than once; give it once.")

    def _invalid(self):
        for name, error in self.errors.as_data().items():
            for each in error:
                value, instead = getattr(each, "value", ""), getattr(each, "instead", "")
                yield Refusal(name, each.messages[0], value, instead)


class NotAnswerable(Exception):
    """Somebody asked a refused question for its answer."""


class PublicFilterSet(FilterSet):
    class Meta:
        form = PublicForm

    @property
    def refusals(self):
        self.form.is_valid()
        return self.form.refusals

    def is_valid(self):
        return not self.refusals

    @property
    def cleaned(self):
        """`{parameter: value}`. Raises NotAnswerable if anything was refused."""
        if not self.is_valid():
            raise NotAnswerable("; ".join(refusal.sentence for refusal in self.refusals))
        return self.form.cleaned_data

    @property
    def qs(self):
        return self.without()

    def without(self, *names):
        """The same question minus these parameters.

        django-filter's own `qs` would give every row where a value was refused.
        """
        queryset = self.queryset.all()
        for name, value in self.cleaned.items():
            if name not in names:
                queryset = self.filters[name].filter(queryset, value)
        return queryset
