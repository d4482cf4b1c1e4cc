from django import forms

from .chosen_rows import ChosenRows
from .entry.fields import Text


class RulingForm(forms.Form):
    """What a settled difference teaches, about its code and others that were settled with it."""

    text = Text(required=True)
    codes = ChosenRows(queryset=None)

    def __init__(self, data, *, codes):
        super().__init__(data)
        self.fields["codes"].queryset = codes


class WithdrawForm(forms.Form):
    version = forms.IntegerField(min_value=0)
    why = Text(required=True)
