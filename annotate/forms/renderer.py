"""The commonest fields written in Python, to the letter as Django's templates have them.

The form of a case has hundreds; each took Django a template, and one more for every option.
"""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.safestring import SafeData

FOLDER = "django/forms/widgets"
INPUTS = "checkbox date email hidden input number password text url".split()


class Renderer(DjangoTemplates):
    def render(self, template_name, context, request=None):
        if write := WRITTEN.get(template_name):
            return write(context["widget"])
        return super().render(template_name, context, request)


def input_field(widget):
    value = "" if widget["value"] is None else f' value="{safe(widget["value"])}"'
    kind, name = safe(widget["type"]), safe(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{attributes(widget)}>'


def textarea(widget):
    words = safe(localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{safe(widget["name"])}"{attributes(widget)}>\n{words}</textarea>'


def select(widget):
    groups = "".join(group(*found) for found in widget["optgroups"])
    return f'<select name="{safe(widget["name"])}"{attributes(widget)}>{groups}\n</select>'


def group(name, options, _):
    """The options under a heading, or all that have none."""
    written = "".join(f"\n  {option(one)}\n" for one in options)
    if not name:
        return written
    return f'\n  <optgroup label="{safe(localize(name))}">{written}\n  </optgroup>'


def option(widget):
    value, label = safe(widget["value"]), safe(localize(widget["label"]))
    return f'<option value="{value}"{attributes(widget)}>{label}</option>'


def attributes(widget):
    return "".join(attribute(*pair) for pair in widget["attrs"].items() if pair[1] is not False)


def attribute(name, value):
    return f" {safe(name)}" if value is True else f' {safe(name)}="{safe(value)}"'


def safe(value):
    return str(value) if isinstance(value, SafeData) else escape(str(value))


WRITTEN = {f"{FOLDER}/{name}.html": input_field for name in INPUTS}
WRITTEN |= {f"{FOLDER}/select.html": select, f"{FOLDER}/textarea.html": textarea}
