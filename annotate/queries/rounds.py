"""How far rounds have come, and what waits in the pool."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.utils import timezone

from annotate.models import Case, Coding, Round, User
from annotate.models.vocabularies import CodingState

SHOWN = 20  # of each list on the front page
SHOWN_AFTER_LOSING = timedelta(days=30)
CASES_ON_PAGE = 50
KINDS = {
    "submitted": lambda codings: codings.submitted(),
    "started": lambda codings: codings.in_hand().filter(state=CodingState.STARTED),
    "assigned": lambda codings: codings.in_hand().filter(state=CodingState.ASSIGNED),
    "pool": lambda codings: codings.in_pool(),
    "overdue": lambda codings: codings.overdue(),
}


def loads():
    """`{primary key of a coder: codings they have yet to submit}`."""
    return counted(Coding.objects.unfinished().exclude(coder=None), "coder")


def counted(codings, by):
    rows = codings.order_by().values_list(by).annotate(count=Count("pk"))
    return dict(rows)


@dataclass(frozen=True)
class Progress:
    """Of `given` codings: each is submitted, started, assigned or in the pool. Some are overdue."""

    given: int
    submitted: int
    started: int
    assigned: int
    pool: int
    overdue: int


def progress(codings, by):
    """`{value of the field: Progress}`. Six queries, however many there are."""
    standing = codings.standing()
    given = counted(standing, by)
    counts = {kind: counted(of_kind(standing), by) for kind, of_kind in KINDS.items()}
    return {
        key: Progress(number, **{kind: found.get(key, 0) for kind, found in counts.items()})
        for key, number in given.items()
    }


@dataclass(frozen=True)
class RoundLine:
    round: Round
    cases: int
    progress: Progress


def rounds(user):
    """Those with a case that the user knows, the latest first."""
    codings = Coding.objects.known_to(user)
    found = progress(codings, "round")
    pairs = codings.order_by().values_list("round").annotate(cases=Count("case", distinct=True))
    cases, listed = dict(pairs), Round.objects.filter(pk__in=found).select_related("opened_by")
    return [RoundLine(round_, cases[round_.pk], found[round_.pk]) for round_ in listed]


@dataclass(frozen=True)
class CoderLine:
    coder: User
    progress: Progress
    saved_at: datetime | None


def coders(codings):
    """Of the codings of a round, by coder; places that nobody has are left out."""
    found = progress(codings.exclude(coder=None), "coder")
    latest = dict(codings.order_by().values_list("coder").annotate(latest=Max("saved_at")))
    people = User.objects.filter(pk__in=found).by_name()
    return [CoderLine(coder, found[coder.pk], latest.get(coder.pk)) for coder in people]


@dataclass(frozen=True)
class CaseLine:
    """A case with one cell for each coder, None where they do not code it; `places` nobody has."""

    case: Case
    cells: list
    places: list
    standing: int


class Table:
    """Case by coder, a page at a time."""

    def __init__(self, codings, coders, kind, number):
        self.codings, self.coders = codings.standing(), coders
        shown = KINDS[kind](self.codings) if kind else self.codings
        cases = Case.objects.filter(pk__in=shown.order_by().values("case")).order_by("pk")
        self.page = Paginator(cases.only("pk", "title"), CASES_ON_PAGE).get_page(number)

    @property
    def rows(self):
        cases = list(self.page)
        found = {case.pk: [] for case in cases}
        for coding in self.codings.filter(case__in=cases).order_by("pk"):
            found[coding.case_id].append(coding)
        return [self._row(case, found[case.pk]) for case in cases]

    def _row(self, case, codings):
        theirs = {coding.coder_id: coding for coding in codings}
        cells = [(line.coder, theirs.get(line.coder.pk)) for line in self.coders]
        places = [coding for coding in codings if not coding.coder_id]
        return CaseLine(case, cells, places, len(codings))


@dataclass(frozen=True)
class Pool:
    """The first places of the pool that somebody may take, and how many there are."""

    places: list[Coding]
    count: int


def pool_for(user):
    """One query, and one more where not all are shown."""
    places = Coding.objects.open_to(user).select_related("case", "round")
    first = places.defer("case__narrative", "case__summary").order_by("due_on", "case", "pk")
    shown = list(first[:SHOWN])
    return Pool(shown, places.count() if len(shown) == SHOWN else len(shown))


def lost_by(user):
    """History of codings that somebody else has taken over lately: when, by whom and why."""
    since, known = timezone.now() - SHOWN_AFTER_LOSING, Case.objects.known_to(user)
    rows = Coding.history.filter(coder=user, state=CodingState.LAPSED, history_date__gte=since)
    rows = rows.filter(case__in=known.order_by().values("pk"))
    return rows.select_related("case", "round").order_by("-history_date", "-pk")[:SHOWN]
