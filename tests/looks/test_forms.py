from django import forms
from django.template import engines

from tests.looks.parts import HOSTILE, include, show


class Initiative(forms.Form):
    title = forms.CharField(help_text="The name used in the literature.")
    role = forms.ChoiceField(choices=[("lead", "Lead")], widget=forms.RadioSelect)
    ongoing = forms.BooleanField(required=False)

    def clean(self):
        raise forms.ValidationError("The end lies before the start.")


class Party(forms.Form):
    actor = forms.CharField()


Parties = forms.formset_factory(Party, extra=1, can_delete=True)


def test_help_and_error_stand_above_the_input_and_are_tied_to_it():
    html = show("{% field form.title %}", form=Initiative({"role": "lead"}))

    help_at, error_at = html.index("The name used"), html.index("This field is required")
    assert help_at < error_at < html.index("<input")
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_how_the_machine_read_what_was_typed_stands_under_the_input():
    html = show('{% field form.title reads="May 1990" %}', form=Initiative())

    assert html.index("<input") < html.index("May 1990")


def test_a_choice_of_few_is_a_fieldset_with_its_question():
    html = show("{% field form.role %}", form=Initiative())

    assert "<legend" in html
    assert "Lead" in html


def test_the_summary_links_every_error_to_its_field():
    form = Initiative({})
    parties = Parties({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-DELETE": "on"})
    html = show("{% error_summary form parties %}", form=form, parties=parties)

    assert '<a href="#id_title">Title: This field is required.</a>' in html
    assert "The end lies before the start." in html
    assert 'href="#id_role"' in html


def test_the_summary_links_into_the_rows_of_a_formset():
    sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-actor": ""}

    assert 'href="#id_form-0-actor"' in show("{% error_summary rows %}", rows=Parties(sent))


def test_nothing_wrong_gives_no_summary():
    assert show("{% error_summary form %}", form=Initiative()).strip() == ""


def test_the_link_of_the_summary_leads_to_something_on_the_page():
    form = Initiative({})
    page = show("{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=form)

    for name in ["title", "role"]:
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}"' in page


def test_a_formset_carries_an_empty_row_for_the_script_to_copy():
    row = engines["django"].from_string("{{ form.actor }}").template
    html = include("rows", formset=Parties(), add="Add a party", row=row)

    assert "<template" in html
    assert "form-__prefix__-actor" in html
    assert 'name="add_row" value="form"' in html


def test_what_was_typed_comes_back_escaped():
    form = Initiative({"title": HOSTILE})

    assert "<script" not in show("{% field form.title %}", form=form)
