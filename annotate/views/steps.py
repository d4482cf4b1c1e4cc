"""Curators change the codebook by steps, see them all, and undo them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotate.actions import steps
from annotate.actions.change import EditConflict
from annotate.actions.steps.taking import why_not
from annotate.forms.steps import FORMS, with_one_more
from annotate.models import Case, Code, CodebookStep
from annotate.models.vocabularies import StepKind
from annotate.permissions import allowed
from annotate.queries.steps import Impact, steps_log, with_words

from .access import needs
from .codebook import find_code
from .step_preview import NotAsSeen, preview, take

LINES = 30
MEANS = {
    StepKind.RENAME: "Another label for the same thing.",
    StepKind.REDEFINE: "Another definition or other rules; old answers may not hold.",
    StepKind.MERGE: "Into another code, which takes over its tags.",
    StepKind.SPLIT: "Into several new codes; each case gets the one that fits.",
    StepKind.RETIRE: "Ask it no more; its tags stay.",
    StepKind.MOVE: "Under another type of the dimension, or out of one.",
}
REFUSALS = (EditConflict, NotAsSeen, ValidationError, steps.CannotUndo)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("codebook.edit")
def change(request, dimension_key, key):
    """`?step=merge` chooses the step; a POST shows what it would do, a confirmed one takes it."""
    code = find_code(dimension_key, key)
    kind = request.GET.get("step")
    if kind not in FORMS or why_not(code):
        return choose(request, code)
    if "add_row" in request.POST:
        return show(request, code, kind, FORMS[kind](with_one_more(request.POST), code=code))
    confirmed = "confirmed" in request.POST
    form = FORMS[kind](request.POST or None, code=code, confirmed=confirmed)
    if confirmed and form.is_valid() and is_taken(request, kind, form):
        return redirect(code.get_absolute_url())
    seen = previewed(request, kind, form) if form.can_be_previewed() else None
    return show(request, code, kind, form, seen)


def previewed(request, kind, form):
    """None where the verb refuses, which the form then says."""
    version = form.cleaned_data["seen"]
    try:
        return preview(kind, form.code, form.given(), version=version, by=request.user)
    except REFUSALS as refusal:
        refuse(form, refusal)
        return None


def is_taken(request, kind, form):
    """Whether the step was taken; it is only as the curator saw it."""
    how = {name: form.cleaned_data[name] for name in ("why", "shown")}
    version = form.cleaned_data["seen"]
    try:
        step = take(kind, form.code, form.given(), **how, version=version, by=request.user)
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, f"Done. {step}")
    return True


def refuse(form, refusal):
    """The words stand over the form; what was typed stays, to be sent as of what stands now."""
    form.add_error(None, words(refusal))
    form.see_again(Code.objects.values_list("version", flat=True).get(pk=form.code.pk))


def words(refusal):
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def choose(request, code):
    standing = code.steps.standing().filter(kind__in=StepKind.that_retire()).first()
    return show(request, code, None, None, standing=standing)


def show(request, code, kind, form, seen=None, standing=None):
    shown = {
        "code": code,
        "dimension": code.dimension,
        "why_not": why_not(code),
        "standing": standing,
        "kinds": [(each, MEANS[each]) for each in FORMS],
        "kind": StepKind(kind) if kind else None,
        "means": MEANS.get(kind, ""),
        "form": form,
        "impact": Impact(code, request.user),
        "preview": seen,
    }
    return render(request, "annotate/steps/change.html", shown)


@require_safe
@needs("history.view")
def log(request):
    page = Paginator(steps_log(), LINES).get_page(request.GET.get("page"))
    found = with_words(list(page))
    may_undo = allowed(request.user, "codebook.edit")
    for step in found:
        step.obstacle = steps.obstacle(step) if may_undo and not step.undone_at else ""
    shown = {"page": page, "steps": found, "may_undo": may_undo}
    return render(request, "annotate/steps/log.html", shown)


@require_POST
@needs("codebook.edit")
def undo(request, pk):
    step = get_object_or_404(CodebookStep, pk=pk)
    try:
        left = steps.undo(step, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, f"Not undone. {words(refusal)}")
    else:
        messages.success(request, f"Undone: {step}.{that_stay(left, request.user)}")
    return redirect("annotate:steps")


def that_stay(cases, user):
    """The cases that were changed since the step, by their numbers; those one may see."""
    seen = Case.objects.visible_to(user).filter(pk__in=[case.pk for case in cases])
    named = ", ".join(case.public_id for case in seen)
    return f" Changed since, so left as they are: {named}." if named else ""
