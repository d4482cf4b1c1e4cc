"""What a step would do, found by taking it and taking it back in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction

from annotate.actions import steps
from annotate.models import Case, Tag
from annotate.models.vocabularies import StepKind
from annotate.queries.merged_agreement import merged_agreement
from annotate.queries.steps import differences

VERBS: dict[str, Callable] = {
    StepKind.RENAME: steps.rename,
    StepKind.REDEFINE: steps.redefine,
    StepKind.MERGE: steps.merge,
    StepKind.SPLIT: steps.split,
    StepKind.RETIRE: steps.retire,
    StepKind.MOVE: steps.move,
}


@dataclass(frozen=True)
class Preview:
    """Sentences, the words that change, and for a merge the agreement of coders."""

    says: list
    changes: list = field(default_factory=list)
    agreement: list = field(default_factory=list)

    @property
    def fingerprint(self):
        """Tells whether somebody saw this preview."""
        return sha256(repr((self.says, self.changes)).encode()).hexdigest()


class NotAsSeen(Exception):
    """The step would do something else than its curator saw. Nothing was changed."""


def preview(kind, code, given, *, version, by):
    """Raises what the verb raises."""
    with transaction.atomic():
        step = VERBS[kind](code, **given, why="Rehearsed", version=version, by=by)
        found = told(kind, step, by)
        transaction.set_rollback(True)
    return found


def take(kind, code, given, *, why, version, by, shown):
    """The step, taken as it was shown. Raises NotAsSeen, and what the verb raises."""
    with transaction.atomic():
        step = VERBS[kind](code, **given, why=why, version=version, by=by)
        if told(kind, step, by).fingerprint != shown:
            raise NotAsSeen("What would happen is no longer what you saw. Look again.")
    return step


def told(kind, step, user):
    """What a step that was just taken has done."""
    says = list(SAYS[kind](step, user))
    changes = differences(step.old, step.new) if kind in StepKind.of_words() else []
    merges = kind == StepKind.MERGE
    agreement = merged_agreement(step.code, step.into.get(), user) if merges else []
    return Preview(says, changes, agreement)


def renaming(step, user):
    yield "The new label stands everywhere from now on. The key, addresses and columns stay."


def redefining(step, user):
    waiting = visible(step.recodings.values("case"), user).count()
    if waiting:
        yield f"{cases(waiting)} to be looked at again. Until then the old answer stands."
    yield "What was answered keeps the version of the codebook it was answered under."


def merging(step, user):
    into, moved = step.into.get(), visible(step.new["answers"], user)
    joined = sum(is_joined(step, into, str(case.pk)) for case in moved)
    kept = tags(step, user)
    if moved:
        yield f"{counted(len(moved), 'tag becomes a tag', 'tags become tags')} of “{into}”."
    if joined:
        yield f"In {joined} of them “{into}” stands already: one tag then has the evidence of both."
    if kept:
        keep = counted(kept, "case keeps its tag", "cases keep their tags")
        yield f"{keep}: the codebook answered there does not ask “{into}”."
    yield f"“{step.code}” is asked of no further case. What coders answered stays as it was."
    once = ", once no tag is left" if kept else ""
    yield f"Addresses and filters that name it lead to “{into}”{once}."


def is_joined(step, into, pk):
    rows = step.old["answers"][pk]
    return any(row["fields"].get("code") == into.pk for row in rows)


def splitting(step, user):
    parts = ", ".join(f"“{part}”" for part in step.into.all())
    waiting = visible(step.recodings.values("case"), user).count()
    yield f"{parts} are new. They are asked from the next published version of the codebook on."
    if waiting:
        yield f"{cases(waiting)} to be looked at again. Until then the old tag stays."
    yield f"“{step.code}” is asked of no further case. What coders answered stays as it was."


def retiring(step, user):
    kept = tags(step, user)
    yield "It is asked of no further case."
    if kept:
        yield f"{counted(kept, 'case keeps its tag', 'cases keep their tags')}."


def moving(step, user):
    parent, changed = step.into.first(), visible(step.new["answers"], user)
    if not parent:
        yield f"“{step.code}” becomes a type of its own. Cases keep the type it had."
        return
    yield f"“{step.code}” becomes a sub-type of “{parent}”."
    if changed:
        yield f"{counted(len(changed), 'case gets', 'cases get')} the tag “{parent}” too."


SAYS = {
    StepKind.RENAME: renaming,
    StepKind.REDEFINE: redefining,
    StepKind.MERGE: merging,
    StepKind.SPLIT: splitting,
    StepKind.RETIRE: retiring,
    StepKind.MOVE: moving,
}


def visible(pks, user):
    return Case.objects.visible_to(user).filter(pk__in=pks)


def tags(step, user):
    return Tag.objects.visible_to(user).filter(code=step.code_id).count()


def cases(count):
    return counted(count, "case waits", "cases wait")


def counted(count, one, many):
    return f"{count} {one if count == 1 else many}"
