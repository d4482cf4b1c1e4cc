from django import template

register = template.Library()


@register.filter
def holds(evidence, asked):
    """Whether the passage that an address asks for, by its number, is among these."""
    return any(str(row.pk) == asked for row in evidence)
