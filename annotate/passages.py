"""A passage as it is shown: in its surroundings, which are cut where a word ends."""

from typing import NamedTuple


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
