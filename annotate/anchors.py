"""Passages found again in a corrected text, by what they say and what stands around them.

A place is *near* a passage when its words differ from the quote in at most a fifth of their
characters, and quote and context together in at most three fifths. So a sentence is found
wherever it went, and a single word only where some of its neighbours are still there.

Of several near places the one with the fewest differences is taken, if it has clearly fewer than
the next: by an eighth of the context, which is eight characters of the usual 64. Places that are
alike in all are told apart only by one of them being where the passage was. Otherwise none is
taken: a person decides, nothing is guessed.

Differences are characters put in, taken out or replaced (Levenshtein). Offsets are code points,
the end excluded.
"""

from itertools import islice
from typing import NamedTuple

QUOTE_DIFFERENCES = 1 / 5
ALL_DIFFERENCES = 3 / 5
CLEARLY = 1 / 8
MOST_PLACES = 1000  # more of them are too many to tell apart
MOST_SEARCHED_CHARS = 20_000_000  # for all passages of a request together: 20 s
LONG_QUOTE_CHARS = 3000  # each so many make a search as long again


class Place(NamedTuple):
    """A stretch of the text that may be the passage, and how many characters differ."""

    differences: int
    start: int
    end: int


def find(text, quote, prefix="", suffix="", start=None):
    """Where the passage is in `text`: (start, end), or None.

    `prefix` and `suffix` are what stood right before and after it, `start` where it began.

    >>> find("In 1993 the council met in Oslo.", "the counsil met", "In 1993 ", " in Oslo.")
    (8, 23)
    """
    if not quote:
        return None
    unchanged = _unchanged(text, quote, prefix, suffix)
    places = unchanged or _near(text, quote, prefix, suffix)
    return _clearly_best(places, start, margin=CLEARLY * len(prefix + suffix))


def chars_to_search(text, quote, prefix="", suffix=""):
    """How long finding the passage takes, in characters of text; 0 where it stands unchanged.

    >>> chars_to_search("In 1993 the council met.", "the counsil met")
    24
    """
    if prefix + quote + suffix in text:
        return 0
    return len(text) * (1 + len(quote) // LONG_QUOTE_CHARS)


def reanchor(passages, new_text):
    """(found, lost): pairs of a passage and its (start, end), and the passages with no place.

    They are anything with `quote`, `prefix`, `suffix` and `start`.
    """
    found, lost = [], []
    for one in passages:
        place = find(new_text, one.quote, one.prefix, one.suffix, one.start)
        if place:
            found.append((one, place))
        else:
            lost.append(one)
    return found, lost


def _unchanged(text, quote, prefix, suffix):
    """The first places where quote and context are as they were."""
    whole = prefix + quote + suffix
    starts = (at + len(prefix) for at in _occurrences(text, whole))
    return [Place(0, at, at + len(quote)) for at in islice(starts, MOST_PLACES)]


def _occurrences(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _clearly_best(places, start, margin):
    if not places:
        return None
    best = min(places)
    contenders = [one for one in places if one.differences <= best.differences + margin]
    alike = [one for one in contenders if one.differences == best.differences]
    if len(contenders) > 1:
        alike = [one for one in alike if one.start == start]
    return (alike[0].start, alike[0].end) if len(alike) == 1 else None


def _near(text, quote, prefix, suffix):
    allowed = int(ALL_DIFFERENCES * len(prefix + quote + suffix))
    clusters = list(islice(_clusters(text, quote), MOST_PLACES + 1))
    if len(clusters) > MOST_PLACES:
        return []
    places = (_place(text, quote, prefix, suffix, *cluster) for cluster in clusters)
    return [one for one in places if one.differences <= allowed]


def _clusters(text, quote):
    """(differences, ends): where passages like the quote end, those of the same place together.

    Each place with the very words of the quote is one of its own.
    """
    best, ends = None, []
    most = int(QUOTE_DIFFERENCES * len(quote))
    for end, differences in enumerate(differences_by_end(text, quote)):
        if differences > most:
            continue
        if ends and (best == differences == 0 or end - ends[-1] > most):
            yield best, ends
            ends = []
        if not ends or differences < best:
            best, ends = differences, [end]
        elif differences == best:
            ends.append(end)
    if ends:
        yield best, ends


def _place(text, quote, prefix, suffix, differences, ends):
    """Of the ends and beginnings that fit the quote alike, those that fit the context best."""
    after, _, end = min((_unlike_after(text, suffix, end), -end, end) for end in ends)
    starts = _starts(text, quote, end, differences)
    before, start = min((_unlike_before(text, prefix, start), start) for start in starts)
    return Place(differences + before + after, start, end)


def _starts(text, quote, end, differences):
    """Where a passage that ends there and differs so much from the quote may begin."""
    longest = text[max(0, end - len(quote) - differences) : end]
    backwards = differences_by_end(longest[::-1], quote[::-1], anchored=True)
    return [end - chars for chars, count in enumerate(backwards) if count == differences and chars]


def _unlike_after(text, suffix, end):
    """Differences between the suffix and what follows, however long that is taken to be."""
    return min(differences_by_end(text[end : end + 2 * len(suffix)], suffix, anchored=True))


def _unlike_before(text, prefix, start):
    before = text[max(0, start - 2 * len(prefix)) : start]
    return min(differences_by_end(before[::-1], prefix[::-1], anchored=True))


def differences_by_end(text, pattern, *, anchored=False):
    """For each end from 0 to len(text): the fewest differences of the pattern from a stretch there.

    The stretch may begin anywhere or, if `anchored`, at the beginning of the text. One step per
    character, whatever the length of the pattern: the bits of a number are a column of the table
    of distances (Myers 1999, https://doi.org/10.1145/316542.316550, as put by Hyyrö 2003).

    >>> list(differences_by_end("a peace", "pece"))
    [4, 4, 4, 3, 2, 2, 2, 1]
    """
    count = len(pattern)
    yield count
    if not count:
        yield from ([0] * len(text) if not anchored else range(1, len(text) + 1))
        return
    where = {}
    for at, char in enumerate(pattern):
        where[char] = where.get(char, 0) | 1 << at
    every, last = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    more, less = every, 0  # rows where the column grows by one, or shrinks, going down
    for char in text:
        equal = where.get(char, 0)
        diagonal = (((equal & more) + more) ^ more) | equal | less
        grows = less | ~(diagonal | more) & every
        shrinks = diagonal & more
        count += bool(grows & last) - bool(shrinks & last)
        grows = grows << 1 | anchored
        shrinks <<= 1
        more = (shrinks | ~(diagonal | grows)) & every
        less = grows & diagonal & every
        yield count
