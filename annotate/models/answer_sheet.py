"""A coding as its coder sees it: every code it asks, answered or not, and what is still open."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .sheet import Problem, place_of, place_of_code
from .vocabularies import Value


@dataclass(frozen=True)
class Line:
    """One code and the judgement on it, None as long as there is none."""

    code: Any
    judgement: Any

    @property
    def value(self):
        """What it means once submitted."""
        if not self.judgement:
            return Value.ABSENT
        return Value(self.judgement.certainty)

    @property
    def is_present(self):
        return self.value == Value.PRESENT


@dataclass(frozen=True)
class Question:
    """A dimension with its lines. `none_applies`: the coder said so."""

    dimension: Any
    lines: list
    none_applies: bool

    @property
    def judged(self):
        return [line for line in self.lines if line.judgement]

    @property
    def present(self):
        return [line for line in self.lines if line.is_present]

    @property
    def is_answered(self):
        return bool(self.judged) or self.none_applies

    def problems(self):
        if len(self.present) > 1 and not self.dimension.multi_valued:
            said = " and ".join(str(line.code) for line in self.present)
            yield Problem(
                place_of(self.dimension), f"{self.dimension} takes one answer; there are {said}."
            )
        for line in self.present:
            if self.dimension.roles and not line.judgement.role:
                roles = " or ".join(role.label.lower() for role in self.dimension.tag_roles)
                yield Problem(place_of_code(line.code), f"{line.code}: say whether {roles}.")
            if line.code.parent and not self.has(line.code.parent):
                yield Problem(
                    place_of_code(line.code), f"{line.code} is present, so {line.code.parent} is."
                )

    def has(self, code):
        return any(line.code == code for line in self.present)


@dataclass(frozen=True)
class AnswerSheet:
    questions: list

    @classmethod
    def of(cls, coding):
        """Four queries, with the evidence in `judgement.evidence.all()`."""
        none = {dimension.pk for dimension in coding.none_apply.all()}
        judgements = coding.judgements.prefetch_related("evidence__document", "evidence__citation")
        said = {judgement.code_id: judgement for judgement in judgements}
        questions = []
        for dimension, codes in groupby(coding.codes(), key=lambda code: code.dimension):
            lines = [Line(code, said.get(code.pk)) for code in codes]
            questions.append(Question(dimension, lines, dimension.pk in none))
        return cls(questions)

    @property
    def lines(self):
        return [line for question in self.questions for line in question.lines]

    @property
    def unanswered(self):
        """The dimensions for which silence has still to be confirmed."""
        return [question.dimension for question in self.questions if not question.is_answered]

    def problems(self):
        return [problem for question in self.questions for problem in question.problems()]

    def counts(self):
        """`Counter` of how many codes have each `Value`."""
        return Counter(line.value for line in self.lines)
