"""What a coding says, looked through once more before it is submitted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from annotate.actions.change import EditConflict, Gone
from annotate.actions.coding import NotOpen, Unfinished, submit
from annotate.models.answer_sheet import AnswerSheet
from annotate.queries.coding import Due, cases_to_code, own_codings

from .access import needs
from .case_kept import whole_number
from .coding_meant import coding_meant


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.answer")
def coding_submit(request, pk):
    case = get_object_or_404(cases_to_code(request.user), pk=pk)
    found = coding_meant(request, case)
    if not found or not found.is_unfinished:
        return redirect("annotate:coding", pk)
    if request.method == "POST":
        return posted(request, case, found)
    return review(request, case, found)


def review(request, case, coding, *, confirmed=(), refusal="", status=200):
    """`confirmed`: the dimensions just ticked, should the page come back."""
    sheet = AnswerSheet.of(coding)
    counts = sheet.counts()
    shown = {
        "case": case,
        "coding": coding,
        "due": Due.of(coding),
        "sheet": sheet,
        "present": counts["present"],
        "cannot_tell": counts["cannot-tell"],
        "absent": counts["absent"],
        "problems": sheet.problems(),
        "unanswered": sheet.unanswered,
        "confirmed": confirmed,
        "refusal": refusal,
    }
    return render(request, "annotate/coding/submit.html", shown, status=status)


def posted(request, case, coding):
    keys = request.POST.getlist("none")
    confirmed = [one for one in AnswerSheet.of(coding).unanswered if one.key in keys]
    try:
        submit(
            coding,
            none_apply=confirmed,
            version=whole_number(request.POST.get("version")),
            by=request.user,
        )
    except (Gone, NotOpen) as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:coding", case.pk)
    except EditConflict:
        words = "This coding was changed in another tab. Look it through once more."
        return again(request, case, coding, confirmed, words, 409)
    except Unfinished as refusal:
        return again(request, case, coding, confirmed, f"Not submitted yet. {refusal}", 400)
    messages.success(request, "Submitted. Others who submitted theirs may now read your answers.")
    return redirect("annotate:coding_answers", coding.pk)


def again(request, case, coding, confirmed, refusal, status):
    now = own_codings(case, request.user).get(pk=coding.pk)
    return review(request, case, now, confirmed=confirmed, refusal=refusal, status=status)
