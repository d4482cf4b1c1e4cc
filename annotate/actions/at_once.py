"""Two people do the same at the same moment: one waits, or is told what the other did."""

from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

# Numbers of PostgreSQL's advisory locks.
TURNS = {"codebook": 1, "links": 2, "codings": 3, "rulings": 4}


def take_turn(what):
    """Wait for whoever does the same, until this transaction ends: it then sees what they did.

    On SQLite one transaction writes at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURNS[what]])


@contextmanager
def told_if_taken(row):
    """Raises ValidationError where somebody took the row's name after it was found to be free."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        row.validate_unique()
        row.validate_constraints()
        raise
