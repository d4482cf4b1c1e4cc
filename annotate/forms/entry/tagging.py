"""The answers to the codebook's questions, built from the codebook as it is."""

from functools import cached_property

from django import forms

from annotate.actions.tags import Answer
from annotate.models import Tag
from annotate.models.vocabularies import Certainty, Confidence, Roles

from .evidence import EvidenceSet
from .fields import Shown, Text
from .since_opened import RETIRED

PREFIX = "tag-{}"
GROUNDS = ["confidence", "rationale"]  # with the evidence
LEFT = "Tick the code or clear what is typed under it."
CANNOT_TELL = (Certainty.CANNOT_TELL.value, "cannot tell")


def answers_to(dimension):
    """The choices for a ticked code: a role where the dimension has roles, or *cannot tell*."""
    roles = [(role.value, role.label.lower()) for role in Roles(dimension.roles).choices_for_tag()]
    return [*(roles or [("", "present")]), CANNOT_TELL]


class AnswerForm(Shown):
    """What is said about one code."""

    on = forms.BooleanField(label="", required=False)
    answer = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    confidence = forms.ChoiceField(
        label="Confidence", required=False, choices=[("", "choose"), *Confidence.choices]
    )
    rationale = Text(label="Rationale", rows=2)

    def __init__(self, *args, dimension, left="", **kwargs):
        super().__init__(*args, **kwargs)
        self.left = left
        self.fields["answer"].choices = answers_to(dimension)

    def clean(self):
        if self.left:
            self.add_error("on", self.left)


class CodeAnswer:
    """One code of the form. Its forms are made only where something was typed."""

    def __init__(self, entry, code):
        self.entry = entry
        self.code = code
        self.prefix = PREFIX.format(code.pk)
        self.is_touched = self.prefix in entry.touched

    @cached_property
    def form(self):
        return AnswerForm(
            self.entry.typed,
            prefix=self.prefix,
            dimension=self.code.dimension,
            left=self.left,
            judged=self.entry.judged,
        )

    @cached_property
    def evidence(self):
        return self.entry.rows(EvidenceSet, f"{self.prefix}-evidence")

    @property
    def is_on(self):
        return bool(self.entry.typed.get(f"{self.prefix}-on"))

    @property
    def says(self):
        """As the parts of a page take it: "lead", "present", "cannot-tell", "absent" …"""
        typed = self.entry.typed.get(f"{self.prefix}-answer")
        return (typed or "present") if self.is_on else "absent"

    @cached_property
    def left(self):
        """Why it cannot stay so: grounds would be dropped, or the case's codebook does not ask it.

        Unticking a stored tag means removing it.
        """
        dropped = self.is_touched and not self.is_on and self.has_grounds
        if (dropped or self.is_on) and self.is_retired:
            return RETIRED
        if dropped and self.code.pk not in self.entry.stored_tags:
            return LEFT
        return self.entry.recoding.why_unasked(self.code) if self.is_on else ""

    @property
    def is_retired(self):
        """A retired code stays on the cases that have it and comes on no other."""
        retired = self.code.retired_at or self.code.dimension.retired_at
        return bool(retired) and self.code.pk not in self.entry.stored_tags

    @property
    def has_grounds(self):
        typed = (self.entry.typed.get(f"{self.prefix}-{name}") for name in GROUNDS)
        return any(map(str.strip, filter(None, typed))) or bool(self.evidence.filled())

    def forms(self):
        if self.left:
            return [self.form]
        return [self.form, self.evidence] if self.is_on else []

    def tag(self):
        data = self.form.cleaned_data
        unsure = data["answer"] == Certainty.CANNOT_TELL
        return Tag(
            code=self.code,
            role="" if unsure else data["answer"],
            certainty=Certainty.CANNOT_TELL if unsure else Certainty.PRESENT,
            confidence=data["confidence"],
            rationale=data["rationale"],
        )

    def answer(self):
        return Answer(self.tag(), self.evidence.evidence())


class DimensionAnswers:
    """One question with all its codes."""

    def __init__(self, entry, dimension, codes):
        self.entry = entry
        self.dimension = dimension
        self.codes = [CodeAnswer(entry, code) for code in codes]

    @property
    def id(self):
        return f"dimension-{self.dimension.key}"

    @property
    def ticked(self):
        return [code for code in self.codes if code.is_on]

    @cached_property
    def blank(self):
        """The forms of a code that nobody touched, the same for all: `__code__` is its key."""
        prefix = PREFIX.format("__code__")
        form = AnswerForm(prefix=prefix, dimension=self.dimension)
        return {"form": form, "evidence": self.entry.rows(EvidenceSet, f"{prefix}-evidence")}


def dimensions(entry, codes):
    """The questions in the codebook's order, each with those of the codes that belong to it."""
    of_dimension = {}
    for code in codes:
        of_dimension.setdefault(code.dimension, []).append(code)
    return [DimensionAnswers(entry, *pair) for pair in of_dimension.items()]
