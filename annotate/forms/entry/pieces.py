"""Two versions of the form compared piece by piece, so that two people's changes can be joined.

A piece is what one decides about at once: a field, the rows of one kind, the answer to one code.
"""

import json
import re
from collections import defaultdict
from hashlib import blake2s

PIECE = re.compile(r"(?:tag|override)-[0-9]+|[a-z_]+")
ROW = re.compile(
    r"(?!(?:tag|override)-[0-9]+-[a-z]+\Z)(?P<row>.+)-(?P<place>[0-9]+)-(?P<field>[a-zA-Z_]+)"
)
# What is on the page but says nothing about the case.
OTHER = frozenset(
    "csrfmiddlewaretoken codebook form_key page_key draft_seen late"
    " version seen end_of_page why then add_row move_up fill_confidence is_different".split()
)
UNSEEN = frozenset(["id", "ref", "seen", "occurrence", "DELETE", "TOTAL_FORMS", "INITIAL_FORMS"])


def piece_of(name):
    """The piece that a field on the page belongs to; "" for none."""
    if name in OTHER or name.startswith("choose-"):
        return ""
    found = PIECE.match(name)
    return found[0] if found else ""


def pieces(typed):
    """What each piece says, as `{field: text}`; rows are counted anew without blank ones."""
    said, seen = {}, seen_in(typed)
    for name in typed:
        values = [clean(text) for text in typed.getlist(name) if text.strip()]
        if values and piece_of(name) and name.rpartition("-")[2] not in UNSEEN:
            said.setdefault(piece_of(name), {})[name] = "\n".join(sorted(values))
    return {
        piece: renumbered(without_removed(fields, typed))
        for piece, fields in said.items()
        if says_something(piece, typed, seen)
    }


def says_something(piece, typed, seen):
    """A code that was ticked before and is not now says nothing, whatever else stands there."""
    return not piece.startswith("tag-") or bool(typed.get(f"{piece}-on")) or piece not in seen


def seen_in(typed):
    """The marks of what this person started from; none if they did not arrive."""
    try:
        seen = json.loads(typed.get("seen", ""))
    except (ValueError, RecursionError):  # the latter for what is nested too deep
        return {}
    return seen if isinstance(seen, dict) else {}


def clean(text):
    return text.replace("\r\n", "\n").strip()


def without_removed(fields, typed):
    return {name: text for name, text in fields.items() if not is_removed(name, typed)}


def is_removed(name, typed):
    row = ROW.fullmatch(name)
    return bool(row and typed.get(f"{row['row']}-{row['place']}-DELETE"))


def renumbered(fields):
    """Row 0, 3 and 7 become 0, 1 and 2."""
    numbers, result = defaultdict(dict), {}
    for name, text in sorted(fields.items(), key=by_place):
        if row := ROW.fullmatch(name):
            places = numbers[row["row"]]
            number = places.setdefault(row["place"], len(places))
            result[f"{row['row']}-{number}-{row['field']}"] = text
        else:
            result[name] = text
    return result


def by_place(item):
    row = ROW.fullmatch(item[0])
    return (row["row"], int(row["place"]), row["field"]) if row else (item[0], 0, "")


def marks(typed):
    """A short digest of each piece: how a page remembers what stood there when it was opened."""
    return {piece: digest(fields) for piece, fields in pieces(typed).items()}


def differing(mine, theirs):
    """The pieces that do not say the same."""
    one, other = marks(mine), marks(theirs)
    return [piece for piece in {**other, **one} if one.get(piece) != other.get(piece)]


def digest(fields):
    return blake2s(repr(sorted(fields.items())).encode(), digest_size=6).hexdigest()


def take(typed, piece, source):
    """Replace a piece of `typed` by what `source` says."""
    for name in [name for name in typed if piece_of(name) == piece]:
        del typed[name]
    for name in [name for name in source if piece_of(name) == piece]:
        typed.setlist(name, source.getlist(name))


def join(mine, theirs, seen):
    """Both people's changes in `mine`; returns `(taken, open)`, lists of pieces.

    `seen` are the marks of what both started from. A piece that only they changed is taken over;
    one that both changed differently stays as it is in `mine` and is open.
    """
    my_marks, their_marks = marks(mine), marks(theirs)
    changed = differing(mine, theirs)
    taken = [piece for piece in changed if my_marks.get(piece) == seen.get(piece)]
    kept = [piece for piece in changed if their_marks.get(piece) == seen.get(piece)]
    for piece in taken:
        take(mine, piece, theirs)
    return taken, [piece for piece in changed if piece not in {*taken, *kept}]
