"""Stored texts of a case, in which passages can be marked."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.anchors import reanchor
from annotate.models import Case, Document, Evidence
from annotate.text import normalise

from .change import Change, claim
from .passages import move


@dataclass(frozen=True)
class Corrected:
    """What came of a correction: how many passages `moved`, and those that were not found."""

    document: Document
    moved: int
    lost: list[Evidence]


def keep(row, *, by):
    """Store a new document, whose text is normalised; one that is stored already stays."""
    if row._state.adding:
        row.sha256 = sha256(row.text.encode()).hexdigest()
        row.added_by = by
        row.save()
    return row


@transaction.atomic
def add(case, *, title, text, source=None, by):
    """A further text of the case. Forms of the case that are open somewhere stay as they are."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    Change(by=by).save(case, only=["changed_at"])
    return keep(Document(case=case, title=title, text=normalise(text), source=source), by=by)


def correct(document, *, title, text, source=None, version, by):
    """Store a corrected text; passages of tags that are found in it move there.

    `version` is the case's. Raises EditConflict; ValidationError for a text that cannot be
    corrected.
    """
    new = Document(
        case=document.case, title=title, text=normalise(text), source=source, corrects=document
    )
    # It may take long, so it is done before anybody has to wait; the version says if it holds.
    found, lost = reanchor(marked(document), new.text)
    with transaction.atomic():
        change = Change(by=by)
        refuse_uncorrectable(document)
        claim(document.case, version)
        change.save(document.case, only=["version", "changed_at"])
        keep(new, by=by)
        return Corrected(new, move(found, new, change), lost)


def marked(document):
    """The passages of tags in this text and in its earlier wordings."""
    wordings = []
    while document:
        wordings.append(document.pk)
        document = document.corrects
    return list(Evidence.objects.of_tags().filter(document__in=wordings))


def refuse_uncorrectable(document):
    if document.is_narrative:
        raise ValidationError("The narrative is corrected in the form of the case.")
    if Document.objects.filter(corrects=document).exists():
        raise ValidationError("Somebody has corrected this text already; correct the newest one.")


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
