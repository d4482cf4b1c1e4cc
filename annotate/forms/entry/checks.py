"""Who checked which facts against which source, and when."""

from django import forms
from django.utils import timezone

from annotate.models import Verification

from .fields import Text
from .rows import Row, rows_of


class VerificationRow(Row):
    unseen = frozenset(["id"])

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    source = forms.ChoiceField(label="Against which source")
    facts = Text(label="Which facts", required=True)
    checked_by = Text(label="Checked by", max_length=255, required=True)
    checked_on = forms.DateField(label="On", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [*self.entry.headings, *self.entry.sources_of_checks]
        self.fields["source"].choices = [("", "choose"), *dict(choices).items()]

    def clean_checked_on(self):
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Nothing can be checked in the future.")
        return day

    def instance(self):
        data = self.cleaned_data
        return Verification(
            pk=data["id"],
            source=self.entry.source_called(data["source"]),
            facts=data["facts"],
            checked_by=data["checked_by"],
            checked_on=data["checked_on"],
        )


VerificationSet = rows_of(VerificationRow)
