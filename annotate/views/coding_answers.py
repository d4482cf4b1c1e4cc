"""One coding, read by whoever may."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotate.models import Case, Coding
from annotate.models.answer_sheet import AnswerSheet
from annotate.queries.coder_names import name_for
from annotate.queries.coding import submissions_compared

from .access import needs


@require_safe
@needs("codings.view")
def coding_answers(request, pk):
    """What it answers now; of one that was opened again, its first submission and its latest."""
    visible = Coding.objects.visible_to(request.user)
    found = get_object_or_404(
        visible.select_related("case", "coder", "round", "codebook_version"), pk=pk
    )
    sheet, cases = AnswerSheet.of(found), Case.objects.visible_to(request.user)
    counts = sheet.counts()
    shown = {
        "coding": found,
        "coder": name_for(found.coder, request.user) if found.coder else "nobody yet",
        "case": found.case,
        "sheet": sheet,
        "present": counts["present"],
        "cannot_tell": counts["cannot-tell"],
        "absent": counts["absent"],
        "is_own": found.coder_id == request.user.pk,
        "is_open_to_read": cases.filter(pk=found.case_id).exists(),
        "compared": submissions_compared(found, sheet),
    }
    return render(request, "annotate/coding/answers.html", shown)
