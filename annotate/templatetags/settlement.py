"""How the pages of a settlement say what coders answered."""

from itertools import groupby

from django import template

from annotate.actions.adopting import everybody_of
from annotate.forms.settlement import spelt
from annotate.models.vocabularies import TagRole, Value

register = template.Library()


@register.filter
def of(mapping, key):
    return mapping.get(key)


@register.filter
def less(number, rows):
    return number - len(rows)


@register.filter
def all_of(coders):
    """ "both", "all three"."""
    return everybody_of(coders).lower()


@register.filter
def everybody(found):
    """Those whose codings are compared."""
    return all_of(len(found.comparison.codings))


@register.filter
def said(row):
    """An answer that all gave, in words."""
    value, role = row.answers[0]
    words = [Value(value).label, *([TagRole(role).label.lower()] if role else [])]
    return f"{', '.join(words)}, by {all_of(len(row.lines))}"


@register.filter
def in_dimensions(rows):
    """`[(dimension, labels)]`."""
    grouped = groupby(rows, key=lambda row: row.code.dimension)
    return [(dimension, [row.code.label for row in found]) for dimension, found in grouped]


@register.filter
def beside(form, coders):
    """What each coder said of a difference, to be taken or left."""
    offered = {value for value, _ in form.fields["answer"].choices}
    return [
        cell(coder, line, name, chosen, takes=name in offered)
        for coder, (line, name, chosen) in zip(coders, form.lines, strict=True)
    ]


@register.filter
def cells(row, found):
    """What each coder said of it, beside what it was settled as."""
    settled = found.answer(row)
    return [
        cell(coder, line, spelt(*answer), answer == settled, takes=False)
        for coder, line, answer in zip(found.coders, row.lines, row.answers, strict=True)
    ]


def cell(coder, line, name, chosen, *, takes):
    letter, coding = coder
    return {
        "letter": letter,
        "coding": coding,
        "line": line,
        "name": name,
        "chosen": chosen,
        "takes": takes,
    }
