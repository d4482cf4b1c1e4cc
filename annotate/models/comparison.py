"""The codings of one case side by side: where they differ, and what settling them still lacks."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Prefetch

from annotate.disagreement import difference, tally

from .answer_sheet import Line, Question
from .judgements import Judgement
from .sheet import Problem, place_of_code
from .tags import Evidence
from .vocabularies import Value


@dataclass(frozen=True)
class Row:
    """One code, and what each coder in turn says of it."""

    code: object
    lines: list

    @cached_property
    def answers(self):
        return [(line.value, line.judgement.role if line.judgement else "") for line in self.lines]

    @cached_property
    def differs(self):
        """In "value" or only in "role"; "" where all say the same."""
        return difference(self.answers)

    @property
    def tally(self):
        return tally(self.answers)

    def saying(self, value, role):
        """The judgements with this answer; where nobody gave that role, those with the value."""
        alike = [line.judgement for line in self.lines if line.judgement and line.value == value]
        return [judgement for judgement in alike if judgement.role == role] or alike

    def settled(self, decision):
        """`(value, role)`, by the decision where coders differ; None as long as there is none."""
        if not self.differs:
            return self.answers[0]
        return (decision.value, decision.role) if decision and decision.value else None


@dataclass(frozen=True)
class Comparison:
    """Submitted codings of one case and round, by the same codebook, in the order of `codings`."""

    codings: list
    rows: list

    @classmethod
    def of(cls, codings):
        """Three queries, besides that of the codings: codes, judgements, evidence."""
        codings = list(codings)
        said = {}
        for judgement in judgements_of(codings):
            said[judgement.coding_id, judgement.code_id] = judgement
        codes = codings[0].codes() if codings else []
        lines = [[Line(code, said.get((one.pk, code.pk))) for one in codings] for code in codes]
        return cls(codings, [Row(row[0].code, row) for row in lines])

    @cached_property
    def differing(self):
        return [row for row in self.rows if row.differs]

    @cached_property
    def agreed(self):
        return [row for row in self.rows if not row.differs]

    @property
    def seen(self):
        """Tells these codings, as they are now, from any others."""
        return " ".join(f"{coding.pk}-{coding.version}" for coding in self.codings)


def judgements_of(codings):
    evidence = Evidence.objects.select_related("document", "citation__source")
    shown = Prefetch("evidence", evidence.defer("document__text"))
    return Judgement.objects.filter(coding__in=codings).prefetch_related(shown)


def lacking(comparison, decisions):
    """What keeps it from being settled by `decisions`, by primary key of their code."""
    found = [lack(row, decisions.get(row.code.pk)) for row in comparison.differing]
    return [problem for problem in found if problem] + contradictions(comparison, decisions)


def lack(row, decision):
    place = place_of_code(row.code)
    if not decision or not decision.value:
        return Problem(place, f"{row.code}: choose an answer.")
    if not decision.reason.strip():
        return Problem(place, f"{row.code}: say why.")
    return None


def contradictions(comparison, decisions):
    """Answers that no single coder could have submitted, such as two where one is asked."""
    rows = [(row, row.settled(decisions.get(row.code.pk))) for row in comparison.rows]
    lines = [Line(row.code, as_judgement(row.code, answer)) for row, answer in rows]
    return [
        problem
        for dimension, asked in groupby(lines, key=lambda line: line.code.dimension)
        for problem in Question(dimension, list(asked), none_applies=True).problems()
    ]


def as_judgement(code, answer):
    """None for what is absent or not yet answered."""
    if not answer or answer[0] == Value.ABSENT:
        return None
    value, role = answer
    return Judgement(code=code, certainty=value, role=role)
