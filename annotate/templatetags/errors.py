"""What is wrong with a page of forms, gathered at its top."""

from django import template

register = template.Library()


@register.inclusion_tag("annotate/parts/error_summary.html")
def error_summary(*forms):
    """Every error of these forms and formsets, each a link to its field."""
    return {"errors": [error for form in forms for error in errors_of(form)]}


def errors_of(form):
    """`[{"label", "text", "href"}]` of a form or of all forms in a formset."""
    if hasattr(form, "non_form_errors"):
        whole = [{"label": "", "text": text, "href": "#main"} for text in form.non_form_errors()]
        return whole + [error for row in form.forms for error in errors_of(row)]
    return [about(form, name, text) for name, texts in form.errors.items() for text in texts]


def about(form, name, text):
    if name not in form.fields:
        return {"label": "", "text": text, "href": "#main"}
    field = form[name]
    return {"label": field.label, "text": text, "href": f"#{field.id_for_label or field.auto_id}"}
