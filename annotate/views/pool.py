"""Codings change hands: taken from the pool, given to somebody else, opened again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from annotate.actions import coding as coding_verbs
from annotate.actions import pool
from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen
from annotate.forms.rounds import AssignForm, CoderForm, ReopenForm
from annotate.models import Case, Coding, Round

from .access import needs
from .case_kept import whole_number


@require_POST
@needs("coding.answer")
def take(request, pk):
    coding = find(request, pk)
    version = whole_number(request.POST.get("version"))
    try:
        taken = pool.take(coding, version=version, by=request.user)
    except EditConflict:
        return too_late(request, coding)
    except NotOpen as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:home")
    messages.success(request, "It is yours to code.")
    return redirect(taken)


def too_late(request, coding):
    """Somebody else took it, or the same person by pressing twice."""
    if Coding.objects.of(request.user).unfinished().filter(case=coding.case_id).exists():
        return redirect(coding)
    messages.error(
        request, f"Somebody else was quicker with “{coding.case}”. Here is what is left."
    )
    return redirect("annotate:home")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.assign")
def assign(request, pk):
    coding = find(request, pk)
    form = AssignForm(request.POST or None, initial={"version": coding.version})
    if form.is_valid() and done(form, pool.assign, coding, by=request.user):
        messages.success(request, given_to(form.cleaned_data["coder"], coding.case))
        return redirect(coding.round)
    return render(request, "annotate/rounds/assign.html", {"form": form, "coding": coding})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.reopen")
def reopen(request, pk):
    coding = find(request, pk)
    form = ReopenForm(request.POST or None, initial={"version": coding.version})
    if form.is_valid() and done(form, coding_verbs.reopen, coding, by=request.user):
        messages.success(request, f"{coding.coder} can change the coding of “{coding.case}” again.")
        return redirect(coding.round)
    return render(request, "annotate/rounds/reopen.html", {"form": form, "coding": coding})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.assign")
def add(request, pk, case_pk):
    """One more coding of a case; the form's version is how many there were."""
    round_ = get_object_or_404(Round, pk=pk)
    codings = Coding.objects.known_to(request.user).filter(round=round_, case=case_pk).standing()
    case = get_object_or_404(Case.objects.filter(pk__in=codings.order_by().values("case")))
    form = CoderForm(request.POST or None, initial={"version": codings.count()})
    if form.is_valid() and done(form, add_place, round_, case, by=request.user):
        messages.success(request, given_to(form.cleaned_data["coder"], case))
        return redirect(round_)
    context = {"form": form, "round": round_, "case": case, "codings": codings}
    return render(request, "annotate/rounds/add.html", context)


def add_place(round_, case, *, coder, version, by):
    return pool.add_place(round_, case, coder, expected=version, by=by)


def given_to(coder, case):
    return f"“{case}” is {f'given to {coder}' if coder else 'in the pool, for anybody to take'}."


def done(form, verb, *rows, by):
    """Whether the verb did it; what it refused stands in the form."""
    try:
        verb(*rows, **form.cleaned_data, by=by)
    except EditConflict as refusal:
        form.add_error(None, f"{refusal} Nothing was done; go back to the round and look again.")
    except NotOpen as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return form.is_valid()


def find(request, pk):
    codings = Coding.objects.known_to(request.user).select_related("case", "coder", "round")
    return get_object_or_404(codings, pk=pk)
