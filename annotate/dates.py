"""Dates known to the year, the month or the day, and ranges of them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PRECISIONS = ("year", "month", "day")
ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-‐‑–/. ]+([0-9]{1,2})(?:[-‐‑–/. ]+([0-9]{1,2}))?")
ALLOWED = "a year (1993), a month (1993-05) or a day (1993-05-13)"


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A Gregorian date, also before 1582; month and day are 0 where they are not known.

    Sorts by its first possible day, the coarser first: 1993 < 1993-05 < 1993-05-01.
    Raises ValueError, with a sentence for whoever typed it, on a date that does not exist.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self):
        if not MINYEAR <= self.year <= MAXYEAR:
            raise ValueError(f"“{self}”: years go from 0001 to 9999.")
        if not 0 <= self.month <= 12:
            raise ValueError(f"“{self}”: there is no month {self.month:02}; write 01 to 12.")
        if self.day and not self.month:
            raise ValueError(f"“{self}”: a day needs its month; write 01 to 12, or the year only.")
        if not 0 <= self.day <= self._days_in_month:
            month = f"{MONTHS[self.month - 1]} {self.year}"
            raise ValueError(f"“{self}”: {month} has {self._days_in_month} days.")

    @classmethod
    def parse(cls, text):
        """From "1993", "1993-05" or "1993-05-13", with white space around it or not.

        Only the digits 0–9: others often come with another calendar (Thai ๒๕๓๖ is 1993),
        so turning them into a Gregorian year could quietly be wrong.
        """
        text = text.strip()
        found = ISO.fullmatch(text)
        if not found:
            raise ValueError(_what_is_wrong(text))
        if "00" in found.groups():
            raise ValueError(f"“{text}”: leave out a month or day that is not known: {found[1]}.")
        return cls(*(int(part) for part in found.groups(default=0)))

    def __str__(self):
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self._known[1:])])

    def words(self):
        """ "1993", "May 1993" or "13 May 1993"."""
        month = [MONTHS[self.month - 1]] if self.month else []
        day = [str(self.day)] if self.day else []
        return " ".join([*day, *month, str(self.year)])

    @property
    def precision(self):
        return PRECISIONS[len(self._known) - 1]

    @property
    def earliest(self):
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self):
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def ends_before(self, start):
        """Whether it is before `start` at their common precision: 1993 is not before 1993-05."""
        common = min(len(self._known), len(start._known))
        return self._known[:common] < start._known[:common]

    @property
    def _known(self):
        parts = (self.year, self.month, self.day)
        return parts[: parts.index(0)] if 0 in parts[1:] else parts

    @property
    def _days_in_month(self):
        return monthrange(self.year, self.month)[1] if self.month else 0


def _what_is_wrong(text):
    """The sentence for a text that is not written as a date, with the right way where we see it."""
    if not text:
        return f"Write {ALLOWED}."
    shown = _shown(text)
    if not text.isascii() and any(char.isdecimal() and char not in "0123456789" for char in text):
        return f"“{shown}”: write the Gregorian date with the digits 0–9: {ALLOWED}."
    if re.fullmatch(r"[0-9]{1,3}|[0-9]{5,}", text):
        return f"“{shown}”: write the year with four digits, such as 1993."
    if meant := _meant(text):
        return f"“{shown}”: write {' or '.join(meant)}{', whichever is meant' * (len(meant) > 1)}."
    return f"“{shown}” is not a date; write {ALLOWED}."


def _meant(text):
    """The dates a person may have meant by 13/05/1993, 5.6.1993 or 1993/5, each once."""
    if found := DAY_FIRST.fullmatch(text):
        first, second, year = map(int, found.groups())
        readings = [(year, second, first), (year, first, second)]
    elif found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups(default=0))
        readings = [(year, month, day)]
    else:
        readings = []
    return list(dict.fromkeys(str(PartialDate(*parts)) for parts in readings if _exists(*parts)))


def _exists(year, month, day):
    try:
        PartialDate(year, month, day)
    except ValueError:
        return False
    return True


def _shown(text, chars=40):
    text = text.strip()
    return text if len(text) <= chars else f"{text[:chars]}…"


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first day of `start` to the last day of `end`; None is an open side."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self):
        if not self.start and not self.end:
            raise ValueError("A range of dates needs a start or an end: 1990.. or ..2005.")
        if self.start and self.end and self.latest < self.earliest:
            raise ValueError(
                f"The range “{self}” ends before it starts; write {self.end}..{self.start}."
            )

    @classmethod
    def parse(cls, text):
        """From "1990..2005", "1990..", "..2005" or a single date such as "1993-05"."""
        sides = [side.strip() for side in text.split("..")]
        if len(sides) > 2 or not any(sides):
            raise ValueError(
                f"“{_shown(text)}” is not a range of dates;"
                " write 1990..2005, 1990.., ..2005 or 1993."
            )
        start, end = (PartialDate.parse(side) if side else None for side in (sides[0], sides[-1]))
        return cls(start, end)

    def __str__(self):
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or ''}..{self.end or ''}"

    def words(self):
        """ "1990 to 2005", "from 1990", "up to 2005" or "May 1993"."""
        if self.start == self.end:
            return self.start.words()
        if self.start and self.end:
            return f"{self.start.words()} to {self.end.words()}"
        return f"from {self.start.words()}" if self.start else f"up to {self.end.words()}"

    @property
    def earliest(self):
        return self.start and self.start.earliest

    @property
    def latest(self):
        return self.end and self.end.latest
