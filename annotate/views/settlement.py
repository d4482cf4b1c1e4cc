"""Where an adjudicator settles what several coders said of one case."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotate.actions import settlement as verbs
from annotate.actions.cases import NotReady
from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen
from annotate.forms.settlement import ReopenForm, SettleForm
from annotate.models import Case
from annotate.models.sheet import Problem
from annotate.queries.disputes import disputes_page
from annotate.queries.proposals import proposals_to_decide
from annotate.queries.settlement import last_chooser, settling

from .access import needs
from .case_kept import whole_number
from .settlement_page import address, page, settled_page

UNKNOWN = "There is no such round of this case."


@require_safe
@needs("coding.settle")
def disputes(request):
    page = disputes_page(request.user, request.GET.get("page"))
    shown = {"page": page, "proposals": proposals_to_decide(request.user)}
    return render(request, "annotate/settlement/disputes.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.settle")
def settle(request, pk):
    case = case_to_settle(request, pk)
    found = asked_for(request, case)
    if request.method == "POST" and found and not found.is_coding:
        return posted(request, found)
    return page(request, found) if found else nothing(request, case)


def nothing(request, case):
    shown = {"case": case, "is_coding": False}
    return render(request, "annotate/settlement/nothing.html", shown)


def case_to_settle(request, pk):
    """Also one that the adjudicator may not see while coding it: the page says no more of it."""
    return get_object_or_404(Case.objects.known_to(request.user).defer("narrative"), pk=pk)


def asked_for(request, case):
    asked = request.GET.get("round")
    number = whole_number(asked)
    found = settling(case, number, request.user) if number or not asked else None
    if asked and not found:
        raise Http404(UNKNOWN)
    return found


def posted(request, found):
    form = SettleForm(found, request.POST)
    if not form.is_valid():
        return once_more(request, form, [])
    try:
        kept = keep(form, request.user)
    except EditConflict as conflict:
        return beside_theirs(request, form, conflict.theirs)
    except verbs.AlreadySettled as refusal:
        return overtaken(request, form, refusal)
    except verbs.NotToSettle as refusal:
        return once_more(request, form, [Problem("main", str(refusal))])
    then = STEPS.get(request.POST.get("then"), kept_only)
    return then(request, form, kept)


def keep(form, user):
    found, said = form.settling, form.cleaned_data
    seen = {"seen": said["seen"], "version": said["version"]}
    return verbs.save_decisions(found.case, found.round, form.decisions(), **seen, by=user)


def kept_only(request, form, kept):
    messages.success(request, "Kept. Nothing is settled yet.")
    return redirect(address(form.settling))


def settled(request, form, kept):
    said = form.cleaned_data
    how = {"seen": said["seen"], "without_open": said["without_open"]}
    try:
        verbs.settle(kept, version=kept.version, by=request.user, **how)
    except verbs.Undecided as refusal:
        return once_more(request, form, refusal.problems)
    except NotReady as refusal:
        return once_more(request, form, in_the_form(refusal.problems, kept.case_id))
    except verbs.AlreadySettled as refusal:
        return overtaken(request, form, refusal)
    except (verbs.NotToSettle, EditConflict) as refusal:
        return once_more(request, form, [Problem("main", str(refusal))])
    messages.success(request, "Settled. The case says so from now on.")
    return redirect(address(form.settling))


def in_the_form(problems, case):
    """A rule for published cases is kept there, where nothing of this page can."""
    form = reverse("annotate:case_edit", args=[case])
    return [replace(one, address=one.address or f"{form}#{one.field}") for one in problems]


def sent_back(request, form, kept):
    chosen = set(request.POST.getlist("back"))
    codings = [one for one in form.settling.comparison.codings if str(one.pk) in chosen]
    reason = form.cleaned_data["back_reason"]
    try:
        verbs.return_to_coders(codings, reason=reason, by=request.user)
    except ValidationError as refusal:
        return once_more(request, form, [Problem("back", one) for one in refusal.messages])
    except (NotOpen, EditConflict) as refusal:
        return once_more(request, form, [Problem("back", str(refusal))])
    names = " and ".join(str(one.coder) for one in codings)
    messages.success(request, f"Returned to {names}.")
    return redirect(address(form.settling))


STEPS = {"settle": settled, "return": sent_back}


def once_more(request, form, problems, **more):
    """The same choices on the page as it stands now, with what keeps them from being settled."""
    found = settling(form.settling.case, form.settling.round.pk, request.user)
    again = SettleForm.once_more(found, request.POST)
    return page(request, found, again, problems=problems, typed=again.left_over(), **more)


def beside_theirs(request, form, settlement):
    """Somebody else chooses answers for the same case; theirs stand beside what was typed."""
    theirs = settling(form.settling.case, form.settling.round.pk, request.user).decisions
    who = chooser(settlement, request.user)
    words = (
        f"{who} chosen answers for this case since you opened this page. What you chose here stands"
        " below, and the other answers beside it. Keeping it again puts it in their place."
    )
    return once_more(request, form, [Problem("main", words)], theirs=theirs)


def chooser(settlement, user):
    """Who has; it may be oneself, in another window."""
    who = last_chooser(settlement)
    return "You have" if who == user else f"{who or 'Somebody else'} has"


def overtaken(request, form, refusal):
    """What was settled, beside what somebody else had chosen meanwhile."""
    found = settling(form.settling.case, form.settling.round.pk, request.user)
    typed = [one for one in form.decisions() if one.value or one.reason] + form.left_over()
    problems = [Problem("main", str(refusal))]
    return settled_page(request, found, problems=problems, typed=typed)


@require_POST
@needs("coding.settle")
def settle_again(request, pk):
    found = settled_one(request, pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return settled_page(request, found, form)
    said = form.cleaned_data
    try:
        verbs.open_again(
            found.settlement, reason=said["reason"], version=said["version"], by=request.user
        )
    except (EditConflict, verbs.NotToSettle) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Open again. The tags stay until it is settled anew.")
    return redirect(address(found))


def settled_one(request, pk):
    found = asked_for(request, case_to_settle(request, pk))
    if not found or not found.is_settled or found.is_coding:
        raise Http404("Nothing is settled here.")
    return found


@require_POST
@needs("coding.settle")
def settle_draft(request, pk):
    """Keeps what is chosen, as it is chosen. Answers with the time; 409 where others were first."""
    found = asked_for(request, case_to_settle(request, pk))
    if not found or found.is_coding:
        return JsonResponse({"message": "there is nothing for you to settle here"}, status=400)
    form = SettleForm(found, request.POST)
    if not form.is_valid():
        return JsonResponse({"message": "something on this page cannot be read"}, status=400)
    try:
        kept = keep(form, request.user)
    except EditConflict as conflict:
        who = chooser(conflict.theirs, request.user)
        words = f"{who} chosen answers since you opened this page. “Keep” shows both"
        return JsonResponse({"message": words}, status=409)
    except verbs.AlreadySettled as refusal:
        return JsonResponse({"message": f"{refusal} “Keep” shows both"}, status=409)
    except verbs.NotToSettle as refusal:
        return JsonResponse({"message": f"{refusal} “Keep” shows what stands now"}, status=409)
    saved = timezone.localtime(kept.saved_at).strftime("%H:%M:%S")
    return JsonResponse({"saved": saved, "fields": {"version": kept.version}})
