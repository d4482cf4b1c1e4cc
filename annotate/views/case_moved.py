"""A form whose case was published, restricted or discarded while somebody typed into it.

What they typed is kept and shown to them. Of a case that they may not see nothing is said.
"""

from django.contrib import messages
from django.shortcuts import redirect, render

from annotate.actions.drafts import OpenedBefore
from annotate.forms.entry.case_entry import CaseEntry
from annotate.forms.entry.stored import fresh
from annotate.models import Case

from .case_kept import GONE, address_of, drafts_of, keep_typed, opened_before, shown_draft

PUBLISHED = "this case was published meanwhile, so only curators can save it; your text is kept"


def moved_on(request, pk, refusal):
    """Leads to what was typed; raises the `refusal` where there is nothing of it."""
    case = seen_case(request.user, pk)
    if "form_key" in request.POST:
        return typed_in_vain(request, case)
    kept = drafts_of(request.user, case)
    if case.pk and kept:
        return kept_text_page(request, case, kept)
    named = request.GET.get("draft")
    if found := next((draft for draft, _ in kept if draft.form_key == named), None):
        return redirect(address_of(found))
    raise refusal


def seen_case(user, pk):
    """The case, or a new one in place of one that is not there for this person."""
    return Case.objects.visible_to(user).select_related("conflict").filter(pk=pk).first() or Case()


def typed_in_vain(request, case):
    try:
        draft = keep_typed(request, case)
    except OpenedBefore as refusal:
        return opened_before(request, refusal.form)
    if not case.pk:
        messages.warning(request, GONE)
    return redirect(address_of(draft))


def kept_text_page(request, case, kept):
    """What one typed beside the case as it is, to be read and copied."""
    stored = fresh(case, request.user)
    entry = CaseEntry(case, user=request.user, typed=stored, judged=False)
    shown = [shown_draft(entry, draft, typed, stored) for draft, typed in kept]
    return render(request, "annotate/case_form/kept_text.html", {"case": case, "kept": shown})
