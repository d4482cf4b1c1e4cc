"""What export columns read: a case with its parts, fetched in batches with steady memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from annotate.models import Case, CaseCountry, Citation, Participation, Place, Tag
from annotate.models.vocabularies import Certainty, State

BATCH_CASES = 1000
CANNOT_TELL = "?"
ANSWERED = frozenset(State.answered())

CASE_FIELDS = (
    "pk slug title aliases summary narrative why_many_tracks conflict__name conflict__kind "
    "start start_precision start_earliest start_latest start_note "
    "end end_precision end_earliest end_latest end_note ongoing ongoing_checked_on "
    "state visibility embargo_until codebook_version codebook_version__number version changed_at"
).split()


@dataclass(slots=True)
class ExportRow:
    """`case` maps `CASE_FIELDS`; `answers` and `roles` map the codes tagged, by primary key.

    `answers_version` is the codebook version under which untagged codes are absent, if any.
    """

    case: dict[str, Any]
    answers_version: int | None
    answers: dict[int, int | str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    countries: list[tuple] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    third_parties: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    sources: list[tuple] = field(default_factory=list)


def export_rows(cases) -> Iterator[ExportRow]:
    """The `ExportRow` of each case, in the order of the queryset and from its database."""
    for batch in batches(cases):
        yield from _load(batch, cases.db)


def batches(cases) -> Iterator[list[int]]:
    """Primary keys, `BATCH_CASES` at a time."""
    pks = cases.values_list("pk", flat=True).iterator(chunk_size=BATCH_CASES)
    while batch := list(islice(pks, BATCH_CASES)):
        yield batch


def _load(batch, using):
    cases = Case.objects.using(using).filter(pk__in=batch).values(*CASE_FIELDS)
    rows = {case["pk"]: ExportRow(case, _answers_version(case)) for case in cases}
    for pk, code, role, certainty in _of(Tag, batch, using, "code", "role", "certainty"):
        rows[pk].answers[code] = 1 if certainty == Certainty.PRESENT else CANNOT_TELL
        rows[pk].roles[code] = role
    countries = ["country__name", "country__iso3", "country__gwno", "country__cow"]
    for pk, *country in _of(CaseCountry, batch, using, *countries, order="position"):
        rows[pk].countries.append(tuple(country))
    actors = _of(Participation, batch, using, "third_party", "actor__name", order="position")
    for pk, third_party, name in actors:
        (rows[pk].third_parties if third_party else rows[pk].parties).append(name)
    for pk, name in _of(Place, batch, using, "name", order="position"):
        rows[pk].places.append(name)
    source = [f"source__{name}" for name in ("author", "title", "publisher", "year")]
    for pk, *parts in _of(Citation, batch, using, *source, order="position"):
        rows[pk].sources.append(tuple(parts))
    return [rows[pk] for pk in batch]


def _answers_version(case):
    return case["codebook_version"] if case["state"] in ANSWERED else None


def _of(model, batch, using, *fields, order="pk"):
    parts = model.objects.using(using).filter(case__in=batch)
    return parts.order_by(order, "pk").values_list("case", *fields).iterator()
