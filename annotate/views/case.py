"""The page of one case and its history. A case one may not see does not exist."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotate.duration import how_long
from annotate.models import Case
from annotate.models.readiness import problems_on
from annotate.models.sheet import Sheet, dimensions_for
from annotate.models.vocabularies import State
from annotate.permissions import allowed
from annotate.queries.case import cases_for_page, claims, dimension_facts
from annotate.queries.case_map import places
from annotate.queries.case_timeline import timeline
from annotate.queries.history import entries
from annotate.queries.neighbours import neighbours
from annotate.queries.parties import seating
from annotate.queries.settled import how_settled

from .access import needs
from .case_files import to_cite
from .coding_hidden import hidden_while_coding

ENTRIES_SHOWN, DIFFERENCES_SHOWN = 5, 6


@require_safe
@hidden_while_coding
@needs("case.view")
def case(request, pk):
    found = get_object_or_404(cases_for_page(request.user), pk=pk)
    return render(request, "annotate/case/page.html", page_of(request, found))


def page_of(request, found):
    """What the page shows of a case that was fetched with its parts."""
    dimensions = dimensions_for(found)
    beside = neighbours(found, request.user)
    settled = how_settled(found, request.user)
    shown_claims = claims(found, dimensions, request.user, settled)
    return {
        "case": found,
        "claims": shown_claims,
        "settled_absent": settled.absent,
        "bare_count": sum(claim.is_bare for claim in shown_claims),
        "facts": dimension_facts(found, dimensions),
        "duration": duration(found),
        "seating": seating(found.participations.all()),
        "format": next((tag for tag in found.tags.all() if is_format(tag)), None),
        "beside": beside,
        "timeline": timeline(found, beside.cases, today=timezone.localdate()),
        "places": places(found),
        "conflict_url": conflict_url(found),
        "cited": to_cite(request, found),
        **for_the_team(found, dimensions, request.user),
    }


def duration(case):
    return how_long(case.start, case.end, ongoing=case.ongoing, checked_on=case.ongoing_checked_on)


def conflict_url(case):
    """The address of all cases of its conflict; "" where it has none."""
    if not case.conflict_id:
        return ""
    return f"{reverse('annotate:cases')}?{urlencode({'conflict': case.conflict_id})}"


def is_format(tag):
    return tag.code.dimension.key == "format"


def for_the_team(case, dimensions, user):
    """State, what is missing, and the latest history; only for those who may see them."""
    if not allowed(user, "history.view"):
        return {"team": False, "may": {}, "missing": [], "history": []}
    history = entries(case, user)
    return {
        "team": True,
        "may": what_may_be_done(case, user),
        "missing": missing(case, dimensions),
        "proposals": to_decide(case, user),
        "history": [entry.brief(DIFFERENCES_SHOWN) for entry in history[:ENTRIES_SHOWN]],
        "history_count": len(history),
    }


def missing(case, dimensions):
    if case.state == State.PUBLISHED:
        return []
    return problems_on(Sheet.read(case, dimensions))


def to_decide(case, user):
    """How many proposals wait, for those who decide them."""
    return case.proposals.open().count() if allowed(user, "coding.settle") else 0


def what_may_be_done(case, user):
    published = case.state == State.PUBLISHED
    return {
        "edit": allowed(user, "case.edit_published" if published else "case.edit"),
        "submit": case.state not in State.answered() and allowed(user, "case.submit"),
        "publish": case.state == State.IN_REVIEW and allowed(user, "case.publish"),
        "return": case.state in State.answered() and allowed(user, "case.return"),
        "settle": allowed(user, "coding.settle"),
        "propose": allowed(user, "tag.propose"),
    }


@require_safe
@hidden_while_coding
@needs("history.view")
def history(request, pk):
    found = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    shown = {"case": found, "entries": entries(found, request.user)}
    return render(request, "annotate/case/history_page.html", shown)
