"""The fields of the case itself."""

import re

from django import forms

from annotate.models import Case
from annotate.models.vocabularies import ConflictKind, Visibility
from annotate.permissions import allowed

from .fields import PartialDateFormField, Shown, Text

SENTENCES_AT_MOST = 2
# A full stop after a single letter or a short title ends no sentence: "J. Smith", "St. Petersburg".
NO_END = re.compile(r"\b(?:\w|St|Dr|Mr|Mrs|Ms|Gen|Col|No|vs|etc|approx)\.", re.IGNORECASE)
END = re.compile(r"[.!?؟。](?=\s|$)")


def sentences(text):
    """How many sentences a text has, more or less."""
    rest = NO_END.sub("", text.strip())
    ends = len(END.findall(rest))
    return ends if not rest or END.search(rest[-1]) else ends + 1


TEXTS = "title aliases summary narrative why_many_tracks start_note end_note internal_note".split()


class CaseForm(Shown, forms.ModelForm):
    conflict_name = Text(
        label="Conflict",
        max_length=255,
        suggest="conflicts",
        help_text="Start typing to find one that is known. Leave it blank if it is tied to none.",
    )
    conflict_kind = forms.ChoiceField(
        label="Kind, if the conflict is new",
        required=False,
        choices=[("", "known already"), *ConflictKind.choices],
    )
    start = PartialDateFormField(
        label="Start", help_text="As exactly as a source says: 1993, 1993-05 or 1993-05-13."
    )
    end = PartialDateFormField(label="End", help_text="Blank while it goes on or is not known.")

    class Meta:
        model = Case
        fields = (
            "title aliases summary narrative why_many_tracks start start_note end end_note ongoing"
            " ongoing_checked_on visibility embargo_until internal_note"
        ).split()
        field_classes = dict.fromkeys(TEXTS, Text)
        widgets = {
            "aliases": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "narrative": forms.Textarea(attrs={"rows": 10}),
            "why_many_tracks": forms.Textarea(attrs={"rows": 3}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
            "ongoing_checked_on": forms.DateInput(attrs={"type": "date"}),
            "embargo_until": forms.DateInput(attrs={"type": "date"}),
        }
        help_texts = {
            "title": "The name used in the literature. No years unless they are part of the name.",
            "narrative": "What happened, in order. Quotes for tags can be taken from it.",
        }

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self):
        super().clean()
        self.judge_dates()
        self.find_conflict()
        return self.cleaned_data

    def clean_visibility(self):
        """Nobody locks out others, and themselves, from a case that is not theirs."""
        visibility, user = self.cleaned_data["visibility"], self.known.user
        is_theirs = not self.instance.pk or self.instance.owner_id == user.pk
        may = is_theirs or allowed(user, "case.view_restricted")
        if visibility == Visibility.RESTRICTED and not may:
            raise forms.ValidationError(
                "Only its owner and curators may restrict a case; you would not see it again."
            )
        return visibility

    def judge_dates(self):
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end.ends_before(start):
            self.add_error("end", f"{end.words()} lies before the start ({start.words()}).")

    def find_conflict(self):
        name, kind = (self.cleaned_data.get(f"conflict_{part}") for part in ("name", "kind"))
        try:
            self.instance.conflict = self.known.conflict(name, kind)
        except forms.ValidationError as error:
            self.add_error("conflict_kind", error)

    @property
    def warnings(self):
        """What is unusual but may be saved, by field."""
        count = sentences(self["summary"].value() or "")
        if count <= SENTENCES_AT_MOST:
            return {}
        words = f"{count} sentences. Keep the first two and move the rest to the narrative."
        return {"summary": words}
