"""A stored text with the passages marked in it."""

from dataclasses import dataclass

from annotate.models import Evidence
from annotate.passages import paragraphs, pieces


@dataclass(frozen=True)
class Paragraph:
    """`number` counts from 1; `marked` is the evidence that begins in it."""

    number: int
    pieces: list
    marked: list


def marked_paragraphs(document):
    """All paragraphs that say anything. One query."""
    rows = Evidence.objects.of_tags().filter(document=document).order_by("start", "-end", "pk")
    evidence = list(rows.select_related("tag__code__dimension"))
    for number, (start, end) in enumerate(paragraphs(document.text), start=1):
        if document.text[start:end].strip():
            found = list(pieces(document.text, evidence, start, end))
            yield Paragraph(number, found, [row for piece in found for row in piece.first])
