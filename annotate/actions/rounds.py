"""Giving cases out for coding."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Case, Coding
from annotate.models.vocabularies import Seen
from annotate.permissions import allowed
from annotate.spreading import CannotSpread, spread

from .cases import latest_codebook, refuse_unanswerable
from .change import Change
from .coding import is_public, lapses_at


@transaction.atomic
def open_round(round_, cases, coders, *, by):
    """Store a new round and give each of its cases to `codings_per_case` of the coders.

    It is judged by the latest codebook. The round's seed, if any, also spreads the cases.
    Raises ValidationError for nothing to code, too few coders, or one who may not code; WrongState
    where the codebook cannot be answered.
    """
    cases, coders = list(cases), list(coders)
    round_.codebook_version, round_.opened_by = answerable_codebook(), by
    refuse_empty(cases, coders)
    change = Change(by=by, why=f"Round “{round_}” opened")
    try:
        pairs = spread(
            cases,
            coders,
            round_.codings_per_case,
            seed=round_.seed or 0,
            barred=who_may_not_know(cases, coders),
        )
    except CannotSpread as cannot:
        raise ValidationError({"coders": str(cannot)}) from cannot
    change.save(round_)
    change.create_all(Coding, [new_coding(round_, *pair, change.at) for pair in pairs])
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
        if not allowed(coder, "coding.answer"):
            raise ValidationError({"coders": f"{coder} is not a researcher or curator."})


def who_may_not_know(cases, coders):
    """Pairs of a case and somebody to whom it is closed, restricted to others."""
    barred = set()
    for coder in coders:
        known = set(Case.objects.known_to(coder).filter(pk__in=[case.pk for case in cases]))
        barred |= {(case, coder) for case in cases if case not in known}
    return barred


def new_coding(round_, case, coder, moment):
    """With the history that bulk writing gives it; `coder` None puts it in the pool."""
    return Coding(
        round=round_,
        case=case,
        coder=coder,
        codebook_version=round_.codebook_version,
        seen=what_is_known(case, coder) if coder else Seen.NOTHING,
        due_on=round_.due_on,
        assigned_at=coder and moment,
        lapses_at=coder and lapses_at(round_, moment),
    )


def what_is_known(case, coder):
    """What keeps the coder from being blind to the answers of the case."""
    if is_public(case):
        return Seen.PUBLISHED
    if case.owner_id == coder.pk or case.history.filter(history_user=coder).exists():
        return Seen.OWN
    if Coding.objects.of(coder).submitted().filter(case=case).exists():
        return Seen.BEFORE
    return Seen.NOTHING
