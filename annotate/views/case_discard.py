"""A case that was entered by mistake is discarded, once somebody has seen what goes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from annotate.actions.cases import WrongState
from annotate.actions.change import EditConflict, Gone
from annotate.actions.discarding import discard_case, may_discard, obstacle
from annotate.text import normalise

from .access import needs
from .case_form import case_to_edit
from .case_kept import whole_number

WHAT = {
    "tags": "tags, with their evidence",
    "participations": "parties and third parties",
    "citations": "cited sources",
    "documents": "stored texts",
    "events": "events",
    "places": "places",
    "case_countries": "countries",
    "verifications": "checks",
    "overrides": "overrides",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("case.edit")
def discard(request, pk):
    case = case_to_edit(request.user, pk)
    if not may_discard(request.user, case):
        raise PermissionDenied("A case is discarded by its owner or a curator.")
    return discarded(request, case) if request.method == "POST" else ask(request, case)


def ask(request, case):
    counts = [(getattr(case, name).count(), words) for name, words in WHAT.items()]
    counts.append((case.drafts.filter(user=request.user).count(), "your drafts of changes"))
    shown = {
        "case": case,
        "obstacle": obstacle(case),
        "goes": [(number, words) for number, words in counts if number],
    }
    return render(request, "annotate/case_form/discard.html", shown)


def discarded(request, case):
    said, pk = f"{case.public_id}, “{case}”, is discarded.", case.pk
    version = whole_number(request.POST.get("version"))
    why = normalise(request.POST.get("why", "")).strip()
    try:
        discard_case(case, version=version, by=request.user, why=why)
    except Gone as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:home")
    except EditConflict:
        messages.error(request, "Somebody has saved the case since. Look at it again first.")
        return redirect("annotate:case_discard", pk)
    except WrongState as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:case", pk)
    messages.success(request, said)
    return redirect("annotate:home")
