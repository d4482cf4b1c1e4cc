"""The passages of a coding follow the texts that were corrected while it was under way."""

from itertools import groupby

from django.db import transaction

from annotate.anchors import reanchor
from annotate.models import Evidence

from .change import Change
from .coding import keep_going, take_up
from .passages import move, newest_wordings


def follow(coding, *, version, by):
    """Move its passages to the newest wording where they are found.

    Returns how many moved, and those that stay because they were not. Raises EditConflict and
    NotOpen.
    """
    places = list(find(coding))
    change = Change(by=by)
    with transaction.atomic():
        take_up(coding, version, by)
        moved = sum(move(found, document, change) for document, found, _ in places)
        keep_going(coding, coding.note, change)
    return moved, [row for *_, lost in places for row in lost]


def find(coding):
    """`(newest wording, found, lost)` for each text of which a corrected one is stored."""
    newest = newest_wordings(coding.case)
    rows = Evidence.objects.filter(judgement__coding=coding).in_earlier_wordings()
    ordered = sorted(rows, key=lambda row: (newest[row.document_id].pk, row.pk))
    for document, marked in groupby(ordered, key=lambda row: newest[row.document_id]):
        yield document, *reanchor(marked, document.text)
