"""The workbench: a coder answers the codebook's questions about one case."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from annotate.forms.answers.material import Material
from annotate.forms.answers.sheet import TypedSheet
from annotate.forms.answers.stored import typed_coding
from annotate.models import Case, Coding
from annotate.models.answer_sheet import AnswerSheet
from annotate.queries.coding import cases_to_code, coding_to_show, left_alone

from .access import needs
from .coding_meant import coding_meant
from .coding_page import show
from .coding_save import save, wants_json

GIVEN_AWAY = "This coding is not given to you any more."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.answer")
def coding(request, pk):
    """`?document=45` shows that text."""
    case = get_object_or_404(cases_to_code(request.user), pk=pk)
    if request.method == "POST":
        found = coding_meant(request, case)
        return save(request, case, found) if found else not_given(request, case)
    found = coding_to_show(case, request.user)
    if not found:
        return no_coding(request, case)
    if not found.is_unfinished:
        return redirect("annotate:coding_answers", found.pk)
    stored = AnswerSheet.of(found)
    typed = TypedSheet(found, stored, typed_coding(found, stored), Material.of(case))
    return show(request, case, stored, typed)


def not_given(request, case):
    if wants_json(request):
        return JsonResponse({"said": GIVEN_AWAY}, status=403)
    return no_coding(request, case, status=403)


def no_coding(request, case, status=200):
    """For the team, which may know that there is such a case."""
    free = Coding.objects.open_to(request.user).filter(case=case)
    shown = {
        "case": case,
        "in_pool": free.select_related("round").first(),
        "is_open_to_read": Case.objects.visible_to(request.user).filter(pk=case.pk).exists(),
        "lost": left_alone(case, request.user).first(),
    }
    return render(request, "annotate/coding/none.html", shown, status=status)
