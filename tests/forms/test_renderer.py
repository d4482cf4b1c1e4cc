"""What we write ourselves is what Django's templates write."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.forms.renderer import WRITTEN, Renderer

ours, djangos = Renderer(), DjangoTemplates()

words = st.one_of(st.text("ab<>&\"'\n é", max_size=6), st.just(mark_safe("<b>")))
values = st.one_of(st.none(), words, st.integers(), st.floats(allow_nan=False), st.booleans())
attributes = st.dictionaries(words, values, max_size=3)
choices = st.lists(st.tuples(st.one_of(words, st.integers()), words), max_size=3)
groups = st.lists(st.tuples(words, choices), max_size=2)

WIDGETS = [
    *(forms.TextInput, forms.Textarea, forms.NumberInput, forms.URLInput, forms.EmailInput),
    *(forms.DateInput, forms.HiddenInput, forms.PasswordInput, forms.CheckboxInput),
]


def written(widget, value, renderer):
    return widget.render("field-0-é&", value, {"id": "id_field"}, renderer)


@given(st.sampled_from(WIDGETS), values, attributes)
@example(forms.TextInput, "", {})
@example(forms.Textarea, "\n two lines", {"required": True, "disabled": False})
def test_a_field_reads_as_if_django_had_written_it(kind, value, attrs):
    widget = kind(attrs)
    assert widget.template_name in WRITTEN
    assert written(widget, value, ours) == written(widget, value, djangos)


@given(
    st.sampled_from([forms.Select, forms.SelectMultiple]),
    st.one_of(choices, groups),
    words,
    attributes,
)
@example(forms.Select, [("Books", [("1", "Gaza First"), ("2", "<Oslo>")]), ("3", "none")], "2", {})
def test_so_does_a_choice_with_all_its_options(kind, options, chosen, attrs):
    widget = kind(attrs, options)
    assert widget.template_name in WRITTEN
    assert written(widget, [chosen], ours) == written(widget, [chosen], djangos)


def test_other_widgets_are_left_to_django():
    radio = forms.RadioSelect(choices=[("1", "One")])
    assert 'type="radio"' in written(radio, "1", ours)
