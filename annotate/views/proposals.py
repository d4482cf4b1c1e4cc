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
from annotate.queries.proposals import with_names

from .access import needs

TOO_LATE = "Somebody has decided this proposal since you opened the page."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("tag.propose")
def propose(request, pk):
    """`?code=` names the tag beside which somebody chose to propose a change."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        form = ProposalForm(request.POST, case=case)
        if form.is_valid() and proposed(form, request.user):
            messages.success(request, "Proposed. A curator decides, and you read the answer here.")
            return redirect("annotate:home")
    else:
        code = request.GET.get("code", "")
        initial = {"code": code, "kind": "remove"} if code else {"kind": "add"}
        form = ProposalForm(initial=initial, case=case)
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


def decide(request, pk, verb, done):
    form = AnswerForm(request.POST)
    if form.is_valid() and decided(form, verb, proposal_to(request, pk), request.user):
        messages.success(request, done)
        return redirect("annotate:disputes")
    shown = {"form": form, "proposal": proposal_to(request, pk)}
    return render(request, "annotate/proposals/answer.html", shown)


def decided(form, verb, proposal, user):
    """Whether the verb took it; what it refused stands in the form."""
    try:
        verb(proposal, **form.cleaned_data, by=user)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    except NotReady as refusal:
        form.add_error(None, f"Not accepted, for the case is published: {refusal}")
    except EditConflict:
        form.add_error(None, TOO_LATE)
    return form.is_valid()


@require_POST
@needs("tag.propose")
def withdraw(request, pk):
    proposal, form = proposal_to(request, pk), AnswerForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        verbs.withdraw_proposal(proposal, version=version, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except EditConflict:
        messages.error(request, TOO_LATE)
    else:
        messages.success(request, "Withdrawn.")
    return redirect("annotate:home")


def proposal_to(request, pk):
    return get_object_or_404(with_names(Proposal.objects.visible_to(request.user)), pk=pk)
