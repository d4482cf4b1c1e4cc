"""What the pages of the case form need besides the parts."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from annotate.actions.discarding import may_discard
from annotate.forms.entry.confidences import bare
from annotate.forms.entry.fields import words_beside
from annotate.models.vocabularies import Confidence, State

from .errors import errors_of

register = template.Library()

GROUNDS = "annotate/case_form/grounds.html"
ADDRESSES = ["derive", "draft", "draft_discard", "preview"]


@register.simple_tag
def case_urls(case):
    """Where the form of this case, stored or new, sends what."""
    if case.pk:
        urls = {name: reverse(f"annotate:case_{name}", args=[case.pk]) for name in ADDRESSES}
        form = reverse("annotate:case_edit", args=[case.pk])
        return urls | {"form": form, "case": case.get_absolute_url()}
    urls = {name: reverse(f"annotate:case_new_{name}") for name in ADDRESSES}
    return urls | {"form": reverse("annotate:case_new"), "case": ""}


@register.simple_tag
def discard_url(case, user):
    """Where to discard the case; "" for whoever may not, and once it cannot be."""
    offered = case.pk and case.state == State.DRAFT and may_discard(user, case)
    return reverse("annotate:case_discard", args=[case.pk]) if offered else ""


@register.inclusion_tag("annotate/parts/error_summary.html")
def case_errors(entry):
    """Every error, in the order of the form, each a link to its field."""
    found = errors_of(entry.own)
    for prefix, rows in entry.sets.items():
        found += [at_section(error, prefix) for error in errors_of(rows)]
    for answer in entry.touched_codes:
        found += [
            error | {"label": ", ".join(filter(None, [str(answer.code), error["label"].lower()]))}
            for form in answer.forms()
            for error in errors_of(form)
        ]
    for form in entry.overrides:
        found += errors_of(form)
    return {"errors": found}


def at_section(error, prefix):
    """What concerns all rows of a kind leads to their section."""
    return error if error["label"] else error | {"href": f"#section-{prefix}"}


@register.simple_tag
def grounds(group, answer):
    """What a ticked code asks for. For codes nobody touched it is rendered once per dimension."""
    if answer.is_touched:
        shown = {"form": answer.form, "evidence": answer.evidence, "label": answer.code.label}
        return render_to_string(GROUNDS, shown)
    if not hasattr(group, "pattern"):
        group.pattern = render_to_string(GROUNDS, group.blank | {"label": "This code"})
    return mark_safe(group.pattern.replace("__code__", str(answer.code.pk)))  # noqa: S308


@register.inclusion_tag("annotate/case_form/date.html")
def date_field(field, look="field"):
    """A date with words beside it that follow the typing; `look` is its class, field or cell."""
    beside = [f"{field.auto_id}_{part}" for part in ("error", "reads")]
    described = [f"{field.auto_id}_helptext", *beside] if field.help_text else beside
    widget = field.as_widget(attrs={"aria-describedby": " ".join(described)})
    return {"field": field, "widget": widget, "beside": words_beside(field), "look": look}


@register.inclusion_tag("annotate/case_form/date_words.html")
def date_words(field):
    """What follows the typing beside a `date_field` that is on the page already."""
    return {"field": field, "beside": words_beside(field)}


@register.inclusion_tag("annotate/case_form/confidences.html")
def confidences(entry, form_url):
    """One confidence for all ticked codes without any."""
    return {"bare": len(bare(entry.typed)), "levels": Confidence.choices, "form_url": form_url}


@register.simple_tag
def row_template(prefix):
    return f"annotate/case_form/rows/{prefix}.html"


@register.filter
def item(mapping, key):
    return mapping[key]


@register.filter
def percent(share):
    """0.823 is 82 %, as people write it."""
    return f"{round(100 * share)}%"
