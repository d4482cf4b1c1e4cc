"""The page of the form, whatever brought it up."""

from dataclasses import dataclass

from django.shortcuts import render

from annotate.derivation import derive
from annotate.forms.entry.fields import how_read
from annotate.forms.entry.sections import sections
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
    shown = {
        "entry": entry,
        "case": entry.case,
        "besides": {name: entry.typed.get(name, "") for name in BESIDES},
        "sections": sections(entry),
        "derived": derived_values(entry),
        "reads": reads(entry.typed),
        "similar": similar_cases(entry, request.user),
        "missing": missing(entry),
        "unsaved": request.method == "POST" or "draft" in request.GET,
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


def derived_values(entry):
    """What the rules say of what is typed, as far as it is in order."""
    judged = entry if entry.judged else entry.to_judge()
    said = derive(judged.facts())
    return [derived_value(form, said.get(form.dimension.key)) for form in entry.overrides]


def derived_value(form, derived):
    if not derived:
        return DerivedValue(form.dimension, [], "No rule computes this.", form)
    labels = [code.label for code in form.code_of.values() if code.key in derived.codes]
    return DerivedValue(form.dimension, labels, derived.rule, form)


def reads(typed):
    """How the dates were understood, in a line each; "" for what is blank or wrong."""
    return {name: line_about(typed.get(name, "")) for name in ("start", "end")}


def line_about(text):
    understood = how_read(text)
    if not understood:
        return ""
    words, span = understood
    return f"✓ {words}; filters treat it as {span}" if span else f"✓ {words}"
