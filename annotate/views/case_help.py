"""What the form learns from the server while it is filled in. Nothing here is saved."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from annotate.forms.entry.case_entry import CaseEntry
from annotate.forms.entry.sections import dates, sections
from annotate.models import Case
from annotate.queries.duplicates import similar
from annotate.queries.suggestions import SUGGESTERS, suggest
from annotate.text import normalise

from .access import needs
from .case_form import case_to_edit, whole_number
from .case_form_page import derived_values


@require_POST
@needs("case.create")
def derive_new(request):
    return derived(request, Case())


@require_POST
@needs("case.edit")
def derive(request, pk):
    return derived(request, case_to_edit(request.user, pk))


def derived(request, case):
    """Whatever on the page follows from what is typed: one answer for all of it."""
    entry = CaseEntry(case, user=request.user, typed=request.POST.copy())
    shown = {
        "derived": derived_values(entry, entry.overrides),
        "sections": sections(entry),
        "dates": dates(entry),
        "touched": entry.touched_codes,
    }
    return render(request, "annotate/case_form/live.html", shown)


@require_safe
@needs("case.edit")
def similar_titles(request):
    """`?title=…&case=12`: cases that may be the one being entered."""
    title = normalise(request.GET.get("title", "")).strip()
    but = whole_number(request.GET.get("case")) or None
    found = similar(title, user=request.user, but=but)
    return render(request, "annotate/case_form/similar.html", {"similar": found})


@require_safe
@needs("case.edit")
def suggestions(request, kind):
    """Options of a `<datalist>`. The words come under the name of whatever field asks."""
    if kind not in SUGGESTERS:
        raise Http404
    words = normalise(next(iter(request.GET.values()), "")).strip()
    found = suggest(kind, words, request.user) if words else []
    return render(request, "annotate/case_form/suggestions.html", {"found": found})
