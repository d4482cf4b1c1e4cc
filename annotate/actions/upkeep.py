"""Rows that many cases share: actors, conflicts, countries, sources."""

from django.db import transaction

from annotate.models import Actor, Case, Conflict, Country, Source

from .at_once import told_if_taken
from .change import Change, claim
from .derived import refresh
from .indexing import index_all

LINKS = {Actor: "participations", Country: "case_countries", Source: "citations"}


@transaction.atomic
def save(row, *, version, by, why=""):
    """Save a row; `version` is the one its author saw. Cases that name it follow.

    Raises EditConflict, and ValidationError where somebody else just took the name.
    """
    change = Change(by=by, why=why)
    if row.pk:
        claim(row, version)
    with told_if_taken(row):
        change.save(row)
    cases = cases_naming(row)
    if isinstance(row, (Conflict, Country)):  # which the derived values ask
        for case in cases:
            refresh(case, change=change)
    index_all(cases)
    return row


def cases_naming(row):
    if isinstance(row, Conflict):
        return row.cases.all()
    links = getattr(row, LINKS[type(row)])
    return Case.objects.filter(pk__in=links.values("case"))


@transaction.atomic
def remove(row, *, by, why=""):
    """Delete a row that nothing names. Raises ProtectedError."""
    Change(by=by, why=why).delete(row)
