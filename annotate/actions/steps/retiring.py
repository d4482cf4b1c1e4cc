"""A code is asked of no further case, and comes back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.actions.at_once import take_turn
from annotate.actions.change import Change
from annotate.actions.codebook import retire_code, unretire_code
from annotate.models import Code, FormerKey
from annotate.models.vocabularies import StepKind

from .taking import opened, record
from .undoing import obstacle, undo


@transaction.atomic
def retire(code, *, why, version, by, replaced_by=None):
    """Its tags stay; `replaced_by` is where its readers are led.

    Raises EditConflict, and ValidationError where the successor cannot be one or sub-types would
    lose their type.
    """
    take_turn("codebook")
    code, change = opened(code, version), Change(by=by, why=why)
    if replaced_by == code:
        raise ValidationError("A code that retires cannot be the successor.")
    retire_code(code, replaced_by=replaced_by, by=by, why=why)
    return record(StepKind.RETIRE, code, into=[replaced_by] if replaced_by else [], change=change)


@transaction.atomic
def bring_back(code, *, by, why=""):
    """Ask the code again: undo the step that retired it, or where that cannot be, just ask it.

    Raises ValidationError as `unretire_code` does.
    """
    take_turn("codebook")
    step = code.steps.standing().filter(kind__in=StepKind.that_retire()).first()
    if step and not obstacle(step):
        undo(step, by=by)
        return Code.objects.get(pk=code.pk)
    FormerKey.objects.filter(dimension=code.dimension_id, key=code.key).delete()
    return unretire_code(code, by=by, why=why)
