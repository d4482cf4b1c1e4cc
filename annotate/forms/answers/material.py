from dataclasses import dataclass
from functools import cached_property

from annotate.models import Citation, Document


@dataclass(frozen=True)
class Material:
    """What an answer may rest on: `{pk: row}` of the texts and the cited sources of a case."""

    documents: dict[int, Document]
    citations: dict[int, Citation]

    @classmethod
    def of(cls, case):
        """Two queries."""
        citations = case.citations.select_related("source")
        return cls(by_number(case.documents.select_related("source")), by_number(citations))

    @property
    def current(self):
        """The texts that no corrected one has replaced."""
        return [row for row in self.documents.values() if not self.is_earlier(row)]

    def is_earlier(self, document):
        return document.pk in self._corrected

    @cached_property
    def _corrected(self):
        return {row.corrects_id for row in self.documents.values()}

    def occurrences(self, quote):
        """`[(document, start)]` in the current texts, two at most: more need not be told apart."""
        found = []
        for document in self.current:
            start = document.text.find(quote)
            while start >= 0 and len(found) < 2:
                found.append((document, start))
                start = document.text.find(quote, start + 1)
        return found


def by_number(rows):
    return {row.pk: row for row in rows}
