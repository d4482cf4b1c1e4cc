"""What each kind of parameter accepts. What it does not, it names, and says what would do."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError

from annotate.dates import DateRange, PartialDate
from annotate.queries.facets.facet import MISSING
from annotate.text import QUOTATION_MARK, fold, search_terms

SHOWN_CHARS = 60
DATE_WITHIN = re.compile(r"(?<![0-9])[0-9]{4}(?:-[0-9]{2}){0,2}(?![0-9])")


class Refused(ValidationError):
    """`instead` is the spelling that may have been meant."""

    def __init__(self, sentence, *, value="", instead=""):
        super().__init__(sentence)
        self.value, self.instead = value, instead


def shown(text):
    return f"“{text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + '…'}”"


def nearest(word, known):
    """The spelling nearest to `word`, or "". `known` maps what one may have meant to spellings."""
    folded = {fold(meant): spelling for meant, spelling in known.items()}
    found = get_close_matches(fold(word[:SHOWN_CHARS]), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


class OptionsField(forms.Field):
    """Any number of values of a facet, each once and in its order; empty ones ask nothing."""

    widget = forms.SelectMultiple

    def __init__(self, *, facet, **kwargs):
        super().__init__(**kwargs)
        self.facet = facet

    def to_python(self, value):
        spellings = [spelling for spelling in value or [] if spelling]
        found = [(spelling, self.facet.find(spelling)) for spelling in spellings]
        if unknown := [self._refused(spelling) for spelling, option in found if option is None]:
            raise ValidationError(unknown)
        return self.facet.sorted(option for _, option in found)

    def _refused(self, spelling):
        instead = self.facet.meant_by(spelling) or self._nearest(spelling)
        meant = f" Did you mean {self._as_meant(spelling, instead)}?" if instead else ""
        return Refused(
            f"{shown(spelling)} is no value of {self.facet.name}.{meant} {self.facet.allowed}",
            value=spelling,
            instead=instead,
        )

    def _nearest(self, spelling):
        labels = {option.label: option for option in self.facet.options if option.is_active}
        known = dict(self.facet.by_spelling) | labels
        return nearest(spelling, {meant: option.value for meant, option in known.items()})

    def _as_meant(self, spelling, instead):
        """The option in words, unless they are what was refused: then as it is spelt."""
        words = str(self.facet.find(instead))
        return instead if words == spelling else words


class ChoiceField(forms.Field):
    """One of a few words."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices

    def to_python(self, value):
        if value and value not in self.choices:
            instead = nearest(value, {choice: choice for choice in self.choices})
            meant = f" Did you mean {instead}?" if instead else ""
            raise Refused(
                f"{shown(value)} is not understood.{meant} There are {', '.join(self.choices)}.",
                value=value,
                instead=instead,
            )
        return value or None


class NumberField(forms.Field):
    def __init__(self, *, least, most, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def to_python(self, value):
        if not value:
            return None
        digits = value if value.isascii() and value.isdecimal() and len(value) < 10 else ""
        if not digits or not self.least <= int(digits) <= self.most:
            raise Refused(
                f"{shown(value)} should be a whole number from {self.least} to {self.most}.",
                value=value,
            )
        return int(digits)


class RangeField(forms.Field):
    """A `DateRange`, or the word “missing”."""

    def to_python(self, value):
        value = (value or "").strip()
        if value in ("", MISSING):
            return value or None
        try:
            return DateRange.parse(value)
        except ValueError as error:
            raise Refused(str(error), value=value, instead=_range_meant(value)) from error


def _range_meant(text):
    """Two dates the other way round, or with something else between them, as a range; or ""."""
    dates = DATE_WITHIN.findall(text)
    try:
        return str(DateRange(*sorted(map(PartialDate.parse, dates)))) if len(dates) == 2 else ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class Words:
    """What is looked for: `text` as one would type it, `phrases` as the index has them."""

    text: str
    phrases: tuple

    def __str__(self):
        return self.text


class WordsField(forms.Field):
    MOST_CHARS = 500
    MOST_PHRASES = 30

    def to_python(self, value):
        if not (value or "").strip():
            return None
        if len(value) > self.MOST_CHARS:
            raise Refused(f"At most {self.MOST_CHARS} characters; these are {len(value):,}.")
        phrases = tuple(search_terms(value))
        if not phrases:
            raise Refused(f"{shown(value)} has no word to look for.", value=value)
        if len(phrases) > self.MOST_PHRASES:
            raise Refused(f"At most {self.MOST_PHRASES} words; these are {len(phrases)}.")
        return Words(_tidy(value), phrases)


def _tidy(text):
    """With straight quotation marks in pairs and single spaces."""
    parts = QUOTATION_MARK.split(text)
    quoted = [f'"{part}"' if place % 2 else part for place, part in enumerate(parts)]
    return " ".join(" ".join(quoted).split())
