"""A person's answer in a derived dimension, in place of the rule's."""

from django import forms

from annotate.models import Override

from .fields import Shown, Text

PREFIX = "override-{}"


class OverrideForm(Shown):
    """One derived dimension. Nothing chosen leaves it to the rule."""

    codes = forms.TypedMultipleChoiceField(
        label="Instead of the rule", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = Text(label="Reason", rows=2)

    def __init__(self, *args, dimension, codes, **kwargs):
        super().__init__(*args, prefix=PREFIX.format(dimension.pk), **kwargs)
        self.dimension = dimension
        self.code_of = {code.pk: code for code in codes}
        self.fields["codes"].choices = [(code.pk, code.label) for code in codes]

    def clean(self):
        chosen, reason = self.cleaned_data.get("codes"), self.cleaned_data.get("reason")
        if chosen and not reason:
            self.add_error("reason", "Say why the rule does not hold here.")
        if reason and not chosen:
            self.add_error("codes", "Choose what holds instead of the rule.")
        if chosen and len(chosen) > 1 and not self.dimension.multi_valued:
            self.add_error("codes", f"{self.dimension} takes one value.")

    def overrides(self):
        data = self.cleaned_data
        return [Override(code=self.code_of[pk], reason=data["reason"]) for pk in data["codes"]]
