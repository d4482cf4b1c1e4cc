"""Lines of a printed page joined into paragraphs."""

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from annotate.passages import BREAK
from annotate.text import UNSPACED

WIDE_GAP = 1.4  # of the usual distance between lines: a new paragraph
WIDEST_GAP = 3  # of the size of the letters: one too, where all distances are alike
OTHER_SIZE = 1.15  # times as large: a heading
SHORT_LINE = 0.8  # of the widest line: ends a paragraph, where it ends a sentence
INDENT = (0.4, 4)  # in distances between lines
SENTENCE_END = re.compile(r"[.!?:;。！？؟۔။…][\"'”’»)\]\d]*$")
NO_SPACE = re.compile(rf"[{UNSPACED}]\n[{UNSPACED}]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


class Line(NamedTuple):
    """`first_y` and `last_y` are the places of its first and last letter; y grows upwards."""

    text: str
    left: float
    right: float
    first_y: float
    last_y: float
    size: float  # of its letters
    hyphen: bool  # a hyphen that parted a word stood at its end

    @property
    def width(self):
        return self.right - self.left


def join(lines):
    """The paragraphs of a page, parted by an empty line."""
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return ""
    pairs = list(pairwise(lines))
    gaps = [gap for one, other in pairs if (gap := one.last_y - other.first_y) > 0]
    usual_gap = median(gaps) if gaps else 0
    widest = max(line.width for line in lines)
    text = lines[0].text.strip()
    for one, other in pairs:
        if not one.hyphen and _is_parted(one, other, usual_gap, widest):
            text += BREAK + other.text.strip()
        else:
            text = _run_on(text, one, other)
    return text


def _is_parted(one, other, usual_gap, widest):
    gap = one.last_y - other.first_y
    if gap > min(WIDE_GAP * usual_gap, WIDEST_GAP * one.size):
        return True
    if not _are_alike(one.size, other.size):
        return True
    if not SENTENCE_END.search(one.text.rstrip()):
        return False
    return one.width < SHORT_LINE * widest or _is_indented(one, other, usual_gap)


def _are_alike(size, other):
    return max(size, other) <= OTHER_SIZE * min(size, other)


def _is_indented(one, other, usual_gap):
    least, most = INDENT
    from_right = RIGHT_TO_LEFT.search(other.text)
    indent = one.right - other.right if from_right else other.left - one.left
    return least * usual_gap < indent < most * usual_gap


def _run_on(text, one, other):
    after = other.text.strip()
    if one.hyphen:
        return text + after if after[0].islower() else f"{text}-{after}"
    no_space = NO_SPACE.match(f"{text[-1]}\n{after[0]}")
    return f"{text}{after}" if no_space else f"{text} {after}"
