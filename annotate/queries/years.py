"""In which years the cases of a question start: the little chart above the range."""

from dataclasses import dataclass

SPAN_YEARS = 5  # of a bar
WIDTH, HEIGHT = 225, 28  # of the drawing, in its own units


@dataclass(frozen=True)
class Bar:
    first: int
    last: int
    count: int
    within: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Years:
    """`first` and `last` year of all that may be seen; `bars` from the one to the other."""

    first: int
    last: int
    bars: list[Bar]


def years(question):
    """Counts over the question without its range, as every facet does. None without any year."""
    counts = question.counts
    base = counts.open.get("start", counts.whole)
    known = [year for kind, year in counts.visible.versions if kind == "year" and year is not None]
    if not known:
        return None
    first, last = min(known), max(known)
    starts = range(first // SPAN_YEARS * SPAN_YEARS, last + 1, SPAN_YEARS)
    tallies = {
        start: sum(base.tally("year", year) for year in range(start, start + SPAN_YEARS))
        for start in starts
    }
    most = max(tallies.values()) or 1
    asked = question.asked.value("start")
    step = WIDTH / len(starts)
    bars = [
        Bar(
            first=start,
            last=start + SPAN_YEARS - 1,
            count=count,
            within=_within(asked, start, start + SPAN_YEARS - 1),
            x=round(place * step, 2),
            y=round(HEIGHT - HEIGHT * count / most, 2),
            width=round(step * 0.8, 2),
            height=round(HEIGHT * count / most, 2),
        )
        for place, (start, count) in enumerate(tallies.items())
    ]
    return Years(first, last, bars)


def _within(asked, first, last):
    """Whether the range asked for, if any, takes in some of these years."""
    if not asked or isinstance(asked, str):
        return not asked
    begins = asked.start.year if asked.start else first
    ends = asked.end.year if asked.end else last
    return begins <= last and first <= ends
