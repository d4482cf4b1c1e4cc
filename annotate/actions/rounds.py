"""Giving cases out for coding."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Coding
from annotate.models.knowledge import Knowledge
from annotate.models.round_plan import RoundPlan
from annotate.models.vocabularies import Seen
from annotate.permissions import allowed

from .at_once import take_turn
from .cases import latest_codebook, refuse_unanswerable
from .change import Change
from .coding import lapses_at


class PlanChanged(Exception):
    """What would be given out is not what was shown any more."""


@transaction.atomic
def open_round(round_, cases, coders, *, by, shown=""):
    """Store a new round and give each of its cases to `codings_per_case` of the coders.

    It is judged by the latest codebook. The round's seed, if any, also spreads the cases. `shown`
    is the digest of the plan that somebody agreed to, without the cases that it refuses.
    Raises ValidationError for nothing to code, one who may not code or, where no plan was shown, a
    case that too few can code; PlanChanged; WrongState where the codebook cannot be answered.
    """
    take_turn("codings")
    cases, coders = list(cases), list(coders)
    round_.codebook_version, round_.opened_by = answerable_codebook(), by
    refuse_empty(cases, coders)
    plan = RoundPlan(cases, coders, round_.codings_per_case, seed=round_.seed or 0)
    refuse_ungivable(plan, shown)
    change = Change(by=by, why=f"Round “{round_}” opened")
    change.save(round_)
    places = [(place.case, place.coder, place.seen) for place in plan.places]
    change.create_all(Coding, [new_coding(round_, *place, change.at) for place in places])
    return round_


def answerable_codebook():
    codebook = latest_codebook()
    refuse_unanswerable(codebook)
    return codebook


def refuse_empty(cases, coders):
    if not cases:
        raise ValidationError({"cases": "Choose at least one case."})
    if not coders:
        raise ValidationError({"coders": "Choose at least one coder."})
    for coder in coders:
        refuse_coder(coder)


def refuse_coder(coder):
    if not allowed(coder, "coding.answer"):
        raise ValidationError({"coders": f"{coder} is not a researcher or curator."})


def refuse_ungivable(plan, shown):
    if shown and shown != plan.digest:
        raise PlanChanged("The cases, or what the coders know of them, changed since you looked.")
    if plan.refused and not (shown and plan.cases):
        refused = plan.refused[0]
        raise ValidationError({"coders": f"{refused.case}: {refused.why}."})


def new_coding(round_, case, coder, seen, moment):
    """Not stored yet. `coder` None puts it in the pool."""
    return Coding(
        round=round_,
        case=case,
        coder=coder,
        codebook_version=round_.codebook_version,
        seen=seen,
        due_on=round_.due_on,
        assigned_at=coder and moment,
        lapses_at=coder and lapses_at(round_, moment),
    )


def what_is_known(case, coder):
    """What keeps the coder from being blind to the answers of the case."""
    return Knowledge([case], [coder]).seen(case, coder) if coder else Seen.NOTHING
