"""The rows that belong to a case, brought in step with what somebody says they should be."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from annotate.models import (
    CaseCountry,
    CaseLink,
    Citation,
    Decision,
    Event,
    Evidence,
    Judgement,
    Override,
    Participation,
    Place,
    Tag,
    Verification,
)

# What makes two rows of a case the same row; the others have nothing but their number.
SAME = {
    CaseCountry: ["country_id"],
    Participation: ["actor_id", "role"],
    Citation: ["source_id"],
    CaseLink: ["case_id", "target_id", "type"],
    Tag: ["code_id"],
    Override: ["code_id"],
    Judgement: ["code_id"],
    Decision: ["code_id"],
    Evidence: ["tag_id", "judgement_id", "document_id", "start", "end", "citation_id", "pages"],
    Place: ["pk"],
    Event: ["pk"],
    Verification: ["pk"],
}


@dataclass(frozen=True)
class Plan:
    """What to write so that the stored rows are the wanted ones. Equal rows are not touched."""

    gone: list
    changed: list

    def remove(self, change):
        for row in self.gone:
            change.delete(row)

    def write(self, change):
        for row in self.changed:
            change.save(row)


def plan(stored, wanted, *, but=()):
    """Compares rows of one model; `wanted` are new instances, which become the stored ones.

    Stored rows that are the same row are counted: what is surplus goes.
    `but` names fields in which a difference alone is none.
    """
    left = defaultdict(list)
    for row in stored:
        left[same(row)].append(row)
    changed = []
    for row in wanted:
        alike = left[same(row)]
        old = alike.pop(0) if alike else None
        row.pk, row._state.adding = old and old.pk, not old  # nobody names a row of another case
        if not old or _differs(old, row, but):
            changed.append(row)
    return Plan(list(chain(*left.values())), changed)


def in_order(rows):
    """The same rows, their positions counted from 0."""
    for position, row in enumerate(rows):
        row.position = position
    return rows


def same(row):
    """Two rows of a model for which this is equal are the same row."""
    return tuple(getattr(row, name) for name in SAME[type(row)])


def _differs(old, new, but):
    fields = [field for field in old._meta.concrete_fields if field.name not in but]
    return any(field.value_from_object(old) != field.value_from_object(new) for field in fields)
