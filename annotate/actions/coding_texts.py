"""The passages of a coding follow the texts that were corrected while it was under way."""

from itertools import groupby

from django.db import transaction

from annotate.anchors import MOST_SEARCHED_CHARS, chars_to_search, reanchor
from annotate.models import Evidence

from .change import Change
from .coding import keep_going, take_up
from .passages import move, newest_wordings


def follow(coding, *, version, by):
    """Move its passages to the newest wording where they are found.

    Returns how many moved, and those that stay: they were not found, or so many differ that they
    were not looked for. Raises EditConflict and NotOpen.
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
    sought = set(worth_seeking(ordered, newest))
    for document, marked in groupby(ordered, key=lambda row: newest[row.document_id]):
        of_text = list(marked)
        found, lost = reanchor([row for row in of_text if row.pk in sought], document.text)
        yield document, found, [*lost, *(row for row in of_text if row.pk not in sought)]


def worth_seeking(rows, newest):
    """The numbers of those that stand unchanged, and of the first of the others."""
    searched = 0
    for row in rows:
        chars = chars_to_search(newest[row.document_id].text, row.quote, row.prefix, row.suffix)
        searched += chars
        if not chars or searched <= MOST_SEARCHED_CHARS:
            yield row.pk
