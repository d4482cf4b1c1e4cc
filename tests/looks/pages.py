"""Two small pages, a list and a form, on which a browser tries the scripts."""

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import path

from annotate.views.access import needs

PAGE = """
{% extends "annotate/bare.html" %}
{% load parts static %}
{% block title %}A page{% endblock %}
{% block head %}
<script type="module" src="{% static "annotate/js/main.js" %}"></script>
{% endblock %}
{% block foot %}{% include "annotate/parts/theme.html" only %}{% endblock %}
{% block dialogs %}{% include "annotate/parts/keys.html" only %}{% endblock %}
{% block main %}BODY{% endblock %}
"""
LIST = """
<h1>Cases</h1>
<label>Words <input name="q" data-key="/" data-key-label="search"></label>
<a href="/form/" data-key="g f">Form</a>
<button data-copy="cite" data-key="y">Copy</button><p id="cite">Oslo channel (PI-0003)</p>
{% definition code %}
<table data-key-rows><tbody>
<tr><td><a href="/?case=1">Oslo channel</a></td></tr>
<tr><td><a href="/?case=2">Aceh talks</a></td></tr>
</tbody></table>
"""
FORM = """
<h1>New case</h1>
<form method="post" data-autosave-url="/autosave/">{% csrf_token %}
{% include "annotate/parts/save_state.html" with at=at only %}
{% field form.title %}{% field form.country %}{% field form.countries %}
{% include "annotate/parts/rows.html" with formset=parties add="Add a party" row=row only %}
<button data-save>Save</button>
</form>
"""
ROW = """<div data-row><label>Actor {{ form.actor }}</label>
{% include "annotate/parts/row_remove.html" with form=form only %}</div>"""


class Initiative(forms.Form):
    NAMES = [("NOR", "Norway"), ("CIV", "Côte d’Ivoire"), ("PSE", "Palestine")]
    search = {"data-combobox": ""}

    title = forms.CharField(required=False)
    country = forms.ChoiceField(
        choices=[("", ""), *NAMES], required=False, widget=forms.Select(attrs=search)
    )
    countries = forms.MultipleChoiceField(
        choices=NAMES, required=False, widget=forms.SelectMultiple(attrs=search)
    )


class Party(forms.Form):
    actor = forms.CharField(required=False)


Parties = forms.formset_factory(Party, extra=1, can_delete=True)
saved = []  # what autosave brought, latest last; a test empties it first


def render(body, request, **context):
    page = engines["django"].from_string(PAGE.strip().replace("BODY", body))
    return HttpResponse(page.render(context, request))


@needs("page.view")
def cases(request):
    code = {"pk": 4, "label": "Private citizen", "definition": "People act in their own name."}
    return render(LIST, request, code=code)


@needs("page.view")
def form(request):
    row = engines["django"].from_string(ROW).template
    return render(FORM, request, form=Initiative(), parties=Parties(), row=row, at=None)


@needs("page.view")
def autosave(request):
    if request.POST["title"] == "Refused":
        return JsonResponse({"message": "Ben saved this case at 12:02."}, status=409)
    if request.POST["title"] == "Signed out":
        return HttpResponse("<h1>You are signed out.</h1>", status=403)
    saved.append(request.POST)
    return JsonResponse({"saved": "12:04:31"})


urlpatterns = [path("", cases), path("form/", form), path("autosave/", autosave)]
