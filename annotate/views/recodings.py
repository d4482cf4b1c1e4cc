"""Cases whose answer somebody has to look at again, since a code was redefined or split."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from annotate.actions import steps
from annotate.actions.change import EditConflict
from annotate.models import Recoding
from annotate.queries.steps import waiting, with_answers, with_words

from .access import needs
from .case_kept import whole_number

ROWS = 50


@require_safe
@needs("codebook.edit")
def recodings(request):
    page = Paginator(waiting(request.user), ROWS).get_page(request.GET.get("page"))
    rows = with_answers(list(page))
    by_step = [(step, list(rows)) for step, rows in groupby(rows, key=lambda row: row.step)]
    with_words([step for step, _ in by_step])
    return render(request, "annotate/steps/recodings.html", {"page": page, "by_step": by_step})


@require_POST
@needs("codebook.edit")
def looked_at(request, pk):
    row = get_object_or_404(Recoding.objects.visible_to(request.user), pk=pk)
    try:
        version = whole_number(request.POST.get("version"))
        steps.looked_at(row, version=version, by=request.user)
    except (EditConflict, ValidationError) as refusal:
        said = getattr(refusal, "messages", [f"{refusal} Look at it again."])
        messages.error(request, " ".join(said))
    else:
        messages.success(request, f"“{row.case}” is done.")
    return redirect("annotate:recodings")
