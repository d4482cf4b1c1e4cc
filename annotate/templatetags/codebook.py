"""What the pages of the codebook say of a code."""

import re
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()

TRACK = re.compile(r"\bTrack ([1-9])\b", re.IGNORECASE)


@register.filter
def of(counts, code):
    """How many cases have the code."""
    return counts.get(code.pk, 0)


@register.filter
def cases_url(code):
    """The address of the cases with this code."""
    return f"{reverse('annotate:cases')}?{urlencode({code.dimension.key: code.address_key})}"


@register.filter
def link_tracks(text):
    """The text with each “Track 4” leading to that track."""
    return mark_safe(TRACK.sub(_linked, escape(text)))  # noqa: S308 - escaped


def _linked(found):
    href = reverse("annotate:code", args=["track", found[1]])
    return format_html('<a href="{}">{}</a>', href, found[0])
