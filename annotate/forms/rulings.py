from django import forms

from .chosen_rows import ChosenRows
from .entry.fields import Text


class RulingForm(forms.Form):
    """What a settled difference teaches, about its code and others that were settled with it."""

    text = Text(
        rows=4,
        required=True,
        label="How to decide from now on",
        help_text="Everybody reads it: name no case and no coder.",
    )
    codes = ChosenRows(queryset=None, label="On which codes", widget=forms.CheckboxSelectMultiple)

    def __init__(self, data, *, codes):
        super().__init__(data)
        self.fields["codes"].queryset = codes


class WithdrawForm(forms.Form):
    version = forms.IntegerField(min_value=0)
    why = Text(required=True)
