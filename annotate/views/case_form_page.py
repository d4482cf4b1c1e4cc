"""The page of the form, whatever brought it up."""

from dataclasses import dataclass

from django.shortcuts import render

from annotate.derivation import derive
from annotate.forms.entry.awaited import awaited, without_role
from annotate.forms.entry.sections import sections
from annotate.forms.entry.since_opened import latest_number
from annotate.models.readiness import problems
from annotate.models.vocabularies import State
from annotate.queries.duplicates import similar

# What the page shows outside of fields.
BESIDES = ["draft_seen", "form_key", "page_key", "seen", "title", "version", "why"]


@dataclass(frozen=True)
class DerivedValue:
    """What a rule answers; `form` takes what a person says instead."""

    dimension: object
    labels: list
    rule: str
    form: object


def show(request, entry, *, broken=(), conflict=None):
    """`broken`: rules that a published case would no longer keep. `conflict`: see `case_merge`."""
    unsaved = request.method == "POST" or "draft" in request.GET
    judged = entry if entry.judged else entry.to_judge()
    shown = {
        "entry": entry,
        "case": entry.case,
        "besides": {name: entry.typed.get(name, "") for name in BESIDES},
        "sections": sections(judged if unsaved else entry),
        "derived": derived_values(judged, entry.overrides),
        "similar": similar_cases(entry, request.user),
        "missing": missing(entry),
        "unsaved": unsaved,
        "codebook": latest_number(),
        "broken": broken,
        "conflict": conflict,
    }
    return render(request, "annotate/case_form/page.html", shown)


def missing(entry):
    """What the stored case lacks for publishing. After a refused save the errors come first."""
    case = entry.case
    if entry.judged or not case.pk or case.state == State.PUBLISHED:
        return []
    return problems(case)


def similar_cases(entry, user):
    if entry.typed.get("is_different"):
        return []
    return similar(entry.typed.get("title", "").strip(), user=user, but=entry.case.pk)


def derived_values(judged, forms):
    """What the rules say of what is typed; `forms` are those of the overrides, judged or not."""
    said = derive(judged.facts())
    return [derived_value(judged, form, said.get(form.dimension.key)) for form in forms]


def derived_value(judged, form, derived):
    key = form.dimension.key
    if not derived:
        return DerivedValue(form.dimension, [], "No rule computes this.", form)
    if words := awaited(judged, key):
        return DerivedValue(form.dimension, [], words, form)
    labels = [code.label for code in form.code_of.values() if code.key in derived.codes]
    words = "" if labels else without_role(judged, key)
    return DerivedValue(form.dimension, labels, words or derived.rule, form)
