"""A coder's own submitted answers beside what was settled."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from annotate.models import Case, CodebookVersion, Coding, Decision, Judgement, Settlement
from annotate.models.vocabularies import TagRole, Value

CASES_SHOWN = 50


@dataclass(frozen=True)
class Difference:
    decision: Decision
    mine: str
    settled: str


@dataclass(frozen=True)
class OfCase:
    case: Case
    coding: Coding
    differences: list


class Mine:
    """Of settled cases only, and of none that the coder has yet to submit. Six queries."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def _codings(self):
        mine = Coding.objects.visible_to(self.user).of(self.user)
        open_cases = mine.unfinished().order_by().values("case")
        settled = mine.submitted().settled().exclude(case__in=open_cases)
        cases = Case.objects.visible_to(self.user).order_by().values("pk")
        codings = settled.filter(case__in=cases).select_related("case", "round")
        return list(codings.order_by("-submitted_at", "-pk"))

    @cached_property
    def _said(self):
        """`{(coding, code): (value, role)}`."""
        rows = Judgement.objects.filter(coding__in=[coding.pk for coding in self._codings])
        fields = ("coding", "code", "certainty", "role")
        return {row[:2]: row[2:] for row in rows.values_list(*fields)}

    @cached_property
    def _decisions(self):
        """`{(case, round): decisions}` that were taken."""
        settlements = Settlement.objects.visible_to(self.user).finished()
        settlements = settlements.filter(case__in=[coding.case_id for coding in self._codings])
        taken = Decision.objects.filter(settlement__in=settlements.order_by().values("pk"))
        taken = taken.exclude(value="").select_related("settlement", "code__dimension")
        found = defaultdict(list)
        for decision in taken.order_by(*IN_ORDER).prefetch_related("rulings"):
            found[decision.settlement.case_id, decision.settlement.round_id].append(decision)
        return found

    @cached_property
    def cases(self):
        """Latest first; those settled as the coder said have no difference."""
        return [OfCase(one.case, one, self._differences(one)) for one in self._codings]

    def _differences(self, coding):
        asked = self._asked[coding.codebook_version_id]
        for_case = self._decisions[coding.case_id, coding.round_id]
        found = [self._compared(coding, each) for each in for_case if each.code_id in asked]
        return [difference for difference in found if difference.mine != difference.settled]

    @cached_property
    def _asked(self):
        """`{version: codes}`."""
        versions = {coding.codebook_version_id for coding in self._codings}
        through = CodebookVersion.codes.through.objects.filter(codebookversion__in=versions)
        found = defaultdict(set)
        for version, code in through.values_list("codebookversion", "code"):
            found[version].add(code)
        return found

    def _compared(self, coding, decision):
        mine = self._said.get((coding.pk, decision.code_id), (Value.ABSENT, ""))
        return Difference(decision, in_words(*mine), in_words(decision.value, decision.role))

    @cached_property
    def differing(self):
        return [one for one in self.cases if one.differences]

    @property
    def shown(self):
        return self.differing[:CASES_SHOWN]


IN_ORDER = ("code__dimension__position", "code__position", "pk")


def in_words(value, role):
    """ "present, lead"; a role counts only where the code is present."""
    words = Value(value).label.lower()
    return f"{words}, {TagRole(role).label.lower()}" if role and value == Value.PRESENT else words
