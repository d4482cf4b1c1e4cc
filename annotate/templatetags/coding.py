"""What the workbench needs besides the parts."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from annotate.models.vocabularies import Confidence

register = template.Library()

GROUNDS = "annotate/coding/grounds.html"
LEVELS = Confidence.choices[::-1]  # from low to high
PATTERN = "__code__"


@register.simple_tag(takes_context=True)
def grounds_of(context, line, options):
    """The fields beside an answer. For codes nobody touched they are rendered once per kind."""
    roles = line.code.dimension.tag_roles
    shown = {"line": line, "pk": line.code.pk, "roles": roles, "levels": LEVELS, "options": options}
    if line.is_touched:
        return render_to_string(GROUNDS, shown)
    patterns = context.render_context.setdefault(GROUNDS, {})
    if len(roles) not in patterns:
        patterns[len(roles)] = render_to_string(GROUNDS, shown | {"pk": PATTERN})
    return mark_safe(patterns[len(roles)].replace(PATTERN, str(line.code.pk)))  # noqa: S308
