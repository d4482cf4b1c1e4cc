"""Codings change hands: taken from the pool, given to somebody else, or one more of a case."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Coding
from annotate.models.knowledge import Knowledge
from annotate.models.vocabularies import CodingState
from annotate.permissions import allowed

from .at_once import take_turn
from .change import Change, EditConflict, claim, claim_as_stored
from .coding import NotOpen, lapses_at
from .rounds import new_coding, refuse_coder, what_is_known


@transaction.atomic
def take(coding, *, version, by):
    """Give a place in the pool to `by`; returns the coding they are to answer.

    Raises EditConflict; NotOpen if it is no place in the pool, or none for them.
    """
    take_turn("codings")
    claim_as_stored(coding, version)
    if not Coding.objects.open_to(by).filter(pk=coding.pk).exists():
        raise NotOpen(f"You cannot take “{coding.case}”: {why_not(coding, by)}.")
    return hand_over(coding, by, Change(by=by, why=f"Taken from the pool by {by}"))


def why_not(coding, user):
    if not allowed(user, "coding.answer"):
        return "you are not a researcher or curator"
    if not coding.is_in_pool:
        return "it is not in the pool any more"
    if Coding.objects.settled().filter(pk=coding.pk).exists():
        return "it is settled in this round"
    same = Coding.objects.of(user).filter(round=coding.round_id, case=coding.case_id)
    if same.exists():
        return "you code it in this round, or did"
    return Knowledge([coding.case], [user]).obstacle(coding.case, user)


@transaction.atomic
def assign(coding, coder, *, reason="", version, by):
    """Give an unsubmitted coding to somebody else; `coder` None puts it into the pool.

    Returns the coding that now stands. Raises EditConflict; NotOpen; ValidationError for a coder
    who cannot.
    """
    take_turn("codings")
    claim_as_stored(coding, version)
    if not coding.is_unfinished:
        raise NotOpen(
            f"This coding is {coding.get_state_display().lower()}, so it stays with them."
        )
    if coding.coder == coder:
        raise ValidationError({"coder": f"It is {'theirs' if coder else 'in the pool'} already."})
    if coder:
        refuse_unable(coding.round, coding.case, coder)
    said = f"Given to {coder} by {by}" if coder else f"Put into the pool by {by}"
    return hand_over(coding, coder, Change(by=by, why=f"{said}: {reason}" if reason else said))


@transaction.atomic
def add_place(round_, case, coder, *, expected, by):
    """One more coding of a case of the round; `coder` None puts it into the pool.

    `expected` is how many there were on the page. Raises EditConflict where there are others by
    now; NotOpen once the case is settled; ValidationError for a coder who cannot.
    """
    take_turn("codings")
    if round_.codings.standing().filter(case=case).count() != expected:
        raise EditConflict(round_)
    if round_.settlements.finished().filter(case=case).exists():
        raise NotOpen(f"“{case}” is settled in this round, so nobody codes it any more.")
    if coder:
        refuse_unable(round_, case, coder)
    change = Change(by=by, why="One more coding of the case")
    return change.save(new_coding(round_, case, coder, what_is_known(case, coder), change.at))


def end_unfinished(case, round_, change):
    """Nobody codes the case in this round any more: what was begun lapses, its answers are kept."""
    for coding in round_.codings.unfinished().filter(case=case):
        claim(coding, coding.version)
        if coding.coder_id:
            coding.state, coding.lapses_at = CodingState.LAPSED, None
            change.save(coding)
        else:
            change.delete(coding)


def refuse_unable(round_, case, coder):
    refuse_coder(coder)
    if round_.codings.standing().filter(case=case, coder=coder).exists():
        raise ValidationError({"coder": f"{coder} codes it in this round already."})
    if obstacle := Knowledge([case], [coder]).obstacle(case, coder):
        raise ValidationError({"coder": f"{obstacle}."})


def hand_over(coding, coder, change):
    """What its coder has answered so far stays with them, as a lapsed coding."""
    seen = what_is_known(coding.case, coder)
    if not coding.coder:
        coding.coder, coding.seen, coding.assigned_at = coder, seen, change.at
        coding.lapses_at = lapses_at(coding.round, change.at)
        return change.save(coding)
    coding.state, coding.lapses_at = CodingState.LAPSED, None
    change.save(coding)
    next_one = new_coding(coding.round, coding.case, coder, seen, change.at)
    next_one.due_on = coding.due_on
    return change.save(next_one)
