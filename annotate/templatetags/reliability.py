"""How figures of agreement are shown."""

from django import template
from django.utils.html import format_html

register = template.Library()

WIDTH, HEIGHT, MARGIN = 120, 20, 6
LIMITS = (0.667, 0.8)  # Krippendorff 2004, p. 241: for tentative, and for firm conclusions
SHARES = {
    "prevalence",
    "positive_agreement",
    "negative_agreement",
    "percent",
    "set_percent",
    "nominal_percent",
}


@register.inclusion_tag("annotate/reliability/interval.html")
def interval(figure, least, judged=True):
    """The figure as a dot on its interval; the scale runs from `least` to 1."""
    values = [figure.low, figure.value, figure.high]
    low, value, high = (place(one, least) if one is not None else None for one in values)
    limits = [place(limit, least) for limit in LIMITS]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "middle": HEIGHT // 2,
        "zero": place(0, least),
        "end": place(1, least),
        "limits": limits,
        "low": low,
        "value": value,
        "high": high,
        "judged": judged,
    }


def place(value, least):
    return round(MARGIN + (WIDTH - 2 * MARGIN) * (value - least) / (1 - least), 1)


@register.simple_tag
def figure(report, key):
    """The number, greyed where there are too few cases; “undefined”, with the reason, for none."""
    found = report.figures[key]
    if found.value is None:
        return format_html('<span class="quiet" title="{}">undefined</span>', found.why)
    words = percent(found.value) if key in SHARES else f"{found.value:.2f}"
    look = "" if report.basis.is_enough else "few"
    return format_html('<span class="{}">{}</span>', look, words)


@register.filter
def percent(share):
    """0.264 as “26 %”; a share that is not quite none or all is not rounded to it."""
    if share is None:
        return ""
    if 0 < share < 0.005:
        return "<1\u202f%"
    if 0.995 <= share < 1:
        return ">99\u202f%"
    return f"{share:.0%}".replace("%", "\u202f%")


@register.filter
def alpha_words(figure):
    """ "0.71 [0.60, 0.80]", or without brackets where there is no interval."""
    if figure.low is None:
        return f"{figure.value:.2f}"
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]"
