"""The texts of a case in which quotes stand: its narrative, its documents, those being added."""

import re
from dataclasses import dataclass
from functools import cached_property

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


NARRATIVE = "narrative"
NOWHERE = 10**9  # no text is that long


@dataclass(frozen=True)
class Occurrence:
    """Where a quote stands. `key` names it on the page: "narrative:175", "d12:8", "documents-0:8".

    Before the colon stands a text: the narrative, a stored document, the row that adds one.
    """

    document: Document
    start: int
    key: str
    words: str  # the document, and the quote with what surrounds it

    @property
    def place(self):
        return self.document, self.start


class Texts:
    """All texts of a case as they would be after saving; `added` by the row that adds them."""

    def __init__(self, case, stored, added):
        corrected = {row.corrects_id for row in added.values() if row.corrects_id}
        narrative = documents.of_narrative(case)
        kept = {stored_name(row.pk): row for row in stored if row.pk not in corrected}
        self.called = ({NARRATIVE: narrative} if narrative else {}) | kept | added
        self.new = [row for row in self.called.values() if not row.pk]

    def place(self, quote, key):
        """The document and offset of a quote: at the place that `key` names, if it stands there.

        Otherwise where it stands once in that text, or once in all. None where it is open.
        """
        name, start = self.read(key)
        document = self.called.get(name)
        if document and document.text.startswith(quote, start):
            return document, start
        found = self.occurrences(quote)
        same_text = [one for one in found if one.document is document]
        return next((hits[0].place for hits in (same_text, found) if len(hits) == 1), None)

    def read(self, key):
        """`(name, offset)`; a stored text that a new one corrects is called like that one."""
        name, _, start = key.partition(":")
        offset = int(start) if re.fullmatch("[0-9]{1,9}", start) else NOWHERE
        return self.heirs.get(name, name), offset

    def occurrences(self, quote):
        """Every place where the words stand, one more than can be shown at most."""
        found = []
        for name, document in self.called.items():
            for start in starts(document.text, quote, MOST_OCCURRENCES + 1):
                words = f"{document}: {surrounded(document.text, start, start + len(quote))}"
                found.append(Occurrence(document, start, f"{name}:{start}", words))
        return found

    @cached_property
    def heirs(self):
        """`{name of a stored document: what it is called here}`."""
        rows = [(name, row.pk or row.corrects_id) for name, row in self.called.items()]
        return {stored_name(pk): name for name, pk in rows if pk}


def stored_name(pk):
    return f"d{pk}"


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
