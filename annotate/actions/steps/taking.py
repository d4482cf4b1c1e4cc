"""What all steps share: the code as the curator saw it, and the record that is kept."""

from django.core.exceptions import ValidationError

from annotate.models import Code, CodebookStep


def opened(code, version):
    """The code as it is stored, to be claimed as the `version` that the curator saw.

    Raises ValidationError for a code that takes no step.
    """
    stored = Code.objects.select_related("dimension", "parent").get(pk=code.pk)
    if reason := why_not(stored):
        raise ValidationError(reason)
    stored.version = version
    return stored


def why_not(code):
    """Why no step can be taken with the code, or ""."""
    if code.retired_at:
        return f"“{code}” is retired. Undo that step first."
    if not code.first_version_id:
        return f"No version has asked “{code}” yet, so it takes no step: change it under Upkeep."
    return ""


def refuse_derived(code):
    if code.dimension.derived:
        raise ValidationError(f"{code.dimension} is derived; its tags follow the rule.")


def record(kind, code, *, change, into=(), old=None, new=None):
    """Raises ValidationError where no reason is given."""
    why = change.why.strip()
    if not why:
        raise ValidationError({"why": "Say why; whoever meets the change later will ask."})
    step = CodebookStep(
        kind=kind,
        code=code,
        old=old or {},
        new=new or {},
        why=why,
        taken_by=change.by,
        taken_at=change.at,
    )
    step.save()
    step.into.set(into)
    return step
