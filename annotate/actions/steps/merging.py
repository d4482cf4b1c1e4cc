"""A code is merged into another, which takes over its answers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.actions.at_once import take_turn
from annotate.actions.change import Change
from annotate.actions.codebook import retire_code, unretire_code
from annotate.actions.retagging import plan_retag, retag
from annotate.models import Case, Code, FormerKey
from annotate.models.vocabularies import StepKind

from .answers import put_back, said
from .taking import opened, record


@transaction.atomic
def merge(code, *, into, why, version, by):
    """Its tags become tags of `into`, its key leads there, and it is asked no more.

    A case whose codebook does not ask `into` keeps its tag, and judgements stay as they were.
    Raises EditConflict, and ValidationError where a published case would break a rule.
    """
    take_turn("codebook")
    code, change = opened(code, version), Change(by=by, why=why)
    steps = [step for step in plan_merge(code, into) if step.changes]
    cases, codes = [step.case for step in steps], touched(code, into)
    before = said(cases, codes)
    if steps:
        retag(steps, new=into, by=by, why=why)
    retire_code(code, replaced_by=into, by=by, why=why)
    FormerKey.objects.update_or_create(
        dimension=code.dimension, key=code.key, defaults={"code": into}
    )
    return record(
        StepKind.MERGE,
        code,
        into=[into],
        old={"answers": before},
        new={"answers": said(cases, codes), "codes": codes},
        change=change,
    )


def plan_merge(code, into):
    """What happens to each case tagged with the code, in order; see `actions.retagging`."""
    if code.children.active().exists():
        raise ValidationError(f"Merge, move or retire the sub-types of “{code}” first.")
    cases = Case.objects.filter(pk__in=code.tags.order_by().values("case")).order_by("pk")
    return plan_retag(cases, old=code, new=into)


def touched(code, into):
    """The codes whose tags a merge may change: a sub-type makes its type present."""
    return [pk for pk in (code.pk, into.pk, into.parent_id) if pk]


def undo_merge(step, change):
    code = Code.objects.get(pk=step.code_id)
    FormerKey.objects.filter(dimension=code.dimension_id, key=code.key).delete()
    unretire_code(code, by=change.by, why=change.why)
    return put_back(step, change)
