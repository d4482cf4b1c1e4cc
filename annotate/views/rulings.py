"""The rulings: read by everybody, made and withdrawn by adjudicators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from annotate.actions import rulings as verbs
from annotate.actions.change import EditConflict
from annotate.forms.rulings import RulingForm, WithdrawForm
from annotate.models import Code, Decision, Ruling, Settlement
from annotate.permissions import allowed
from annotate.queries.rulings import rulings_for

from .access import needs
from .case_kept import whole_number

NOT_SETTLED = "A ruling is made of a settled difference, on the page where its case is settled."


@require_safe
@needs("codebook.view")
def rulings(request):
    shown = rulings_for(request.user)
    context = {
        "in_force": [one for one in shown if not one.ruling.withdrawn_at],
        "withdrawn": [one for one in shown if one.ruling.withdrawn_at],
        "may_withdraw": allowed(request.user, "ruling.make"),
    }
    return render(request, "annotate/rulings/list.html", context)


@require_POST
@needs("ruling.make")
def make(request):
    """Of a settled difference, named by the number of its decision."""
    decision = decision_named(request)
    if not decision:
        messages.error(request, NOT_SETTLED)
        return redirect("annotate:rulings")
    form = RulingForm(request.POST, codes=codes_settled_with(decision))
    if not decision.settlement.settled_at:
        form.add_error(None, NOT_SETTLED)
    if not form.is_valid():
        return typed(request, form, decision)
    said = form.cleaned_data
    made = verbs.make_ruling(said["text"], list(said["codes"]), decision=decision, by=request.user)
    messages.success(request, f"{made} is in force.")
    return redirect(made)


def typed(request, form, decision):
    settlement = decision.settlement
    address = f"{settlement.get_absolute_url()}?round={settlement.round_id}"
    shown = {"form": form, "decision": decision, "settlement_url": address}
    return render(request, "annotate/rulings/form.html", shown)


def decision_named(request):
    settlements = Settlement.objects.visible_to(request.user).order_by()
    decisions = Decision.objects.filter(settlement__in=settlements.values("pk"))
    named = whole_number(request.POST.get("decision"))
    return decisions.select_related("settlement__case", "code").filter(pk=named).first()


def codes_settled_with(decision):
    return Code.objects.filter(decisions__settlement=decision.settlement_id)


@require_POST
@needs("ruling.make")
def withdraw(request, pk):
    ruling = get_object_or_404(Ruling, pk=pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Say why {ruling} no longer holds.")
        return redirect("annotate:rulings")
    try:
        verbs.withdraw_ruling(ruling, **form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except EditConflict as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{ruling} is withdrawn.")
    return redirect("annotate:rulings")
