"""The queue of the adjudicators: what several coders have submitted and nobody has settled."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Max

from annotate.models import Case, Coding, Proposal, Round
from annotate.models.disputes import awaiting, disputes_in

PER_PAGE = 50


@dataclass(frozen=True)
class Waiting:
    """`differences` is how many codes the coders differ on; `given` counts all its codings."""

    case: Case
    round: Round
    submitted: int
    given: int
    differences: int
    since: datetime


def waiting_for(user):
    """Rows of `case`, `round`, `submitted` and `since`, the longest waiting first.

    What the user codes and has not submitted is not among them.
    """
    codings = awaiting().filter(pk__in=Coding.objects.visible_to(user).order_by().values("pk"))
    together = codings.order_by().values("case", "round")
    together = together.annotate(submitted=Count("pk"), since=Max("submitted_at"))
    return together.filter(submitted__gt=1).order_by("since", "case", "round")


def disputes_page(user, number):
    """A page of Waiting. Six queries, however many there are."""
    page = Paginator(waiting_for(user), PER_PAGE).get_page(number)
    page.object_list = waiting(list(page.object_list))
    return page


@dataclass(frozen=True)
class Pile:
    shown: list
    count: int
    proposals: int  # that wait for an answer


def pile_for(user, shown=5):
    """Those that wait longest, and how many there are. Seven queries."""
    rows, proposals = waiting_for(user), Proposal.objects.visible_to(user).open()
    return Pile(waiting(list(rows[:shown])), rows.count(), proposals.count())


def waiting(rows):
    cases = Case.objects.only("title").in_bulk({row["case"] for row in rows})
    rounds = Round.objects.in_bulk({row["round"] for row in rows})
    codings = Coding.objects.filter(case__in=cases, round__in=rounds)
    found = disputes_in(codings.submitted())
    differences = {(one.case, one.round): len(one.codes) for one in found}
    given = codings.standing().order_by().values_list("case", "round")
    counts = {row[:2]: row[2] for row in given.annotate(Count("pk"))}
    return [
        Waiting(
            case=cases[row["case"]],
            round=rounds[row["round"]],
            submitted=row["submitted"],
            given=counts[row["case"], row["round"]],
            differences=differences[row["case"], row["round"]],
            since=row["since"],
        )
        for row in rows
    ]
