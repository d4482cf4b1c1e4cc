"""The form kept as it is typed, so that nothing is lost before it is saved."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from annotate.actions import drafts
from annotate.models import Case

from .access import needs
from .case_form import case_to_edit, keep_typed


@require_POST
@needs("case.create")
def keep_new(request):
    return kept(request, Case())


@require_POST
@needs("case.edit")
def keep(request, pk):
    return kept(request, case_to_edit(request.user, pk))


def kept(request, case):
    """Answers with the time; 409 if somebody else has saved the case since it was opened."""
    draft = keep_typed(request, case)
    if case.pk and case.version != draft.version_seen:
        words = "somebody else has saved this case; save yours to compare the two"
        return JsonResponse({"message": words}, status=409)
    return JsonResponse({"saved": timezone.localtime(draft.saved_at).strftime("%H:%M:%S")})


@require_POST
@needs("case.create")
def discard_new(request):
    drafts.discard(case=None, by=request.user)
    return redirect("annotate:case_new")


@require_POST
@needs("case.edit")
def discard(request, pk):
    drafts.discard(case=case_to_edit(request.user, pk), by=request.user)
    return redirect("annotate:case_edit", pk)
