"""A case moves on: submitted, returned, published. Asked by buttons on its pages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from annotate.actions import cases
from annotate.actions.cases import NotReady, WrongState
from annotate.actions.change import EditConflict, Gone
from annotate.actions.unseen import UnseenCodes
from annotate.models import Case
from annotate.text import normalise

from .access import needs
from .case_form import whole_number


@require_POST
@needs("case.submit")
def submit(request, pk):
    return step(request, pk, cases.submit, "Submitted for review.")


@require_POST
@needs("case.publish")
def publish(request, pk):
    return step(request, pk, cases.publish, "Published. It is seen by {case.readers}.")


@require_POST
@needs("case.return")
def send_back(request, pk):
    reason = normalise(request.POST.get("reason", "")).strip()
    return step(request, pk, cases.send_back, "Returned to its authors.", reason=reason)


def step(request, pk, verb, done, **how):
    """Do it, or say why not, and back to the case, whose page lists what is missing.

    `done` may name the `{case}` as it then is.
    """
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    version = whole_number(request.POST.get("version"))
    try:
        verb(case, version=version, by=request.user, **how)
    except UnseenCodes as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:case_edit", pk)
    except Gone as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:home")
    except EditConflict as refusal:
        messages.error(request, f"{refusal} Look at it again before you decide.")
    except NotReady as refusal:
        messages.error(request, f"Not published yet: {refusal}")
    except (WrongState, ValidationError) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        messages.success(request, done.format(case=case))
    return redirect("annotate:case", pk)
