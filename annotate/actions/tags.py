"""People's answers to codes, with what supports them."""

from dataclasses import dataclass, field

from django.db.models import Q

from annotate.models import Code, Evidence, Tag
from annotate.models.vocabularies import Certainty
from annotate.text import context

from .parts import plan


@dataclass(frozen=True)
class Answer:
    """What somebody says about one code: a new Tag, and new Evidence for it."""

    tag: Tag
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def claim(self):
        return self.tag


def passage(document, start, end):
    """New evidence: the passage of a document from `start` up to, not including, `end`."""
    prefix, suffix = context(document.text, start, end)
    quote = document.text[start:end]
    return Evidence(
        document=document, start=start, end=end, quote=quote, prefix=prefix, suffix=suffix
    )


def with_types(answers):
    """Adds or makes present the types that the sub-types among the answers imply.

    `answers` are of one class, whose `claim` is a tag or a judgement.
    """
    said = {answer.claim.code_id: answer for answer in answers}
    for answer in answers:
        if implies_type(answer.claim):
            implied = type(answer)(type_of(answer.claim))
            said.setdefault(implied.claim.code_id, implied).claim.certainty = Certainty.PRESENT
    return list(said.values())


def implies_type(claim):
    """A sub-type that is present says that its type is; one that cannot be told says nothing."""
    return bool(claim.code.parent_id) and claim.certainty == Certainty.PRESENT


def type_of(claim):
    """The answer for its type, on the same grounds."""
    return type(claim)(
        code=claim.code.parent, confidence=claim.confidence, rationale=claim.rationale
    )


def plan_tags(case, answers, *, offered, version):
    """Compares with the stored answers to the `offered` codes; a tag that differs is of `version`.

    Returns the tags' plan. What the case says about codes that were not offered stays.
    """
    stored = list(case.tags.coded().filter(code__in=offered))
    before = {tag.code_id: tag.codebook_version_id for tag in stored}
    tags = [answer.tag for answer in answers]
    for tag in tags:
        tag.case, tag.codebook_version_id = case, before.get(tag.code_id)
    stamp(tags, version)
    return plan(stored, tags, but=["codebook_version"])


def stamp(tags, version):
    """They are decided under `version` if it asks their code; else they keep what they have.

    A tag of a code that no version asks yet has none and waits for the one that will.
    """
    keys = [tag.code_id for tag in tags]
    asked = set(version.codes.filter(pk__in=keys).values_list("pk", flat=True)) if version else ()
    for tag in tags:
        if tag.code_id in asked:
            tag.codebook_version = version


def plan_evidence(answers, stored_tags):
    """Compares with the stored evidence for `stored_tags`. Their tags are planned already."""
    wanted = []
    for answer in answers:
        for row in answer.evidence:
            row.tag, row.citation, row.document = answer.tag, row.citation, row.document
            wanted.append(row)
    return plan(Evidence.objects.filter(tag__in=stored_tags), wanted)


def offered_codes(case):
    """The codes a person may answer: all active ones, and retired ones the case is tagged with."""
    tagged = Tag.objects.filter(case=case.pk).values("code")
    asked = Code.objects.filter(dimension__derived=False, dimension__retired_at=None)
    return asked.filter(Q(retired_at=None) | Q(pk__in=tagged)).select_related("dimension", "parent")
