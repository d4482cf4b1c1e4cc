"""The parts of which pages are made; `docs/looks.md` shows each with its parameters."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from annotate.models.vocabularies import Confidence, State
from annotate.permissions import allowed
from annotate.text import word_diff

register = template.Library()

# How a chip looks for each answer a code can have, and the word it hides for those who listen.
ANSWERS = {
    "lead": ("", "lead"),
    "primary": ("", "primary"),
    "present": ("", "present"),
    "supporting": ("sup", "supporting"),
    "also": ("sup", "also"),
    "cannot-tell": ("ask", "cannot tell"),
    "absent": ("off", "absent"),
}
BARS = {Confidence.LOW: 1, Confidence.MEDIUM: 2, Confidence.HIGH: 3}
STATE_TONES = {State.IN_REVIEW: "warn", State.RETURNED: "bad", State.PUBLISHED: "good"}
MESSAGE_TONES = {"success": "good", "warning": "warn", "error": "bad"}
DIFF = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


@register.inclusion_tag("annotate/parts/nav_item.html", takes_context=True)
def nav_item(context, name, label, key="", needs="page.view", but=""):
    """A line of the main menu, for those who may what it `needs`.

    Marked where the visitor is at or under its address; under that of `but`, another line is.
    """
    href, path = reverse(name), context.request.path
    here = path.startswith(href) and not (but and path.startswith(reverse(but)))
    shown = allowed(context.get("user"), needs)
    return {"href": href, "label": label, "key": key, "here": here, "shown": shown}


@register.inclusion_tag("annotate/parts/track.html")
def track(code, answer="", dense=False, href="", outlined=False):
    """Without an `answer` the chip only names the track; it is filled unless `outlined`."""
    look, word = ANSWERS[answer] if answer else ("sup" if outlined else "", "")
    return {"code": code, "look": look, "word": word, "dense": dense, "href": href}


@register.filter
def look(answer):
    """The class of a chip that is written out where there are too many for a part."""
    return ANSWERS[answer][0]


@register.inclusion_tag("annotate/parts/chip.html")
def chip(code, answer="present", href=""):
    look, word = ANSWERS[answer]
    return {"code": code, "look": look, "word": word, "href": href}


@register.filter
def answer(tag):
    """The answer a tag gives, as `track` and `chip` take it."""
    return "cannot-tell" if tag.certainty == "cannot-tell" else tag.role or "present"


@register.inclusion_tag("annotate/parts/confidence.html")
def confidence(level):
    return {"word": level, "bars": [place < BARS[level] for place in range(3)]}


@register.inclusion_tag("annotate/parts/badge.html")
def state(value):
    return {"word": State(value).label.lower(), "tone": STATE_TONES.get(value, "")}


@register.inclusion_tag("annotate/parts/definition.html")
def definition(code, at=""):
    """`at` tells two definitions of one code on one page apart."""
    return {"code": code, "at": at}


@register.inclusion_tag("annotate/parts/bar.html")
def bar(value, most, number=""):
    """A count as a bar, to stand beside its number; `number` gives it a track's colour."""
    return {"width": round(100 * value / most) if most else 0, "number": number}


@register.simple_tag
def diff(before, after):
    """Two wordings as one text, with what went and what came."""
    pieces = word_diff(str(before), str(after))
    return format_html_join("", "{}", ([format_html(DIFF[kind], words)] for kind, words in pieces))


@register.inclusion_tag("annotate/parts/field.html")
def field(field, reads=""):
    """`reads` says how the machine read what was typed."""
    return {"field": field, "reads": reads}


@register.inclusion_tag("annotate/parts/crumbs.html")
def crumbs(here, *trail):
    """`{% crumbs here "Cases" cases_url … %}`: the pages above this one, outermost first."""
    return {"here": here, "trail": list(zip(trail[::2], trail[1::2], strict=True))}


@register.filter
def tone(level_tag):
    """The tone of a note for the level of a message."""
    return MESSAGE_TONES.get(level_tag, "")


@register.simple_block_tag
def note(content, tone="", title=""):
    context = {"content": content, "tone": tone, "title": title}
    return render_to_string("annotate/parts/note.html", context)


@register.simple_block_tag
def empty(content, title):
    return render_to_string("annotate/parts/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def why(content, tag, says=""):
    """A tag as a line that opens on what it rests on; `says` is its role or dimension."""
    context = {"content": content, "tag": tag, "says": says or tag.role}
    return render_to_string("annotate/parts/why.html", context)


@register.filter
def track_number(code):
    """The number of a track; "" for all other codes, which have no colour."""
    return code.number if code.dimension.key == "track" else ""
