"""All that is stored of a coding becomes what is sent; or nothing does, and it is said why."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen, refuse_closed, save_answers
from annotate.forms.answers.differences import differences
from annotate.forms.answers.material import Material
from annotate.forms.answers.sheet import TypedSheet
from annotate.forms.answers.stored import without
from annotate.models.answer_sheet import AnswerSheet
from annotate.queries.coding import own_codings

from .case_kept import whole_number
from .coding_page import show

NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "version", "remove", "then"}


def save(request, case, coding):
    """`coding` is the user's own, in whatever state: what is stored of it may be shown."""
    stored = AnswerSheet.of(coding)
    sent = without(request.POST, request.POST.get("remove", ""))
    typed = TypedSheet(coding, stored, sent, Material.of(case))
    try:
        refuse_closed(coding, request.user)
        if typed.errors:
            return wrong(request, case, stored, typed)
        store(typed, request.user)
    except NotOpen as refusal:
        return closed(request, case, stored, typed, refusal)
    except EditConflict:
        return overtaken(request, case, typed)
    return saved(request, typed, AnswerSheet.of(coding))


def store(typed, user):
    said = {"none_apply": typed.none_apply, "note": typed.note, "version": typed.version}
    save_answers(typed.coding, typed.answers(), by=user, **said)


def wrong(request, case, stored, typed):
    if wants_json(request):
        return JsonResponse({"errors": typed.errors}, status=400)
    return show(request, case, stored, typed, status=400)


def saved(request, typed, sheet):
    """`sheet` is what is stored now."""
    if wants_json(request):
        return JsonResponse(what_is_saved(typed, sheet))
    return redirect(next_page(request, typed.coding))


def what_is_saved(typed, sheet):
    coding, open_ = typed.coding, sheet.unanswered
    ticked = {line.code for question in typed.questions for line in question.present}
    implied = [line.code.pk for line in sheet.lines if line.is_present and line.code not in ticked]
    return {
        "version": coding.version,
        "saved": f"{timezone.localtime(coding.saved_at):%H:%M:%S}",
        "answered": len(sheet.questions) - len(open_),
        "questions": len(sheet.questions),
        "unanswered": [dimension.key for dimension in open_],
        "implied": implied,
    }


def next_page(request, coding):
    """What the button asked for: the review, or the same place of the page again."""
    if request.POST.get("then") == "review":
        return reverse("annotate:coding_submit", args=[coding.case_id])
    messages.success(request, "Saved.")
    address = reverse("annotate:coding", args=[coding.case_id])
    if document := whole_number(request.POST.get("document")):
        address += f"?document={document}"
    name = request.POST.get("remove", "").partition("=")[0]
    code = whole_number(name.rpartition("-")[2])
    return f"{address}#code-{code}" if code else address


def overtaken(request, case, typed):
    """Another tab was quicker, unless the same was sent twice."""
    now = get_object_or_404(own_codings(case, request.user), pk=typed.coding.pk)
    sheet = AnswerSheet.of(now)
    try:
        refuse_closed(now, request.user)
    except NotOpen as why:
        return closed(request, case, sheet, typed, why)
    again = TypedSheet(now, sheet, typed.typed, typed.material)
    found = differences(sheet, now, again)
    return compare(request, now, again, found) if found else saved(request, again, sheet)


def compare(request, now, typed, found):
    shown = {"coding": now, "differences": found, "fields": to_send_again(typed, now)}
    if not wants_json(request):
        return render(request, "annotate/coding/compare_page.html", shown, status=409)
    said = {
        "said": "Another tab saved this coding first. Your answers are kept here.",
        "version": now.version,
        "compare": render_to_string("annotate/coding/compare.html", shown, request),
    }
    return JsonResponse(said, status=409)


def to_send_again(typed, now):
    """All that was sent, over what is stored now."""
    names = [name for name in typed.typed if name not in NOT_SENT_AGAIN]
    sent = [(name, value) for name in names for value in typed.typed.getlist(name)]
    return [*sent, ("version", now.version)]


def closed(request, case, stored, typed, refusal):
    """What was sent stands beside what is stored, so that nothing of it is lost."""
    if wants_json(request):
        return JsonResponse({"said": str(refusal)}, status=403)
    found = differences(stored, typed.coding, typed)
    shown = {"case": case, "why": refusal, "differences": found}
    return render(request, "annotate/coding/closed.html", shown, status=403)


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")
