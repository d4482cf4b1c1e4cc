"""Settling what several coders said of a case, and opening that again."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.dateformat import format as words
from django.utils.timezone import localtime

from annotate.models import Coding, Settlement
from annotate.models.comparison import Comparison, lacking
from annotate.models.vocabularies import CodingState

from .adopting import adopt
from .at_once import take_turn
from .cases import problems_if_published, refuse_broken
from .change import Change, EditConflict, claim, claim_as_stored
from .coding import reopen
from .derived import refresh_held
from .parts import plan
from .pool import end_unfinished


class AlreadySettled(Exception):
    """Another adjudicator was there first. `settlement` says who and when."""

    def __init__(self, settlement):
        at = words(localtime(settlement.settled_at), "j F Y, H:i")
        super().__init__(f"{settlement.settled_by} settled this case on {at}.")
        self.settlement = settlement


class NotToSettle(Exception):
    """The codings are not there to be settled, or not by this person; the words say why."""


class Undecided(Exception):
    """Something is still to be decided; `problems` say what."""

    def __init__(self, found):
        super().__init__(" ".join(problem.sentence for problem in found))
        self.problems = found


@transaction.atomic
def save_decisions(case, round_, decisions, *, seen, version, by):
    """Keep what is chosen so far; `decisions` are new rows. What is equal stays, and so does what
    was decided on other codes: their coders may differ again.

    `seen` is what `Comparison.seen` was for its author, and `version` that of the settlement, 0
    where there was none. Raises EditConflict, AlreadySettled, NotToSettle.
    """
    change = Change(by=by)
    settlement = taken_up(case, round_, version, change)
    refuse_moved_on(case.codings.filter(round=round_).submitted().order_by("pk"), seen)
    for decision in decisions:
        decision.settlement = settlement
    plan(settlement.decisions.all(), decisions).write(change)
    settlement.saved_at = change.at
    Settlement.objects.filter(pk=settlement.pk).update(saved_at=change.at)  # no history
    return settlement


def refuse_moved_on(codings, seen):
    if Comparison(list(codings), []).seen != seen:
        raise NotToSettle("A coding was submitted or reopened since you opened this page.")


def taken_up(case, round_, version, change):
    settlement = Settlement.objects.filter(case=case, round=round_).first()
    if not settlement:
        return begun(case, round_, change)
    take(settlement, version)
    return settlement


def begun(case, round_, change):
    try:
        with transaction.atomic():
            return change.save(Settlement(case=case, round=round_))
    except IntegrityError as quicker:
        raise EditConflict(Settlement.objects.get(case=case, round=round_)) from quicker


def take(settlement, version):
    """Claim an open settlement; whoever comes later is told what became of it."""
    try:
        claim_as_stored(settlement, version)
    except EditConflict as conflict:
        if conflict.theirs and conflict.theirs.settled_at:
            raise AlreadySettled(conflict.theirs) from conflict
        raise
    if settlement.settled_at:
        raise AlreadySettled(settlement)


@transaction.atomic
def settle(settlement, *, seen, without_open=False, version, by):
    """Make the case say what its coders agree on, and the decisions where they differ.

    `seen` is what `Comparison.seen` was for its author. `without_open`: although some coders have
    not submitted; their codings end. The case keeps its state; what the codings rest on stays with
    them.

    Raises EditConflict, AlreadySettled, NotToSettle, Undecided; NotReady where a published case
    would break a rule that it keeps now.
    """
    take_turn("codings")
    take(settlement, version)
    codings = codings_to_settle(settlement, by, without_open)
    refuse_moved_on(codings, seen)
    comparison = Comparison.of(codings)
    decisions = {decision.code_id: decision for decision in settlement.decisions.all()}
    if found := lacking(comparison, decisions):
        raise Undecided(found)
    change = Change(by=by, why=f"Settled, round “{settlement.round}”")
    settlement.settled_by, settlement.settled_at = by, change.at
    before = problems_if_published(settlement.case)
    change.save(settlement)
    forget_others(settlement, comparison, change)
    without_it = Change(by=by, why=f"Settled without it by {by}", at=change.at)
    end_unfinished(settlement.case, settlement.round, without_it)
    write(settlement, comparison, decisions, change)
    refuse_broken(settlement.case, before)
    return settlement


def codings_to_settle(settlement, by, without_open):
    """Nobody submits or reopens one of them until the transaction ends."""
    if Coding.objects.of(by).unfinished().filter(case=settlement.case_id).exists():
        raise NotToSettle("You are coding this case yourself. Submit your coding first.")
    held = Coding.objects.filter(case=settlement.case_id, round=settlement.round_id)
    codings = list(held.select_for_update().order_by("pk"))
    submitted = [coding for coding in codings if coding.state == CodingState.SUBMITTED]
    given = [coding for coding in codings if coding.state != CodingState.LAPSED]
    if len(submitted) < 2:
        raise NotToSettle("There are not yet two submitted codings to compare.")
    if len(submitted) < len(given) and not without_open:
        raise NotToSettle(
            f"{len(submitted)} of {len(given)} coders have submitted. "
            "Tick the box if the case is to be settled without the others."
        )
    return submitted


def forget_others(settlement, comparison, change):
    """Decisions on codes of which all coders say the same in the end."""
    differing = [row.code for row in comparison.differing]
    for decision in settlement.decisions.exclude(code__in=differing):
        change.delete(decision)


def write(settlement, comparison, decisions, change):
    """The case answers the round's codebook from now on, if that is the newer one.

    Versions come in the order of their primary keys.
    """
    case, version = settlement.case, settlement.round.codebook_version
    claim(case, case.version)
    if case.codebook_version_id and case.codebook_version_id < version.pk:
        case.codebook_version = version
    change.save(case)
    adopt(case, comparison, decisions, version=version, change=change)
    refresh_held(case, change=change)


@transaction.atomic
def open_again(settlement, *, reason, version, by):
    """A finished settlement can be changed again; the tags stay until it is settled anew.

    Raises EditConflict; NotToSettle if it is open; ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError("Say why the settlement is opened again.")
    claim_as_stored(settlement, version)
    if not settlement.settled_at:
        raise NotToSettle("This settlement is open already.")
    settlement.settled_by = settlement.settled_at = None
    return Change(by=by, why=reason).save(settlement)


@transaction.atomic
def return_to_coders(codings, *, reason, by):
    """Reopen these codings. Raises EditConflict, NotOpen, ValidationError."""
    if not codings:
        raise ValidationError("Choose whose coding goes back.")
    return [reopen(one, reason=reason, version=one.version, by=by) for one in codings]
