"""What waits for a person who signs in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone

from annotate.models import Case
from annotate.models.vocabularies import State
from annotate.permissions import allowed

SHOWN = 20  # of each list
SHOWN_AFTER_DISCARDING = timedelta(days=30)


@dataclass(frozen=True)
class Pile:
    """The latest cases of one kind, and how many there are in all."""

    cases: list
    count: int


def pile(cases):
    latest = cases.order_by("-changed_at", "pk").select_related("owner")
    return Pile(latest.defer("narrative", "summary")[:SHOWN], cases.count())


@dataclass(frozen=True)
class Drafts(Pile):
    """Besides, what was discarded lately: rows of the history."""

    discarded: list


def drafts_of(user):
    drafts = pile(Case.objects.visible_to(user).filter(state=State.DRAFT, owner=user))
    return Drafts(drafts.cases, drafts.count, discarded_lately(user))


def discarded_lately(user):
    """Of their own cases, by whomever, and by themselves, of whomever; the latest first."""
    since = timezone.now() - SHOWN_AFTER_DISCARDING
    theirs = Q(owner=user) | Q(history_user=user)
    rows = Case.history.filter(theirs, history_type="-", history_date__gte=since)
    return rows.select_related("history_user").order_by("-history_date", "-pk")[:SHOWN]


def returned_to(user):
    return pile(Case.objects.visible_to(user).filter(state=State.RETURNED, owner=user))


def in_review(user):
    """For those who publish, all that waits; for the others, their own."""
    cases = Case.objects.visible_to(user).filter(state=State.IN_REVIEW)
    return pile(cases if allowed(user, "case.publish") else cases.filter(owner=user))


@dataclass(frozen=True)
class Kept:
    """What the form of a case kept for somebody who did not save: its title, as far as typed."""

    case: Case | None
    title: str
    saved_at: datetime
    form_key: str


def kept_for(user):
    return [
        Kept(draft.case, title_in(draft), draft.saved_at, draft.form_key)
        for draft in drafts_kept_by(user)
    ]


def drafts_kept_by(user):
    """What the user typed into a case that they may not see any more goes on as a new case."""
    seen = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
    drafts = list(user.drafts.select_related("case").annotate(is_seen=Exists(seen)))
    for draft in drafts:
        if not draft.is_seen:
            draft.case = None
    return drafts


def title_in(draft):
    typed = QueryDict(draft.query).get("title", "").strip()
    return typed or (draft.case.title if draft.case else "A case without a title yet")


@dataclass(frozen=True)
class Recent:
    """A change of a case. `who`, `what` and `why` are for those who may see the history."""

    at: datetime
    case: Case
    who: str = ""
    what: str = ""
    why: str = ""


WHAT = {"+": "opened", "~": "changed"}


def recent(user, shown=12):
    """The latest changes of cases that the user may see, the latest first."""
    cases = Case.objects.visible_to(user)
    if not allowed(user, "history.view"):
        return [
            Recent(case.changed_at, case) for case in cases.order_by("-changed_at", "pk")[:shown]
        ]
    records = Case.history.filter(id__in=cases.values("pk")).select_related("history_user")
    return [recorded(record) for record in records[:shown]]


def recorded(record):
    return Recent(
        at=record.history_date,
        case=record.instance,
        who=str(record.history_user or "Multitrack"),
        what=WHAT[record.history_type],
        why=record.history_change_reason or "",
    )
