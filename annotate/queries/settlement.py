"""What an adjudicator is shown of several codings of one case."""

from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.functional import cached_property

from annotate.models import Case, Coding, Decision, Round, Settlement
from annotate.models.comparison import Comparison, lacking
from annotate.models.vocabularies import CodingState, Value

from .coding import rulings_on
from .history import Entry

BOOKS = ["codebook_version__snapshot", "round__codebook_version__snapshot"]


@dataclass(frozen=True)
class Settling:
    """A case in one of its rounds. `given` are all its codings there, but lapsed ones."""

    case: Case
    round: Round
    rounds: list
    given: list
    comparison: Comparison
    settlement: Settlement | None
    decisions: dict
    rulings: dict  # in force, by primary key of the code on which coders differ
    is_coding: bool  # the adjudicator still codes the case

    @property
    def version(self):
        return self.settlement.version if self.settlement else 0

    @property
    def saved_at(self):
        return self.settlement and self.settlement.saved_at

    @property
    def is_settled(self):
        return bool(self.settlement and self.settlement.settled_at)

    @property
    def coders(self):
        """`(letter, coding)` of each submitted coding."""
        return list(zip(ascii_uppercase, self.comparison.codings, strict=False))

    @property
    def waiting_for(self):
        return [coding for coding in self.given if coding.state != CodingState.SUBMITTED]

    @cached_property
    def missing(self):
        return lacking(self.comparison, self.decisions)

    @property
    def chosen(self):
        return [row for row in self.comparison.differing if self.answer(row)]

    def answer(self, row):
        return row.settled(self.decisions.get(row.code.pk))

    @property
    def agreed_tags(self):
        """What all say of a code, save that it is absent."""
        return [row for row in self.comparison.agreed if row.answers[0][0] != Value.ABSENT]

    @property
    def agreed_absent(self):
        return [row for row in self.comparison.agreed if row.answers[0][0] == Value.ABSENT]


def settling(case, number, user):
    """The case in the round of that number; None if it was in none. Ten queries.

    Without a number: the first round that waits to be settled, else the latest.
    """
    codings = [coding for coding in codings_of(case) if coding.state != CodingState.LAPSED]
    settlements = {one.round_id: one for one in settlements_of(case)}
    rounds = {coding.round_id: coding.round for coding in codings}
    round_ = rounds.get(number) if number else awaited(rounds, codings, settlements)
    if not round_:
        return None
    given = [coding for coding in codings if coding.round_id == round_.pk]
    settlement = settlements.get(round_.pk)
    comparison = Comparison.of(readable(given, user))
    return Settling(
        case=case,
        round=round_,
        rounds=list(rounds.values()),
        given=given,
        comparison=comparison,
        settlement=settlement,
        decisions=decisions_in(settlement),
        rulings=rulings_on([row.code.pk for row in comparison.differing]),
        is_coding=any(one.coder_id == user.pk and one.is_unfinished for one in codings),
    )


def codings_of(case):
    rows = Coding.objects.filter(case=case.pk).order_by("pk")
    return rows.select_related("coder", "codebook_version", "round__codebook_version").defer(*BOOKS)


def settlements_of(case):
    rows = Settlement.objects.filter(case=case.pk)
    return rows.select_related("settled_by", "round", "case")


def readable(codings, user):
    """Those that were submitted and that the user may read."""
    submitted = [coding for coding in codings if coding.state == CodingState.SUBMITTED]
    asked = Coding.objects.visible_to(user).filter(pk__in=[coding.pk for coding in submitted])
    seen = set(asked.order_by().values_list("pk", flat=True))
    return [coding for coding in submitted if coding.pk in seen]


def awaited(rounds, codings, settlements):
    for pk, round_ in rounds.items():
        submitted = [one for one in codings if one.round_id == pk and not one.is_unfinished]
        is_settled = pk in settlements and settlements[pk].settled_at
        if len(submitted) > 1 and not is_settled:
            return round_
    return list(rounds.values())[-1] if rounds else None


def decisions_in(settlement):
    if not settlement:
        return {}
    rows = settlement.decisions.select_related("code__dimension").prefetch_related("rulings")
    return {decision.code_id: decision for decision in rows}


def last_chooser(settlement):
    """Who chose something in it last; None before anybody has."""
    rows = Decision.history.filter(settlement=settlement.pk).select_related("history_user")
    latest = rows.order_by("-history_date", "-history_id").first()
    return latest and latest.history_user


def history_of(settlement):
    """When it was settled and opened again, by whom and why; the latest first. One query."""
    if not settlement:
        return []
    rows = settlement.history.select_related("history_user").order_by("history_date", "history_id")
    found, was_settled = [], False
    for row in rows:
        if bool(row.settled_at) != was_settled:
            was_settled = not was_settled
            what = "settled it" if was_settled else "opened it again"
            why = "" if was_settled else row.history_change_reason
            found.append(Entry(row.history_date, str(row.history_user), what, why))
    return found[::-1]
