"""What several coders said, settled, becomes the tags of the case.

`docs/decisions/0013-what-a-settled-tag-says.md` says why so.
"""

from dataclasses import dataclass, field

from annotate.models import Evidence, Tag
from annotate.models.former_keys import heirs_among
from annotate.models.vocabularies import Confidence, Value

from .parts import plan, same
from .tags import with_types
from .taking_over import under_heirs

LOWEST_FIRST = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
PASSAGE = "document_id start end quote prefix suffix citation_id pages note".split()
NUMBERS = {2: "Both", 3: "All three", 4: "All four", 5: "All five"}


@dataclass(frozen=True)
class Adopted:
    """A new tag, the judgements it is taken from, and copies of their evidence.

    `keeps`: there is none, and the case gave the same answer, so what that rests on stays.
    """

    tag: Tag
    judgements: list = field(default_factory=list)
    evidence: list = field(default_factory=list)
    keeps: bool = True

    @property
    def claim(self):
        return self.tag


def adopt(case, comparison, decisions, *, version, change):
    """Write the tags of every code that was compared: present or cannot tell; none is absent.

    A code that was merged since into another that was asked, too, gives its answer to that one.
    """
    asked = [row.code for row in comparison.rows]
    heirs = heirs_among(asked)
    stored = {tag.code_id: tag for tag in case.tags.coded().filter(code__in=asked)}
    found = [
        adopted(row, decisions.get(row.code.pk), stored.get(heirs.get(row.code, row.code).pk))
        for row in comparison.rows
    ]
    found = with_types(under_heirs([one for one in found if one], heirs))
    for one in found:
        one.tag.case, one.tag.codebook_version = case, version
    tags = plan(stored.values(), [one.tag for one in found])
    evidence = plan_copies(found, stored.values())
    for step in (evidence, tags):
        step.remove(change)
    for step in (tags, evidence):
        step.write(change)
    for one in found:
        one.tag.adopted_from.set(one.judgements)


def adopted(row, decision, standing):
    """None for a code that is absent."""
    value, role = row.settled(decision)
    if value == Value.ABSENT:
        return None
    if standing and (standing.certainty, standing.role) != (value, role):
        standing = None
    judgements = row.saying(value, role)
    tag = Tag(
        code=row.code,
        certainty=value,
        role=role,
        confidence=confidence(judgements, standing),
        rationale=decision.reason if row.differs else rationale(judgements, standing),
    )
    evidence = copies(judgements)
    return Adopted(tag, judgements, evidence, keeps=bool(standing) and not evidence)


def confidence(judgements, standing):
    """The lowest that anybody gave; where nobody gave any, what stands, if anything."""
    given = {judgement.confidence for judgement in judgements}
    lowest = next((level for level in LOWEST_FIRST if level in given), "")
    return lowest or (standing.confidence if standing else "")


def rationale(judgements, standing):
    """Each coder's words once, without their names; a case cannot be published without any."""
    said = dict.fromkeys(judgement.rationale.strip() for judgement in judgements)
    words = "\n".join(filter(None, said)) or (standing.rationale if standing else "")
    return words or f"{everybody_of(len(judgements))} coders say so."


def everybody_of(coders):
    """ "Both", "All three", "All 12"."""
    return NUMBERS.get(coders, f"All {coders}")


def copies(judgements):
    """Their passages and cited places as evidence of a tag, the same one once."""
    found = {}
    for judgement in judgements:
        for row in judgement.evidence.all():
            copy = Evidence(**{name: getattr(row, name) for name in PASSAGE})
            found.setdefault(same(copy), copy)
    return list(found.values())


def plan_copies(found, stored):
    """Compares with the evidence of the `stored` tags. The tags are planned already."""
    kept = {one.tag.pk for one in found if one.keeps}
    for one in found:
        for row in one.evidence:
            row.tag = one.tag
    replaced = [tag.pk for tag in stored if tag.pk not in kept]
    wanted = [row for one in found for row in one.evidence]
    return plan(Evidence.objects.filter(tag__in=replaced), wanted)
