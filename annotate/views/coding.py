"""The workbench: a coder answers the codebook's questions about one case."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from annotate.actions.change import EditConflict, Gone
from annotate.actions.coding import NotOpen, refuse_closed, save_answers
from annotate.forms.answers.differences import differences
from annotate.forms.answers.material import Material
from annotate.forms.answers.sheet import TypedSheet
from annotate.forms.answers.stored import typed_coding, without
from annotate.models import Coding
from annotate.models.answer_sheet import AnswerSheet
from annotate.queries.coding import cases_to_code, coding_to_show, own_codings

from .access import needs
from .case_kept import whole_number
from .coding_page import show

CLOSED = "This coding is not given to you any more."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.answer")
def coding(request, pk):
    """`?document=45` shows that text."""
    case = get_object_or_404(cases_to_code(request.user), pk=pk)
    if request.method == "POST":
        return posted(request, case)
    found = coding_to_show(case, request.user)
    if not found:
        return no_coding(request, case)
    if not found.is_unfinished:
        return redirect("annotate:coding_answers", found.pk)
    stored = AnswerSheet.of(found)
    typed = TypedSheet(found, stored, typed_coding(found, stored), Material.of(case))
    return show(request, case, stored, typed)


def no_coding(request, case, status=200):
    """For the team, which may know that there is such a case."""
    shown = {
        "case": case,
        "in_pool": Coding.objects.in_pool().filter(case=case).exclude(coder=request.user).first(),
        "is_open_to_read": type(case).objects.visible_to(request.user).filter(pk=case.pk).exists(),
        "lost": own_codings(case, request.user).first(),
    }
    return render(request, "annotate/coding/none.html", shown, status=status)


def posted(request, case):
    """All that is stored becomes what is sent; or nothing does, and it is said why."""
    found = coding_posted(request, case)
    if not found:
        if wants_json(request):
            return refused(403, {"said": CLOSED})
        return no_coding(request, case, status=403)
    typed = typed_sheet(request, case, found)
    if typed.errors:
        if wants_json(request):
            return refused(400, {"errors": typed.errors})
        return show(request, case, AnswerSheet.of(found), typed, status=400)
    try:
        save_answers(
            found,
            typed.answers(),
            none_apply=typed.none_apply,
            note=typed.note,
            version=typed.version,
            by=request.user,
        )
    except NotOpen as refusal:
        return closed(request, case, typed, refusal)
    except EditConflict as refusal:
        return overtaken(request, case, typed, refusal)
    return saved(request, typed, AnswerSheet.of(found))


def coding_posted(request, case):
    """The one that the page was of; it may have been submitted, or given away, meanwhile."""
    number = whole_number(request.POST.get("coding"))
    if number:
        return own_codings(case, request.user).filter(pk=number).first()
    return coding_to_show(case, request.user)


def typed_sheet(request, case, found):
    typed = without(request.POST, request.POST.get("remove", ""))
    return TypedSheet(found, AnswerSheet.of(found), typed, Material.of(case))


def saved(request, typed, sheet):
    """`sheet` is what is stored now."""
    if wants_json(request):
        return JsonResponse(what_is_saved(typed, sheet))
    return redirect(next_page(request, typed.coding))


def what_is_saved(typed, sheet):
    coding, open_ = typed.coding, sheet.unanswered
    present = {line.code.pk for line in typed.lines if line.value == "present"}
    return {
        "version": coding.version,
        "saved": f"{timezone.localtime(coding.saved_at):%H:%M:%S}",
        "answered": len(sheet.questions) - len(open_),
        "questions": len(sheet.questions),
        "unanswered": [dimension.key for dimension in open_],
        "implied": [
            line.code.pk for line in sheet.lines if line.is_present and line.code.pk not in present
        ],
    }


def next_page(request, coding):
    """What the button asked for: the review, or the same place of the page again."""
    if request.POST.get("then") == "review":
        return reverse("annotate:coding_submit", args=[coding.case_id])
    messages.success(request, "Saved.")
    address = reverse("annotate:coding", args=[coding.case_id])
    if document := whole_number(request.POST.get("document")):
        address = f"{address}?document={document}"
    name, _, _ = request.POST.get("remove", "").partition("=")
    code = whole_number(name.rpartition("-")[2])
    return f"{address}#code-{code}" if code else address


def overtaken(request, case, typed, refusal):
    """Another tab was quicker, unless the same was sent twice."""
    if isinstance(refusal, Gone):
        return closed(request, case, typed, CLOSED)
    now = own_codings(case, request.user).get(pk=typed.coding.pk)
    try:
        refuse_closed(now, request.user)
    except NotOpen as why:
        return closed(request, case, typed, why)
    sheet = AnswerSheet.of(now)
    again = TypedSheet(now, sheet, typed.typed, typed.material)
    found = differences(sheet, now, again)
    if not found:
        return saved(request, again, sheet)
    return compare(request, now, again, found)


def compare(request, now, typed, found):
    shown = {"coding": now, "differences": found, "fields": fields(typed, now)}
    if wants_json(request):
        html = render_to_string("annotate/coding/compare.html", shown, request)
        said = "Another tab saved this coding first. Your answers are kept here."
        return refused(409, {"said": said, "version": now.version, "compare": html})
    return render(request, "annotate/coding/compare_page.html", shown, status=409)


def fields(typed, now):
    """All that was sent, to be sent again over what is stored now."""
    sent = [
        (name, value)
        for name, values in typed.typed.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "version", "remove", "then"}
    ]
    return [*sent, ("version", now.version)]


def closed(request, case, typed, refusal):
    """What was sent stands beside what is stored, so that nothing of it is lost."""
    if wants_json(request):
        return refused(403, {"said": str(refusal)})
    sheet = AnswerSheet.of(typed.coding)
    found = differences(sheet, typed.coding, typed)
    shown = {"case": case, "coding": typed.coding, "why": refusal, "differences": found}
    return render(request, "annotate/coding/closed.html", shown, status=403)


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


def refused(status, said):
    return JsonResponse(said, status=status)
