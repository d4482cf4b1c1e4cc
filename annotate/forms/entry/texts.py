"""The texts of a case in which quotes stand: its narrative, its documents, those being added."""

from dataclasses import dataclass

from django import forms

from annotate.actions import documents
from annotate.models import Document
from annotate.text import normalise

from .fields import Text
from .rows import Row, Rows, rows_of

MOST_OCCURRENCES = 20
CONTEXT_CHARS = 30


class DocumentRow(Row):
    """A text to store; those that are stored never change."""

    title = Text(label="Title", max_length=255, required=True)
    source = forms.ChoiceField(label="From which source", required=False)
    corrects = forms.ChoiceField(label="Corrects", required=False)
    text = Text(label="Text", rows=8, required=True, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", "none in the list"), *self.entry.headings]
        stored = [(str(row.pk), row.title) for row in self.entry.stored_documents]
        self.fields["corrects"].choices = [("", "nothing: a new text"), *stored]

    def clean_title(self):
        title = self.cleaned_data["title"]
        if title == Document.NARRATIVE:
            raise forms.ValidationError("That is what the narrative is called; give another title.")
        return title

    def document(self):
        data = self.cleaned_data
        corrected = [row for row in self.entry.stored_documents if str(row.pk) == data["corrects"]]
        return Document(
            title=data["title"],
            text=normalise(data["text"]),
            source=self.entry.source_called(data["source"]) if data["source"] else None,
            corrects=corrected[0] if corrected else None,
        )


class DocumentRows(Rows):
    def clean(self):
        correcting = [form for form in self.filled() if form.cleaned_data.get("corrects")]
        targets = [form.cleaned_data["corrects"] for form in correcting]
        for place, form in enumerate(correcting):
            if targets[place] in targets[:place]:
                form.add_error("corrects", "Another row corrects this text already.")


DocumentSet = rows_of(DocumentRow, DocumentRows)


@dataclass(frozen=True)
class Occurrence:
    """Where a quote stands. `key` names it on the page: "d12:175", "n0:175"."""

    document: Document
    start: int
    key: str
    words: str  # the document, and the quote with what surrounds it


class Texts:
    """All texts of a case as they would be after saving."""

    def __init__(self, case, stored, added):
        corrected = {row.corrects_id for row in added if row.corrects_id}
        narrative = documents.of_narrative(case)
        kept = [row for row in stored if row.pk not in corrected]
        self.new = [row for row in [narrative, *added] if row and not row.pk]
        self.current = [*([narrative] if narrative and narrative.pk else []), *kept, *self.new]

    def occurrences(self, quote):
        """Every place where the words stand, one more than can be shown at most."""
        found = []
        for place, document in enumerate(self.current):
            name = f"d{document.pk}" if document.pk else f"n{place}"
            for start in starts(document.text, quote, MOST_OCCURRENCES + 1):
                words = f"{document}: {surrounded(document.text, start, start + len(quote))}"
                found.append(Occurrence(document, start, f"{name}:{start}", words))
        return found


def starts(text, quote, most):
    """Offsets, in code points, of a quote that is not empty."""
    found, at = [], text.find(quote)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def surrounded(text, start, end):
    before = text[max(0, start - CONTEXT_CHARS) : start]
    return f"…{before}[{text[start:end]}]{text[end : end + CONTEXT_CHARS]}…"


def chosen(occurrences, key):
    """The one chosen, else the only one in that text, else the only one; None where it is open."""
    same_text = [one for one in occurrences if one.key.split(":")[0] == key.split(":")[0]]
    exact = [one for one in occurrences if one.key == key]
    return next((found[0] for found in (exact, same_text, occurrences) if len(found) == 1), None)
