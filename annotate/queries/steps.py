"""What a step of the codebook concerns, and which steps there were."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.http import QueryDict

from annotate.models import (
    Case,
    Code,
    CodebookStep,
    Coding,
    Judgement,
    Override,
    Permalink,
    Proposal,
    Recoding,
    Ruling,
    SavedSearch,
    Tag,
)
from annotate.models.vocabularies import State, StepKind

from .facets import facets_for
from .filters import CaseFilter
from .history import Difference, Entry


@dataclass(frozen=True)
class Concerned:
    """How many things of a kind a step concerns; `note` says more of them."""

    what: str
    count: int
    note: str = ""


class Impact:
    """What rests on a code, as far as `user` may see it. Nothing that is zero."""

    def __init__(self, code, user):
        self.code, self.user = code, user

    @cached_property
    def lines(self):
        found = [*self._tags(), *self._coding(), *self._codebook(), *self._questions()]
        return [line for line in found if line.count]

    @cached_property
    def cases(self):
        """How many cases are tagged with it, whatever the tag says."""
        return Tag.objects.visible_to(self.user).filter(code=self.code).count()

    @property
    def hides_some(self):
        """Whether the user codes cases blind, whose tags are not counted here."""
        return Case.objects.hidden_from(self.user).exists()

    def _tags(self):
        tags = Tag.objects.visible_to(self.user).filter(code=self.code)
        by_state = dict(tags.order_by().values_list("case__state").annotate(Count("pk")))
        for state in reversed(State):
            yield Concerned(f"tags on cases {WORDS[state]}", by_state.get(state, 0))

    def _coding(self):
        judgements = Judgement.objects.visible_to(self.user).filter(code=self.code)
        coders = judgements.order_by().values("coding__coder").distinct().count()
        by = f"by {coders} coder{'' if coders == 1 else 's'}; they stay as they are"
        yield Concerned("judgements", judgements.count(), by)
        open_ = Coding.objects.unfinished().filter(codebook_version__codes=self.code)
        yield Concerned("unfinished codings", open_.count(), "which go on asking it")

    def _codebook(self):
        overrides = Override.objects.visible_to(self.user).filter(code=self.code)
        yield Concerned("overrides", overrides.count())
        types = list(self.code.children.active())
        yield Concerned("sub-types", len(types), ", ".join(map(str, types)))
        rulings = list(Ruling.objects.in_force().on([self.code]))
        yield Concerned("rulings", len(rulings), ", ".join(map(str, rulings)))
        proposals = Proposal.objects.open().visible_to(self.user).filter(code=self.code)
        yield Concerned("open proposals", proposals.count())

    def _questions(self):
        naming = Naming(self.code, self.user)
        yield Concerned("saved questions", naming.count(SavedSearch.objects.all()))
        yield Concerned("short links", naming.count(Permalink.objects.all()))


WORDS = {
    State.DRAFT: "in draft",
    State.IN_REVIEW: "in review",
    State.RETURNED: "that were returned",
    State.PUBLISHED: "that are published",
}


class Naming:
    """Tells which kept questions ask for a code, by reading them as questions are read."""

    def __init__(self, code, user):
        self.code, self.user = code, user
        self.facets = facets_for(user)
        former = code.former_keys.values_list("key", flat=True)
        self.spellings = {code.key, code.address_key, *former}

    def count(self, kept):
        return sum(self.is_named(query) for query in self._candidates(kept))

    def _candidates(self, kept):
        """The database leaves out those that cannot name it; the parser decides on the others."""
        near = Q()
        for spelling in self.spellings:
            near |= Q(query__contains=spelling)
        return kept.filter(near).values_list("query", flat=True)

    def is_named(self, query):
        asked = CaseFilter(QueryDict(query), user=self.user, facets=self.facets)
        asked.is_valid()
        key = self.code.dimension.key
        chosen = [asked.form.cleaned_data.get(name) or [] for name in (key, f"not.{key}")]
        return any(option.pk == self.code.pk for options in chosen for option in options)


def steps_log():
    """Every step, the latest first, without what cases said before and after."""
    steps = CodebookStep.objects.defer("old", "new").prefetch_related("into__dimension")
    return steps.select_related("code__dimension", "taken_by", "undone_by")


def with_words(steps):
    """Each of these steps with `changes`, the words that it changed, and `parts`, the codes of a
    split by name, which are gone once it is undone. One query.
    """
    kinds = [*StepKind.of_words(), StepKind.SPLIT]
    kept = CodebookStep.objects.filter(kind__in=kinds).only("kind", "old", "new")
    found = kept.in_bulk([step.pk for step in steps])
    for step in steps:
        new = found[step.pk].new if step.pk in found else {}
        step.parts = new.get("parts", [])
        worded = step.kind in StepKind.of_words()
        step.changes = differences(found[step.pk].old, new) if worded else []
    return steps


def differences(old, new):
    """Of the words of a code by the names of its fields."""
    return [
        Difference(name.capitalize(), old[name], value)
        for name, value in new.items()
        if old[name] != value
    ]


def entries_of(code):
    """The steps that made the code what it is, as entries of its history. Three queries."""
    taken = steps_log().filter(Q(code=code) | Q(pk__in=code.steps_into.values("pk")))
    return [_entry(step, code) for step in with_words(list(taken))]


def _entry(step, code):
    into = ", ".join(f"“{each}”" for each in step.parts or step.into.all())
    verb = DID if step.code_id == code.pk else WAS_DONE
    what = verb[step.kind].format(code=f"“{step.code}”", into=into) if into else ALONE[step.kind]
    undone = f"; undone by {step.undone_by}" if step.undone_at else ""
    return Entry(step.taken_at, str(step.taken_by), f"{what}{undone}.", step.why, step.changes)


ALONE = {
    StepKind.RENAME: "renamed it",
    StepKind.REDEFINE: "redefined it",
    StepKind.RETIRE: "retired it",
    StepKind.MOVE: "made it a type of its own",
}
DID = {
    StepKind.MERGE: "merged it into {into}",
    StepKind.SPLIT: "split it into {into}",
    StepKind.RETIRE: "retired it in favour of {into}",
    StepKind.MOVE: "made it part of {into}",
}
WAS_DONE = {
    StepKind.MERGE: "merged {code} into it",
    StepKind.SPLIT: "split {code} into {into}",
    StepKind.RETIRE: "retired {code} in favour of it",
    StepKind.MOVE: "made {code} part of it",
}


def waiting(user):
    """The cases to look at again, the oldest step first, with their steps."""
    rows = Recoding.objects.waiting().visible_to(user)
    rows = rows.select_related("step__code__dimension", "step__taken_by", "case")
    return rows.order_by("step", "case")


def with_answers(rows):
    """Each row with `tag`: what its case says by the code now, or None. Two queries."""
    codes = {row.step.code_id for row in rows}
    cases = {row.case_id for row in rows}
    tags = Tag.objects.filter(case__in=cases, code__in=codes).select_related("code__dimension")
    by_place = {(tag.case_id, tag.code_id): tag for tag in tags.prefetch_related("evidence")}
    for row in rows:
        row.tag = by_place.get((row.case_id, row.step.code_id))
    return rows


def choices(code):
    """Codes of the same dimension that a version has asked and that are asked still."""
    others = Code.objects.active().filter(dimension=code.dimension_id).exclude(pk=code.pk)
    return others.exclude(first_version=None).select_related("dimension")
