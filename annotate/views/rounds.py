"""Rounds: cases given out for coding, and how far that has come."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotate.actions.cases import WrongState
from annotate.actions.rounds import PlanChanged, open_round
from annotate.formats.tabular import write_csv
from annotate.forms.rounds import RoundForm
from annotate.models import Coding, Round
from annotate.queries import round_columns
from annotate.queries import rounds as queries
from annotate.queries.question import Question
from annotate.queries.round_preview import preview

from .access import needs
from .case_kept import whole_number
from .downloads import download


@require_safe
@needs("coding.assign")
def rounds(request):
    return render(request, "annotate/rounds/list.html", {"lines": queries.rounds(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.assign")
def new(request):
    """Typed, shown, and only then given out; the button says which."""
    step = request.POST.get("step", "")
    initial = {"question": request.GET.get("question", "")}
    form = RoundForm(request.POST or None, user=request.user, initial=initial)
    if step == "change" or not form.is_valid():
        return render(request, "annotate/rounds/new.html", {"form": form})
    if step == "open":
        return opened(request, form)
    return show_plan(request, form)


def show_plan(request, form, status=200):
    context = {"form": form, "plan": form.plan, "preview": preview(form.plan)}
    return render(request, "annotate/rounds/preview.html", context, status=status)


def opened(request, form):
    """What is given out is what was shown, or nothing is."""
    plan, shown = form.plan, request.POST.get("shown") or "nothing"
    try:
        round_ = open_round(form.instance, form.cases, plan.coders, by=request.user, shown=shown)
    except PlanChanged as refusal:
        messages.error(request, f"Nothing is given out yet. {refusal} Look at it again.")
        return show_plan(request, form, status=409)
    except (WrongState, ValidationError) as refusal:
        form.add_error(None, getattr(refusal, "messages", str(refusal)))
        return render(request, "annotate/rounds/new.html", {"form": form}, status=409)
    messages.success(
        request, f"“{round_}” is open: {round_.codings.count()} codings are given out."
    )
    return redirect(round_)


@require_safe
@needs("coding.assign")
def round_page(request, pk):
    """`?only=overdue` shows the cases that have such a coding."""
    round_, codings = found(request, pk)
    kind = request.GET.get("only", "")
    if kind not in ["", *queries.KINDS]:
        raise Http404(f"Codings are {', '.join(queries.KINDS)}; there are none that are “{kind}”.")
    coders = queries.coders(codings)
    table = queries.Table(codings, coders, kind, whole_number(request.GET.get("page")))
    context = {
        "round": round_,
        "question": question_of(round_, request.user),
        "progress": queries.progress(codings, "round")[round_.pk],
        "coders": coders,
        "table": table,
        "only": kind,
        "can_compare": Coding.objects.visible_to(request.user)
        .submitted()
        .filter(round=pk)
        .exists(),
        "kinds": list(queries.KINDS),
    }
    return render(request, "annotate/rounds/round.html", context)


@require_safe
@needs("coding.assign")
def progress_csv(request, pk):
    round_, codings = found(request, pk)
    file = HttpResponse()
    write_csv(file, round_columns.HEADER, round_columns.rows(codings), for_spreadsheet=True)
    return download(file.content, f"multitrack-round-{round_.pk}.csv", "text/csv")


def question_of(round_, user):
    """In words; "" for one that its codebook's later steps made no question any more.

    None for whoever still codes one of the cases: it may name their tags.
    """
    coding = Coding.objects.hiding_from(user).order_by().values("case")
    if round_.codings.filter(case__in=coding).exists():
        return None
    question = Question(round_.question.removeprefix("?"), user)
    return str(question.sentence) if question.is_valid else ""


def found(request, pk):
    """The round and its codings, as far as the user knows their cases."""
    round_ = get_object_or_404(Round.objects.select_related("opened_by", "codebook_version"), pk=pk)
    codings = Coding.objects.known_to(request.user).filter(round=round_)
    if not codings.exists():
        raise Http404("Every case of this round is closed to you.")
    return round_, codings
