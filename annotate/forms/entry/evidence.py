"""What supports a tag: words of one of the case's texts, or a place in a source."""

from django import forms

from annotate.actions.tags import passage
from annotate.models import Evidence

from .fields import Text
from .rows import Row, Rows, rows_of
from .texts import MOST_OCCURRENCES

IN_THE_TEXTS = ("", "in the narrative or a text of the case")


class EvidenceRow(Row):
    """A quote is found and kept with its place; one that stands in several asks for which."""

    unseen = frozenset(["occurrence"])

    quote = Text(label="Quote", rows=2)
    place = forms.ChoiceField(
        label="Where it stands",
        required=False,
        error_messages={"invalid_choice": "This source is not among those the case cites."},
    )
    pages = Text(label="Pages", max_length=100)
    note = Text(label="Note")
    occurrence = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The pattern for new rows stands on the page once a code; a script fills its choices in.
        is_pattern = "__prefix__" in self.prefix
        self.fields["place"].choices = [IN_THE_TEXTS, *([] if is_pattern else self.entry.headings)]

    def clean(self):
        if self.errors:
            return
        if self.cleaned_data["place"]:
            self.made = self.cited()
        elif self.cleaned_data["quote"]:
            self.made = self.found()
        else:
            self.add_error("quote", "Quote the words that support the tag, or choose a source.")

    def cited(self):
        """Without a citation while the rows of sources are wrong; then nothing is saved."""
        said = {name: self.cleaned_data[name] for name in ("quote", "pages", "note")}
        return Evidence(citation=self.entry.citation_called(self.cleaned_data["place"]), **said)

    def found(self):
        data, texts = self.cleaned_data, self.entry.texts
        quote = data["quote"]
        place = texts.place(quote, data["occurrence"])
        if not place:
            self.ask(texts.occurrences(quote))
            return None
        document, start = place
        made = passage(document, start, start + len(quote))
        made.pages, made.note = data["pages"], data["note"]
        return made

    def ask(self, occurrences):
        if not occurrences:
            self.add_error(
                "quote", "No text of the case has these words; quote them exactly as they stand."
            )
        elif len(occurrences) > MOST_OCCURRENCES:
            self.add_error("quote", "These words stand in too many places; quote a longer passage.")
        else:
            choices = [(one.key, one.words) for one in occurrences]
            self.fields["occurrence"] = forms.ChoiceField(
                label="Which of them", choices=[("", "choose"), *choices]
            )
            self.add_error("occurrence", f"These words stand in {len(choices)} places: choose one.")


class EvidenceRows(Rows):
    def evidence(self):
        """New Evidence, each passage or cited place once."""
        made = [form.made for form in self.filled()]
        return list({place_of(row): row for row in made}.values())


def place_of(row):
    """What tells two rows of one tag apart; what they point at may not be stored yet."""
    return id(row.document or row.citation), row.start, row.end, row.pages


EvidenceSet = rows_of(EvidenceRow, EvidenceRows)
