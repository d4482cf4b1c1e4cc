"""A step is taken back, as long as nothing rests on it."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from annotate.actions.at_once import take_turn
from annotate.actions.change import Change
from annotate.actions.codebook import unretire_code
from annotate.models import Code, CodebookStep, CodebookVersion, Recoding
from annotate.models.vocabularies import StepKind

from . import wording
from .merging import undo_merge
from .moving import undo_move
from .splitting import parts_in_use, undo_split


class CannotUndo(Exception):
    """Something rests on the step, or it is undone already; the words say what."""


@transaction.atomic
def undo(step, *, by):
    """Put back what the step changed. Returns the cases that were changed since and stay.

    Raises CannotUndo; ValidationError where the type of a sub-type is retired.
    """
    take_turn("codebook")
    step = CodebookStep.objects.select_related("code").get(pk=step.pk)
    if words := obstacle(step):
        raise CannotUndo(words)
    change = Change(by=by, why=f"Undone: {step}")
    left = UNDO[step.kind](step, change) or []
    Recoding.objects.filter(step=step).waiting().delete()
    step.undone_by, step.undone_at = by, change.at
    step.save(update_fields=["undone_by", "undone_at"])
    return left


def undo_retire(step, change):
    unretire_code(Code.objects.get(pk=step.code_id), by=change.by, why=change.why)


UNDO = {
    StepKind.RENAME: wording.undo_words,
    StepKind.REDEFINE: wording.undo_words,
    StepKind.MERGE: undo_merge,
    StepKind.SPLIT: undo_split,
    StepKind.RETIRE: undo_retire,
    StepKind.MOVE: undo_move,
}


def obstacle(step):
    """Why the step cannot be undone, in a sentence; "" if it can. Four queries at most."""
    if step.undone_at:
        return "It is undone already."
    return published_since(step) or rested_upon(step) or overtaken(step)


def published_since(step):
    since = CodebookVersion.objects.filter(published_at__gte=step.taken_at).defer("snapshot")
    first = since.last()
    return (
        f"It is part of {first}, which never changes; take another step instead." if first else ""
    )


def rested_upon(step):
    """A later step with one of its codes is undone first."""
    mine = codes_of(step)
    steps = CodebookStep.objects.standing().filter(pk__gt=step.pk).defer("old", "new")
    for later in steps.select_related("code").prefetch_related("into"):
        if mine & codes_of(later):
            return f"“{later}” of {day(later.taken_at)} rests on it; undo that first."
    return ""


def day(moment):
    return date_format(localtime(moment), "j F Y")


def codes_of(step):
    return {step.code_id, *(code.pk for code in step.into.all())}


def overtaken(step):
    """What was done past the record, in the time before it or by a command."""
    code = Code.objects.get(pk=step.code_id)
    if step.kind in StepKind.that_retire() and not code.retired_at:
        return f"“{code}” is asked again already."
    if step.kind == StepKind.SPLIT:
        return parts_in_use(step)
    if step.kind == StepKind.MOVE and code.parent_id != step.new["parent"]:
        return f"“{code}” was moved again since."
    return wording.changed_since(step) if step.kind in StepKind.of_words() else ""
