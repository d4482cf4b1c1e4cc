"""A code is split into several; somebody gives each of its cases one of them."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.actions import wording
from annotate.actions.at_once import take_turn
from annotate.actions.change import Change
from annotate.actions.codebook import retire_code, unretire_code
from annotate.models import Code
from annotate.models.uses import uses
from annotate.models.vocabularies import StepKind

from .recoding import queue
from .taking import opened, record, refuse_derived


@transaction.atomic
def split(code, *, into, why, version, by):
    """`into` are two or more new codes, unsaved, with key, label and definition.

    They stand in its place and are asked from the next version on; the code is asked no more. Its
    tags stay until somebody has looked at their cases again. Raises EditConflict, ValidationError.
    """
    take_turn("codebook")
    code, change = opened(code, version), Change(by=by, why=why)
    refuse_derived(code)
    if len(into) < 2:
        raise ValidationError("Split it into two codes or more; for one, redefine it.")
    for part in into:
        part.dimension, part.parent, part.position = code.dimension, code.parent, code.position
        part.full_clean()
        change.save(part)
    retire_code(code, by=by, why=why)
    named = {"parts": [str(part) for part in into]}
    step = record(StepKind.SPLIT, code, into=into, new=named, change=change)
    queue(step)
    return step


def parts_in_use(step):
    """Why the new codes cannot go again; a sentence or ""."""
    used = [
        f"“{part}”: {', '.join(reasons)}" for part in step.into.all() if (reasons := uses(part))
    ]
    return f"The new codes are in use. {'; '.join(used)}." if used else ""


def undo_split(step, change):
    for part in step.into.all():
        wording.remove(part, by=change.by, why=change.why)
    code = Code.objects.get(pk=step.code_id)
    unretire_code(code, by=change.by, why=change.why)
