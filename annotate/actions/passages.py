"""Passages that follow their text when it is corrected."""

from annotate.models import Evidence

from .tags import passage

MOVED = ("document", "start", "end", "quote", "prefix", "suffix")


def newest_wordings(case):
    """`{pk of a corrected document: the newest that came of it}`."""
    by_earlier = {row.corrects_id: row for row in case.documents.exclude(corrects=None)}
    return {pk: _last(by_earlier, pk) for pk in by_earlier}


def _last(by_earlier, pk):
    while pk in by_earlier:
        newest = by_earlier[pk]
        pk = newest.pk
    return newest


def move(found, document, change):
    """Passages stand in `document` from now on; one that the same claim has there already goes.

    `found` are pairs of evidence and its (start, end) there. Returns how many they were.
    """
    taken = {_place(row) for row in Evidence.objects.filter(document=document)}
    for row, (start, end) in found:
        there = passage(document, start, end)
        for name in MOVED:
            setattr(row, name, getattr(there, name))
        if _place(row) in taken:
            change.delete(row)
        else:
            taken.add(_place(row))
            change.save(row)
    return len(found)


def _place(row):
    return row.tag_id, row.judgement_id, row.start, row.end
