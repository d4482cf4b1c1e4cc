"""Proposing that a tag of a case should change, and deciding that."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from annotate.actions import proposals as verbs
from annotate.actions.cases import NotReady
from annotate.actions.change import EditConflict
from annotate.forms.proposals import AnswerForm, ProposalForm
from annotate.models import Case, Proposal

from .access import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("tag.propose")
def propose(request, pk):
    """`?code=` names the tag beside which somebody chose to propose a change."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        form = ProposalForm(request.POST, instance=Proposal(case=case))
        if form.is_valid() and proposed(form, request.user):
            messages.success(request, "Proposed. A curator decides, and you read the answer here.")
            return redirect("annotate:home")
    else:
        code = request.GET.get("code", "")
        initial = {"code": code, "kind": "remove"} if code else {"kind": "add"}
        form = ProposalForm(initial=initial)
    return render(request, "annotate/proposals/form.html", {"case": case, "form": form})


def proposed(form, user):
    """Whether the verb took it; what it refused stands at the form's fields."""
    try:
        verbs.propose(form.instance, by=user)
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


@require_POST
@needs("coding.settle")
def accept(request, pk):
    return decide(request, pk, verbs.accept_proposal, "Accepted, and the tag is changed.")


@require_POST
@needs("coding.settle")
def decline(request, pk):
    return decide(request, pk, verbs.decline_proposal, "Declined; the proposer reads your words.")


@require_POST
@needs("tag.propose")
def withdraw(request, pk):
    return decide(request, pk, withdrawn, "Withdrawn.", back="annotate:home")


def withdrawn(proposal, *, answer, version, by):
    return verbs.withdraw_proposal(proposal, version=version, by=by)


def decide(request, pk, verb, done, back="annotate:disputes"):
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {"version": 0, "answer": ""}
    try:
        verb(proposal, **said, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except NotReady as refusal:
        messages.error(request, f"Not accepted, for the case is published: {refusal}")
    except EditConflict:
        messages.error(request, "Somebody has decided this proposal since you opened the page.")
    else:
        messages.success(request, done)
    return redirect(back)
