"""Stored texts of a case, in which passages can be marked."""

from hashlib import sha256

from django.db import transaction

from annotate.models import Document
from annotate.text import normalise


def keep(row, *, by):
    """Store a new document, whose text is normalised; one that is stored already stays."""
    if row._state.adding:
        row.sha256 = sha256(row.text.encode()).hexdigest()
        row.added_by = by
        row.save()
    return row


def of_narrative(case):
    """The narrative as it reads now: stored, or new and correcting the one before.

    None while it is empty.
    """
    stored = case.documents.narratives().current().last() if case.pk else None
    text = normalise(case.narrative)
    if not text.strip():
        return None
    if stored and stored.text == text:
        return stored
    return Document(case=case, title=Document.NARRATIVE, text=text, corrects=stored)


@transaction.atomic
def store_narrative(case, *, by):
    narrative = of_narrative(case)
    return narrative and keep(narrative, by=by)
