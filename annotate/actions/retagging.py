"""One code in place of another on chosen cases; planned first, so that people see what changes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Case, Code, CodebookVersion, Tag
from annotate.models.readiness import problems
from annotate.models.sheet import Problem, place_of_code
from annotate.models.vocabularies import Certainty, State, TagRole

from .change import Change, claim
from .derived import refresh
from .parts import same
from .tags import implied_by, stamp

STRONGER = [TagRole.LEAD, TagRole.PRIMARY]


@dataclass(frozen=True)
class Step:
    """What happens to one case: `tag` takes the new code, or joins `standing`, which has it.

    Nothing does where there is no tag, or where a sub-type among the tags (`implying`) needs it.
    """

    case: Case
    tag: Tag | None = None
    standing: Tag | None = None
    implying: Code | None = None

    @property
    def changes(self):
        return bool(self.tag and not self.implying)


def plan_retag(cases, *, old, new):
    """A Step for each of the cases, a queryset. Two queries. Raises ValidationError."""
    refuse_unlike(old, new)
    return [step(case, old, new) for case in cases.prefetch_related("tags__code")]


def refuse_unlike(old, new):
    if old == new or old.dimension != new.dimension:
        raise ValidationError("Choose two codes of one dimension.")
    if old.dimension.derived:
        raise ValidationError(f"{old.dimension} is derived; its tags follow the rule.")
    if new.retired_at or not new.first_version:
        raise ValidationError(f"“{new}” is not in use: it is retired or not yet published.")


def step(case, old, new):
    tags = {tag.code_id: tag for tag in case.tags.all()}
    subtypes = [tag.code for tag in tags.values() if tag.code.parent_id == old.pk]
    implying = next((code for code in subtypes if code != new), None)
    return Step(case, tags.get(old.pk), tags.get(new.pk), implying)


@transaction.atomic
def retag(steps, *, new, by, why):
    """Carry out a plan, all of it or nothing; its cases as they were when it was made.

    Raises EditConflict, and ValidationError for an empty plan or where a published case would
    break a rule for publishing that it keeps now.
    """
    steps = [step for step in steps if step.changes]
    if not steps:
        raise ValidationError("Nothing would change.")
    change = Change(by=by, why=why)
    version = CodebookVersion.objects.defer("snapshot").first()
    for step in steps:
        claim(step.case, step.case.version)
        before = problems(step.case)
        before += moved(before, step.tag.code, new)
        replace(step, new, version, change)
        refresh(step.case, change=change)
        change.save(step.case)
        refuse_broken(step.case, before)


def replace(step, new, version, change):
    tag = step.tag
    if step.standing:
        tag = join(step, change)
    tag.code, tag.codebook_version = new, None
    stamp([tag], version)
    change.save(tag)
    if new.parent and not step.case.tags.filter(code=new.parent).exists():
        parent = implied_by(tag)
        parent.case = step.case
        stamp([parent], version)
        change.save(parent)


def join(step, change):
    """The standing tag, with the other's evidence and words and the stronger role of the two."""
    gone, tag = step.tag, step.standing
    join_evidence(gone, tag, change)
    if gone.role in STRONGER:
        tag.role = gone.role
    if gone.certainty == Certainty.PRESENT:
        tag.certainty = gone.certainty
    tag.rationale = "\n".join(filter(None, dict.fromkeys([tag.rationale, gone.rationale])))
    change.delete(Tag.objects.get(pk=gone.pk))
    return tag


def join_evidence(gone, tag, change):
    """What both rest on is kept once."""
    standing = {same(row) for row in tag.evidence.all()}
    for row in gone.evidence.all():
        row.tag = tag
        if same(row) in standing:
            change.delete(row)
        else:
            change.save(row)


def moved(found, old, new):
    """What the tag lacks under the old code it may lack under the new one."""
    return [
        Problem(place_of_code(new), problem.sentence.replace(str(old), str(new), 1))
        for problem in found
        if problem.field == place_of_code(old)
    ]


def refuse_broken(case, before):
    case = Case.objects.get(pk=case.pk)
    broken = [found for found in problems(case) if found not in before]
    if case.state == State.PUBLISHED and broken:
        sentences = " ".join(problem.sentence for problem in broken)
        raise ValidationError(f"“{case}” is published and would break a rule: {sentences}")
