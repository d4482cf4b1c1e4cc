"""The submitted codings a person may read, as plain rows: no model instance, one query."""

from typing import NamedTuple

from annotate.models import Coding
from annotate.models.vocabularies import Seen


class CodingRow(NamedTuple):
    pk: int
    case: int
    coder: int
    round: int
    version: int  # of the codebook, as all of these a primary key
    seen: str

    @property
    def is_blind(self):
        return self.seen == Seen.NOTHING


def coding_rows(user):
    """In the order of submission, so that of two by one coder the last one stands."""
    codings = readable(user).order_by("submitted_at", "pk")
    fields = ("pk", "case", "coder", "round", "codebook_version", "seen")
    return [CodingRow(*row) for row in codings.values_list(*fields).iterator(chunk_size=10_000)]


def readable(user):
    return Coding.objects.visible_to(user).submitted()


def latest(rows):
    """One for each case and coder: a case coded again is answered by what was said last."""
    return list({(row.case, row.coder): row for row in rows}.values())
