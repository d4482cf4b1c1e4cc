"""What the page of one case shows."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from annotate.derivation import derive
from annotate.models import (
    Case,
    CaseCountry,
    Citation,
    Dimension,
    Evidence,
    Participation,
    Place,
    Tag,
    Verification,
)
from annotate.models.facts import facts
from annotate.models.sheet import is_asked
from annotate.models.vocabularies import State, TagOrigin
from annotate.passages import in_surroundings

from .coders import Coded, coders
from .settled import Settled

CONTEXT_CHARS = 160
VERSION = "codebook_version__snapshot"  # the whole codebook, which no case page needs


def cases_for_page(user):
    """Cases that `user` may see, each with its parts: nine queries more."""
    evidence = Evidence.objects.select_related("document__source", "citation__source")
    return (
        Case.objects.visible_to(user)
        .select_related("conflict", "codebook_version", "owner")
        .defer(VERSION)
        .prefetch_related(
            Prefetch(
                "tags",
                Tag.objects.in_codebook_order().select_related("codebook_version").defer(VERSION),
            ),
            Prefetch(
                "tags__evidence",
                evidence.defer("document__text").with_surroundings(CONTEXT_CHARS),
            ),
            Prefetch("participations", Participation.objects.for_case_page()),
            Prefetch("case_countries", CaseCountry.objects.select_related("country")),
            Prefetch("places", Place.objects.select_related("country")),
            Prefetch("citations", Citation.objects.select_related("source")),
            Prefetch("verifications", Verification.objects.select_related("source")),
            "events",
        )
    )


@dataclass(frozen=True)
class Claim:
    """A tag with what it rests on. `rule` is set where an override stands in its place."""

    tag: Tag
    says: str
    passages: list = field(default_factory=list)  # [(Evidence, Passage)]
    places: list = field(default_factory=list)  # Evidence that cites a place in a source
    rule: "Rule | None" = None
    coded: Coded | None = None
    settled: Settled | None = None

    @property
    def is_bare(self):
        """Whether nothing is recorded for it but the answer itself."""
        return not (self.tag.rationale or self.passages or self.places)


@dataclass(frozen=True)
class Rule:
    """What the rule of a derived dimension answers, where a person answered otherwise."""

    labels: list
    sentence: str


def claims(case, dimensions, user, settled):
    """Every tag of the case, in the order of the codebook. One query.

    `settled` is what `how_settled` found.
    """
    rules, coded = overruled(case, dimensions), coders(case, user)
    return [
        _claim(tag, rules.get(tag.code.dimension_id), coded.get(tag.pk), settled.tags.get(tag.pk))
        for tag in case.tags.all()
    ]


def _claim(tag, rule, coded, settled):
    evidence = tag.evidence.all()
    return Claim(
        tag,
        what_it_says(tag),
        [(row, _passage(row)) for row in evidence if row.document_id],
        [row for row in evidence if row.citation_id],
        rule if tag.origin == TagOrigin.OVERRIDE else None,
        coded,
        settled,
    )


def what_it_says(tag):
    """The words beside a tag: a track's answer; else dimension, answer, and where it is from."""
    dimension = tag.code.dimension
    if dimension.key == "track":
        return tag.answer_in_words
    came = "" if tag.origin == TagOrigin.CODED else tag.get_origin_display()
    return ", ".join(filter(None, [dimension.label, tag.answer_in_words, came.lower()]))


def _passage(row):
    return in_surroundings(
        row.before,
        row.quote,
        row.after,
        cut_before=row.start > CONTEXT_CHARS,
        cut_after=len(row.after) == CONTEXT_CHARS,
    )


def overruled(case, dimensions):
    """`{pk of dimension: Rule}` for each dimension in which somebody overrode the rule."""
    overridden = {
        tag.code.dimension_id for tag in case.tags.all() if tag.origin == TagOrigin.OVERRIDE
    }
    derived = derive(facts_on_page(case)) if overridden else {}
    return {
        dimension.pk: _rule(dimension, derived[dimension.key])
        for dimension in dimensions
        if dimension.pk in overridden and dimension.key in derived
    }


def _rule(dimension, answer):
    labels = [code.label for code in dimension.codes.all() if code.key in answer.codes]
    return Rule(labels, answer.rule)


def facts_on_page(case):
    return facts(
        tags=case.tags.all(),
        participations=case.participations.all(),
        countries=[row.country for row in case.case_countries.all()],
        conflict=case.conflict,
    )


@dataclass(frozen=True)
class Fact:
    """A line of the facts: what the case answers in one dimension, or why there is no answer."""

    dimension: Dimension
    tags: list
    asked: bool

    @property
    def answers(self):
        """`(what to write before it, tag)`; those in the second role follow after “also”."""
        second = self.dimension.tag_roles[1:]
        leading = [tag for tag in self.tags if tag.role not in second]
        also = [tag for tag in self.tags if tag.role in second]
        for tags, before in ((leading, ""), (also, "; also " if leading else "also ")):
            for place, tag in enumerate(tags):
                yield ", " if place else before, tag


def dimension_facts(case, dimensions):
    """A line for every dimension in use, and for a retired one if the case has an answer in it."""
    tags = {}
    for tag in case.tags.all():
        tags.setdefault(tag.code.dimension_id, []).append(tag)
    answered = case.state in State.answered()
    return [
        Fact(dimension, tags.get(dimension.pk, []), answered and is_asked(dimension, case))
        for dimension in dimensions
        if not dimension.retired_at or dimension.pk in tags
    ]
