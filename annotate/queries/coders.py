"""Who coded the tags of a case, and when, as their history has it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from annotate.models import Tag
from annotate.permissions import allowed

from .history_rows import name_of

# What makes an answer another one; that a tag is stamped with a codebook does not.
ANSWER = ("code_id", "role", "certainty", "confidence", "rationale", "origin")


@dataclass(frozen=True)
class Given:
    when: datetime
    by_person: bool  # or by a command, which knows no coder
    who: str  # "" for those who may not know


@dataclass(frozen=True)
class Coded:
    first: Given
    latest: Given

    @property
    def was_changed(self):
        return self.latest != self.first


def coders(case, user):
    """`{pk of tag: Coded}`, with names for those who may read the history. One query."""
    names = allowed(user, "history.view")
    rows = (
        Tag.history.filter(case_id=case.pk)
        .annotate(who=name_of("history_user"))
        .order_by("id", "history_id")
        .values("id", "history_date", "history_user_id", "who", *ANSWER)
    )
    return {
        pk: _coded([_given(row, names) for row in _answers(steps)])
        for pk, steps in groupby(rows, key=lambda row: row["id"])
    }


def _answers(rows):
    """The rows that gave an answer other than the one before."""
    before = None
    for row in rows:
        answer = [row[name] for name in ANSWER]
        if answer != before:
            yield row
        before = answer


def _given(row, names):
    who = row["who"] if names else ""
    return Given(row["history_date"], row["history_user_id"] is not None, who)


def _coded(given):
    return Coded(given[0], given[-1])
