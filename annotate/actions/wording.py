"""What a curator does in writing the codebook: dimensions and codes are added, worded, ordered."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models.uses import fixed_fields, uses

from .at_once import told_if_taken
from .change import Change, claim


class StillUsed(Exception):
    """A dimension or code that cases, versions or other codes name cannot be deleted."""


@transaction.atomic
def save(row, *, version, by, why=""):
    """Save a dimension or code; `version` is the one its author saw.

    Raises EditConflict, and ValidationError for a change of what stays as it is once used or for
    a key that somebody else just took.
    """
    if row.pk:
        refuse_changed_fixture(row)
        claim(row, version)
    with told_if_taken(row):
        return Change(by=by, why=why).save(row)


def refuse_changed_fixture(row):
    stored = type(row).objects.get(pk=row.pk)
    for name in fixed_fields(stored):
        if getattr(stored, name) != getattr(row, name):
            label = row._meta.get_field(name).verbose_name
            raise ValidationError({name: f"“{stored}” is in use, so its {label} stays as it is."})


@transaction.atomic
def remove(row, *, by, why=""):
    """Delete what nobody uses yet. Raises StillUsed."""
    refuse_used(row)
    Change(by=by, why=why).delete(row)


def refuse_used(row):
    """Raises StillUsed, which says what to do instead."""
    if reasons := uses(row):
        raise StillUsed(
            f"“{row}” cannot be deleted: {', '.join(reasons)}. Retire it instead (mark it on the"
            " list and choose “Retire …”): it is then asked of no further case, its tags stay, and"
            " a successor can be named."
        )
