"""Passages as they are shown: one in its surroundings, or all of a text in their places."""

from itertools import pairwise
from typing import NamedTuple

BREAK = "\n\n"  # between two paragraphs


class Passage(NamedTuple):
    prefix: str
    quote: str
    suffix: str


def in_surroundings(before, quote, after, *, cut_before, cut_after):
    """What is cut off is shown as “…”, and no half word stands beside it.

    >>> in_surroundings("lks were opened by", "two academics", " in Norw", cut_before=True,
    ...                 cut_after=True)
    Passage(prefix='…were opened by', quote='two academics', suffix=' in…')
    """
    prefix = f"…{_from_next_word(before)}" if cut_before else before
    suffix = f"{_to_last_word(after)}…" if cut_after else after
    return Passage(prefix, quote, suffix)


def _from_next_word(text):
    """All of it where there is no space, as in Chinese."""
    _, space, rest = text.partition(" ")
    return rest if space else text


def _to_last_word(text):
    rest, space, _ = text.rpartition(" ")
    return rest if space else text


class Piece(NamedTuple):
    """Words under the same passages: `over` holds all of them, `first` those that begin here."""

    words: str
    over: list
    first: list


def paragraphs(text):
    """`(start, end)` of each, as they are counted: an empty line parts two.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    start = 0
    for words in text.split(BREAK):
        yield start, start + len(words)
        start += len(words) + len(BREAK)


def pieces(text, passages, start, end):
    """A stretch of the text, parted where a passage begins or ends; passages may overlap.

    They are anything with a `start` and an `end`.
    """
    inside = [one for one in passages if one.start < end and one.end > start]
    edges = {edge for one in inside for edge in (one.start, one.end) if start < edge < end}
    for here, there in pairwise(sorted({start, end} | edges)):
        over = [one for one in inside if one.start <= here and one.end >= there]
        yield Piece(text[here:there], over, [one for one in over if one.start == here])
