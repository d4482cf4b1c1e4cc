"""The stored texts of a case, and one of them with the passages marked in it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Length

from annotate.models import Document, Evidence
from annotate.passages import paragraphs, pieces


@dataclass(frozen=True)
class Stored:
    """A text as it reads now, which has `passages`, and its `earlier` wordings."""

    document: Any
    earlier: list[Document]

    @property
    def chars(self):
        return f"{self.document.chars:,}"


def stored_texts(case, user):
    """Those that the user may read, the narrative first. One query."""
    of_tags = Count("evidence", filter=Q(evidence__tag__isnull=False))
    rows = (
        Document.objects.readable_by(user)
        .filter(case=case)
        .annotate(chars=Length("text"), passages=of_tags)
        .select_related("source", "added_by")
        .defer("text")
        .order_by("pk")
    )
    by_pk = {row.pk: row for row in rows}
    corrected = {row.corrects_id for row in by_pk.values()}
    current = [row for row in by_pk.values() if row.pk not in corrected]
    found = [Stored(row, _earlier(row, by_pk)) for row in current]
    return sorted(found, key=lambda one: not one.document.is_narrative)


def wordings(document, user):
    """All of a text that the user may read, oldest first. One query."""
    rows = Document.objects.readable_by(user).filter(case=document.case_id).defer("text")
    by_pk = {row.pk: row for row in rows.order_by("pk")}
    later = {row.corrects_id: row for row in by_pk.values()}
    newest = by_pk[document.pk]
    while newest.pk in later:
        newest = later[newest.pk]
    return [*reversed(_earlier(newest, by_pk)), newest]


def _earlier(document, by_pk):
    """From the one before it to the first."""
    found = []
    while document.corrects_id in by_pk:
        document = by_pk[document.corrects_id]
        found.append(document)
    return found


def left_behind(case, user):
    """Passages of the case's tags that stand in an earlier wording, for those who may read it."""
    readable = Document.objects.readable_by(user).filter(case=case).order_by()
    rows = Evidence.objects.of_tags().visible_to(user).in_earlier_wordings()
    return (
        rows.filter(tag__case=case, document__in=readable.values("pk"))
        .select_related("document", "tag__code__dimension")
        .defer("document__text")
        .order_by("document", "start", "pk")
    )


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
