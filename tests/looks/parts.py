"""What the parts are shown with in these tests: a few codes, unsaved, and hostile text."""

from django.template import engines

from annotate.models.codebook import Code, Dimension
from annotate.models.tags import Tag

HOSTILE = '"><script>alert(1)</script>'
TRACK = Dimension(key="track", label="Track")
TYPE = Dimension(key="diplomacy_type", label="Type of diplomacy")


def track(number=4, label="Private citizen", **fields):
    return Code(pk=number, dimension=TRACK, key="a-track", number=number, label=label, **fields)


def diplomacy_type(label="Cultural diplomacy", **fields):
    return Code(pk=20, dimension=TYPE, key="cultural", label=label, **fields)


def tag(code, **fields):
    return Tag(code=code, confidence="high", rationale="They met in markets.", **fields)


def show(source, request=None, **context):
    """The HTML of a template with our tags loaded."""
    loads = "{% load errors parts %}"
    return engines["django"].from_string(loads + source).render(context, request)


def include(part, request=None, **context):
    names = " ".join(f"{name}={name}" for name in context)
    source = f'{{% include "annotate/parts/{part}.html" with {names} only %}}'
    return show(source, request, **context)
