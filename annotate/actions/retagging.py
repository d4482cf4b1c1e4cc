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
from .tags import implies_type, stamp, type_of

STRONGER = [TagRole.LEAD, TagRole.PRIMARY]
UNSEEN = "a case you may not see"  # as one's own blind coding hides it
MOST_NAMED = 5


@dataclass(frozen=True)
class Step:
    """What happens to one case: `tag` takes the new code, or joins `standing`, which has it.

    Nothing does where there is no tag, where a sub-type among the tags (`implying`) needs it, or
    where the case answers a codebook (`not_asked_by`) that does not ask the new code.
    """

    case: Case
    tag: Tag | None = None
    standing: Tag | None = None
    implying: Code | None = None
    not_asked_by: CodebookVersion | None = None

    @property
    def changes(self):
        return bool(self.tag and not self.implying and not self.not_asked_by)


def plan_retag(cases, *, old, new):
    """A Step for each of the cases, a queryset. Four queries. Raises ValidationError."""
    refuse_unlike(old, new)
    asking = set(new.versions.values_list("pk", flat=True))
    cases = cases.select_related("codebook_version").defer("codebook_version__snapshot")
    return [step(case, old, new, asking) for case in cases.prefetch_related("tags__code")]


def refuse_unlike(old, new):
    if old == new or old.dimension != new.dimension:
        raise ValidationError("Choose two codes of one dimension.")
    if old.dimension.derived:
        raise ValidationError(f"{old.dimension} is derived; its tags follow the rule.")
    if new.retired_at or not new.first_version:
        raise ValidationError(f"“{new}” is not in use: it is retired or not yet published.")


def step(case, old, new, asking):
    tags = {tag.code_id: tag for tag in case.tags.all()}
    implying = (
        tag.code
        for tag in tags.values()
        if implies_type(tag) and tag.code.parent_id == old.pk and tag.code != new
    )
    is_asked = case.state not in State.answered() or case.codebook_version_id in asking
    not_asked_by = None if is_asked else case.codebook_version
    return Step(case, tags.get(old.pk), tags.get(new.pk), next(implying, None), not_asked_by)


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
        refuse_broken(step.case, before, by)


def replace(step, new, version, change):
    tag = step.tag
    if step.standing:
        tag = join(step, change)
    tag.code, tag.codebook_version = new, None
    stamp([tag], version)
    change.save(tag)
    if implies_type(tag):
        make_present(tag, version, change)


def make_present(tag, version, change):
    """The type of a sub-type on the same case; one that is present already stays as it is."""
    implied = tag.case.tags.filter(code=tag.code.parent_id).first() or type_of(tag)
    if implied.pk and implied.certainty == Certainty.PRESENT:
        return
    implied.case, implied.certainty = tag.case, Certainty.PRESENT
    stamp([implied], version)
    change.save(implied)


def join(step, change):
    """The standing tag, with the evidence and the words of both.

    It says what the stronger of the two says, and as confidently: one that is present before one
    that cannot be told; of two that are present, the one with the stronger role.
    """
    gone, tag = step.tag, step.standing
    join_evidence(gone, tag, change)
    said = max(tag, gone, key=strength)
    tag.certainty, tag.role, tag.confidence = said.certainty, said.role, said.confidence
    tag.rationale = "\n".join(filter(None, dict.fromkeys([tag.rationale, gone.rationale])))
    change.delete(Tag.objects.get(pk=gone.pk))
    return tag


def strength(tag):
    return tag.certainty == Certainty.PRESENT, tag.role in STRONGER, bool(tag.role)


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


def refuse_broken(case, before, by):
    """Which rule is told to those only who may see the case."""
    case = Case.objects.get(pk=case.pk)
    broken = [found for found in problems(case) if found not in before]
    if case.state != State.PUBLISHED or not broken:
        return
    says = "is published and would break a rule"
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise ValidationError(f"{UNSEEN.capitalize()} {says}.")
    sentences = " ".join(problem.sentence for problem in broken)
    raise ValidationError(f"“{case}” {says}: {sentences}")


def numbers_of(cases, by):
    """The first few, which they may see; others are not told apart."""
    visible = Case.objects.visible_to(by).filter(pk__in=[case.pk for case in cases])
    seen = set(visible.values_list("pk", flat=True))
    numbers = [case.public_id for case in cases if case.pk in seen][:MOST_NAMED]
    unseen = any(case.pk not in seen for case in cases)
    return ", ".join([*numbers, UNSEEN] if unseen else numbers)
