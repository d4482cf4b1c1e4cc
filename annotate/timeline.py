"""Where each thing of a timeline stands on its drawing, in SVG units; a day is its ordinal."""

from dataclasses import dataclass, field
from datetime import date

from annotate.dates import MONTHS, PartialDate

WIDTH, GUTTER, EDGE = 832, 232, 16
ROW, TOP = 24, 24
MOST_TICKS = 10
LABEL_CHARS = 34  # as many as the gutter has room for
STEPS_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Something that lasted: a case. What goes on has no end; an unknown end is none either."""

    label: str
    start: PartialDate
    end: PartialDate | None = None
    ongoing: bool = False
    kind: str = "other"  # "case", the one the drawing is about; "event"; "other", for comparison
    href: str = ""

    @property
    def last(self):
        """The last day it may have lasted to, as far as is known."""
        return (self.end or self.start).latest

    @property
    def words(self):
        """ "May 1993", "May 1993 to 1994", "since May 1993" or "from May 1993"."""
        start = self.start.words()
        if self.ongoing:
            return f"since {start}"
        if self.kind == "event" or self.end == self.start:
            return start
        return f"{start} to {self.end.words()}" if self.end else f"from {start}, end not known"


@dataclass(frozen=True)
class Bar:
    """`x` to `x + width` is what may be, `sure_x` to `sure_x + sure_width` what is known to be."""

    span: Span
    y: int
    x: float
    width: float
    sure_x: float
    sure_width: float

    @property
    def label(self):
        """Its beginning, where all of it has no room: on the left, or on the right in Arabic."""
        label = self.span.label
        return label if len(label) <= LABEL_CHARS else f"{label[: LABEL_CHARS - 1].rstrip()}…"

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)

    @property
    def right(self):
        return round(self.x + self.width, 1)


@dataclass(frozen=True)
class Drawing:
    bars: list[Bar]
    ticks: list[tuple[float, str]] = field(default_factory=list)
    width: int = WIDTH
    gutter: int = GUTTER - EDGE

    @property
    def bottom(self):
        return TOP + ROW * len(self.bars)

    @property
    def height(self):
        return self.bottom + 6

    @property
    def spans(self):
        return [bar.span for bar in self.bars]


def draw(spans, *, today):
    """The drawing of one or more spans, in their order; what goes on reaches to `today`."""
    axis = Axis.around(spans, today)
    bars = [_bar(span, TOP + ROW * place, axis) for place, span in enumerate(spans)]
    return Drawing(bars, [(axis.x(day), words) for day, words in axis.ticks()])


@dataclass(frozen=True)
class Axis:
    """From 1 January of `first` to 31 December of `last`."""

    first: int
    last: int
    today: date

    @classmethod
    def around(cls, spans, today):
        ends = [today if span.ongoing else span.last for span in spans]
        return cls(min(span.start.year for span in spans), max(end.year for end in ends), today)

    def x(self, day):
        """Of the start of a day, given as its ordinal."""
        begin, end = _new_year(self.first), date(self.last, 12, 31).toordinal() + 1
        return round(GUTTER + (day - begin) / (end - begin) * (WIDTH - GUTTER - EDGE), 1)

    def ticks(self):
        """`(day, words)`: months while they have room, then years."""
        years = self.last - self.first + 1
        if years == 1:
            names = [str(self.first), *(month[:3] for month in MONTHS[1:])]
            return [(date(self.first, m, 1).toordinal(), name) for m, name in enumerate(names, 1)]
        step = next(step for step in STEPS_YEARS if years / step <= MOST_TICKS)
        marked = range(-(-self.first // step) * step, self.last + 1, step)
        return [(_new_year(year), str(year)) for year in marked]


def _new_year(year):
    return date(year, 1, 1).toordinal()


def _bar(span, y, axis):
    end = axis.today if span.ongoing else span.last
    x, right = axis.x(span.start.earliest.toordinal()), axis.x(end.toordinal() + 1)
    sure_x = axis.x(span.start.latest.toordinal())
    sure_right = right if span.ongoing else _sure_right(span, axis)
    sure_width = round(max(0, sure_right - sure_x), 1)
    return Bar(span, y, x, round(max(2, right - x), 1), sure_x, sure_width)


def _sure_right(span, axis):
    """Known to have lasted to the first day its end may lie on."""
    return axis.x((span.end or span.start).earliest.toordinal() + 1)
