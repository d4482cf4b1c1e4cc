"""What every verb uses to write: one author, one reason, one moment, in the history."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from annotate.models import User


class EditConflict(Exception):
    """Somebody else saved first. `theirs` is the row as it now stands."""

    def __init__(self, theirs):
        super().__init__(f"“{theirs}” was changed by somebody else since you opened it.")
        self.theirs = theirs


class Gone(EditConflict):
    """Somebody else deleted the row, so there is no `theirs`."""

    def __init__(self, row):
        Exception.__init__(self, f"“{row}” was deleted by somebody else since you opened it.")
        self.theirs = None


def claim(row, version):
    """Take the row's next version number; `version` is the one the author saw.

    Raises EditConflict when somebody else took it first, and Gone when it is no more.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(version=version).update(version=version + 1):
        theirs = rows.first()
        raise EditConflict(theirs) if theirs else Gone(row)
    row.version = version + 1


def claim_as_stored(row, version):
    """What is checked and written afterwards is the row as it is, not as it was once read."""
    claim(row, version)
    row.refresh_from_db()


@dataclass(frozen=True)
class Change:
    """Who changes something, and why. All rows written through it share one moment."""

    by: User | None
    why: str = ""
    at: datetime = field(default_factory=timezone.now)

    def save(self, row, *, only=None):
        """Write `row`; with `only`, the names of its fields, no others."""
        self._sign(row)
        row.save(update_fields=only)
        return row

    def delete(self, row):
        self._sign(row)
        row.delete()

    def create_all(self, model, rows):
        """Many rows at once; `rows` have passed validation, for no `clean` runs here."""
        return bulk_create_with_history(
            rows,
            model,
            batch_size=500,
            default_user=self.by,
            default_change_reason=self.why,
            default_date=self.at,
        )

    def update_all(self, model, rows, fields):
        return bulk_update_with_history(
            rows,
            model,
            fields,
            batch_size=500,
            default_user=self.by,
            default_change_reason=self.why,
            default_date=self.at,
        )

    def _sign(self, row):
        row._history_user, row._change_reason, row._history_date = self.by, self.why, self.at
