"""Cases whose answer to a redefined or split code somebody has to look at again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from annotate.actions.change import EditConflict
from annotate.models import Case, Recoding


def queue(step):
    """Every case tagged with the code of the step, whatever the tag says."""
    cases = step.code.tags.order_by("case").values_list("case", flat=True)
    Recoding.objects.bulk_create([Recoding(step=step, case_id=pk) for pk in cases])


@transaction.atomic
def looked_at(recoding, *, version, by):
    """A curator looked at the case, as it was at `version`, and its answer holds now.

    Raises EditConflict where the case was changed meanwhile, ValidationError where somebody else
    has looked already.
    """
    case = Case.objects.select_for_update().get(pk=recoding.case_id)
    recoding = Recoding.objects.select_related("done_by").get(pk=recoding.pk)
    if recoding.done_at:
        raise ValidationError(f"{recoding.done_by} has looked at “{case}” already.")
    if case.version != version:
        raise EditConflict(case)
    recoding.done_by, recoding.done_at = by, timezone.now()
    recoding.save()
    return recoding
