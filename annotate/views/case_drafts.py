"""The form kept as it is typed, so that nothing is lost before it is saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from annotate.actions import drafts
from annotate.actions.drafts import OpenedBefore
from annotate.models import Case

from .access import needs
from .case_form import case_to_edit
from .case_kept import GONE, address_of, form_address, keep_beyond, keep_typed, why_beside
from .case_moved import PUBLISHED, seen_case

OVERTAKEN = "somebody else has saved this case; save yours to compare the two"


@require_POST
@needs("case.create")
def keep_new(request):
    return kept(request, Case())


@require_POST
@needs("case.edit")
def keep(request, pk):
    try:
        case = case_to_edit(request.user, pk)
    except (Http404, PermissionDenied) as refusal:
        return kept_in_vain(request, seen_case(request.user, pk), refusal)
    return kept(request, case)


def kept(request, case):
    """Answers with the time; 409 if somebody else has saved the case since it was opened."""
    try:
        draft = keep_typed(request, case)
    except OpenedBefore as refusal:
        return after_opening(request, refusal.form)
    if case.pk and case.version != draft.version_seen:
        return answer(draft, address_of(draft), OVERTAKEN, status=409)
    if words := why_beside(draft, request.POST):
        return beside(request, draft, words)
    return answer(draft, address_of(draft))


def kept_in_vain(request, case, refusal):
    """The case was published meanwhile, or is gone: 409, for what is typed cannot be saved."""
    if "form_key" not in request.POST:
        raise refusal
    try:
        draft = keep_typed(request, case)
    except OpenedBefore as before:
        return after_opening(request, before.form)
    words = PUBLISHED if case.pk else GONE
    return answer(draft, address_of(draft), words, status=409)


def beside(request, draft, words):
    """Leads to the page that offers both drafts; sent late, it is read there as well."""
    if "late" in request.POST:
        messages.warning(request, words)
    return answer(draft, form_address(draft.case), words)


def after_opening(request, form):
    """A page that is still open, or was gone back to, after its form has opened a case."""
    words = f"this form was saved already, as {form.case.public_id}"
    if draft := keep_beyond(request, form):
        words += "; your changes to it are kept"
        return answer(draft, address_of(draft), words, fields={})
    now = timezone.localtime().strftime("%H:%M:%S")
    return JsonResponse({"saved": now, "message": words, "draft": form_address(form.case)})


def answer(draft, address, words="", status=200, fields=None):
    """`fields` are for the next time; `draft` is where one goes on with what is kept."""
    saved = timezone.localtime(draft.saved_at).strftime("%H:%M:%S")
    if fields is None:
        fields = {"form_key": draft.form_key, "draft_seen": draft.revision}
    said = {"saved": saved, "fields": fields, "draft": address}
    return JsonResponse(said | ({"message": words} if words else {}), status=status)


@require_POST
@needs("case.create")
def discard_new(request):
    return discarded(request, Case())


@require_POST
@needs("case.edit")
def discard(request, pk):
    """Also of a case that one may not edit any more: what one typed is one's own."""
    try:
        return discarded(request, case_to_edit(request.user, pk))
    except (Http404, PermissionDenied):
        return discarded(request, None)


def discarded(request, case):
    drafts.discard(form_key=request.POST.get("form_key", ""), by=request.user)
    return redirect(form_address(case) if case else "annotate:home")
