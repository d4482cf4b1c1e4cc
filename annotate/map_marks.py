"""The marks on a map, and the words beside those that have room for them."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from annotate.map import HEIGHT, WIDTH, Frame, Point

NEAR_X, NEAR_Y = 4, 9  # percent: marks nearer than that stand as one
CHAR, LINE, GAP = 6.6, 16, 5  # pixels


class Box(NamedTuple):
    left: float
    right: float
    middle: float  # its height is that of a line of words

    def is_apart(self, other):
        beside = self.left >= other.right or self.right <= other.left
        return beside or abs(self.middle - other.middle) >= LINE

    @property
    def is_on_the_map(self):
        return self.left >= 0 and self.right <= WIDTH


@dataclass(frozen=True)
class Mark:
    """`x` and `y` in percent. `anchor`: which end of its words is at it; "" without any."""

    x: float
    y: float
    points: tuple[Point, ...]
    anchor: str = ""

    @property
    def number(self):
        return ", ".join(str(point.number) for point in self.points)

    @property
    def width(self):
        return max(18, 10 + round(CHAR * len(self.number)))

    @property
    def left(self):
        return -self.width / 2

    @property
    def words_x(self):
        beside = self.width / 2 + GAP
        return beside if self.anchor == "start" else -beside

    @property
    def box(self):
        x, y = self.x * WIDTH / 100, self.y * HEIGHT / 100
        return Box(x - self.width / 2, x + self.width / 2, y)

    def words_box(self, anchor):
        left, right, middle = self.box
        width = CHAR * len(", ".join(point.name for point in self.points)) + GAP
        if anchor == "start":
            return Box(right, right + width, middle)
        return Box(left - width, left, middle)


@dataclass(frozen=True)
class Drawing:
    frame: Frame
    marks: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT


def draw(points):
    """The map of one or more points, in their order."""
    frame = Frame.around(points)
    marks: list[Mark] = []
    for point in points:
        _add(marks, Mark(frame.x(point.longitude), frame.y(point.latitude), (point,)))
    return Drawing(frame, _with_words(marks))


def _add(marks, new):
    """As a mark of its own, or to the first one that it is near to."""
    for place, mark in enumerate(marks):
        if abs(mark.x - new.x) < NEAR_X and abs(mark.y - new.y) < NEAR_Y:
            marks[place] = replace(mark, points=mark.points + new.points)
            return
    marks.append(new)


def _with_words(marks):
    """Each with its words to the right, or else to the left, where nothing else stands."""
    taken = [mark.box for mark in marks]
    found = []
    for mark in marks:
        anchor = next((a for a in ("start", "end") if _is_free(mark.words_box(a), taken)), "")
        if anchor:
            taken.append(mark.words_box(anchor))
        found.append(replace(mark, anchor=anchor))
    return found


def _is_free(box, taken):
    return box.is_on_the_map and all(map(box.is_apart, taken))
