"""Fields and the base of all forms here."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy

from annotate.dates import PartialDate
from annotate.text import normalise


class Text(forms.CharField):
    """Text as it is stored: NFC, LF, without NUL. `suggest` names what is offered while typing."""

    def __init__(self, *, rows=None, suggest=None, required=False, **kwargs):
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=required, **kwargs)
        self.widget.attrs |= {"dir": "auto"} | (suggestions(suggest) if suggest else {})

    def to_python(self, value):
        return super().to_python(normalise(value) if isinstance(value, str) else value)


def suggestions(kind):
    """The page has a `<datalist>` for each kind; the server fills all but the countries' one."""
    attrs: dict[str, object] = {"list": f"known-{kind}", "autocomplete": "off"}
    if kind != "countries":
        attrs |= {
            "hx-get": reverse_lazy("annotate:case_suggest", args=[kind]),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#known-{kind}",
        }
    return attrs


class PartialDateFormField(forms.CharField):
    """ "1993", "1993-05" or "1993-05-13" as a `PartialDate`; None while it is blank."""

    def __init__(self, *, required=False, **kwargs):
        kwargs.setdefault("widget", PartialDateInput)
        super().__init__(required=required, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PartialDateInput(forms.TextInput):
    """One line of text, with room for a whole date."""

    def __init__(self, attrs=None):
        super().__init__({"size": 12, "autocomplete": "off"} | (attrs or {}))


def how_read(text):
    """How a typed date was understood: `("May 1990, known to the month", "1 to 31 May 1990")`.

    None for a text that is blank or no date.
    """
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return None
    if date.precision == "day":
        return date.words(), ""
    first, last = (
        PartialDate(day.year, day.month, day.day) for day in (date.earliest, date.latest)
    )
    return f"{date.words()}, known to the {date.precision}", f"{first.words()} to {last.words()}"


@dataclass(frozen=True)
class DateWords:
    """What stands beside a date: what is wrong with it, else how it was read."""

    wrong: str
    reads: str


def words_beside(field):
    """Of the field of a form, judged or not; an end may be read well and still be wrong."""
    text = field.value() or ""
    understood = how_read(text)
    wrong = " ".join(field.errors) or ("" if understood else what_is_wrong(text))
    if not understood:
        return DateWords(wrong, "")
    words, span = understood
    words = f"{words}; filters treat it as {span}" if span else words
    return DateWords(wrong, f"Read as {words}" if wrong else f"✓ {words}")


def what_is_wrong(text):
    """The sentence about a text that is no date; "" while nothing is typed."""
    try:
        PartialDateFormField().clean(text)
    except ValidationError as error:
        return error.messages[0]
    return ""


class Shown(forms.Form):
    """A form that shows what was typed and judges it only when it is asked to."""

    def __init__(self, *args, judged=True, **kwargs):
        self.judged = judged
        super().__init__(*args, **kwargs)

    def full_clean(self):
        if self.judged:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
