"""How long a case lasted, as far as its dates tell."""

from typing import NamedTuple

from annotate.dates import PartialDate

DAYS = {"years": 365.2425, "months": 30.436875, "days": 1}


class Duration(NamedTuple):
    """Bounds in days, the first and the last day counted: one day lasts 1."""

    shortest_days: int
    longest_days: int

    def words(self):
        """ "12 days", "about 5 years", "4 to 5 months" or "up to 2 years"."""
        unit = next(
            unit for unit, days in DAYS.items() if self.longest_days >= 2 * days or days == 1
        )
        low, high = (round(days / DAYS[unit]) for days in self)
        span = f"{low} to {high}" if low else f"up to {high}"
        if low == high:
            span = str(low) if unit == "days" else f"about {low}"
        return f"{span} {unit if high > 1 else unit[:-1]}"


def duration(start, end):
    """The `Duration` between two partial dates. For an ongoing case, `end` is when it was checked.

    Raises ValueError if the end is before the start.
    """
    if end.ends_before(start):
        raise ValueError(f"The end ({end}) is before the start ({start}).")
    shortest = (end.earliest - start.latest).days + 1
    return Duration(max(1, shortest), (end.latest - start.earliest).days + 1)


def how_long(start, end, *, ongoing=False, checked_on=None):
    """Of a case, in words: "about 8 months", "ongoing since 1993"; "" where its dates do not tell.

    `checked_on` is the day on which it was last seen to go on.
    """
    if start and ongoing:
        return f"ongoing since {start.words()}{_so_far(start, checked_on)}"
    return duration(start, end).words() if start and end else ""


def _so_far(start, checked_on):
    if not checked_on or checked_on < start.earliest:
        return ""
    day = PartialDate(checked_on.year, checked_on.month, checked_on.day)
    return f", {duration(start, day).words()} when last checked"
