"""How far coders agree, and what a coder can learn from what was settled."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.formats.tabular import write_csv
from annotate.models import Dimension
from annotate.queries.reliability.mine import Mine
from annotate.queries.reliability.question import ReliabilityQuestion
from annotate.queries.reliability.report import DimensionReport
from annotate.queries.reliability.rows import COLUMNS, lines
from annotate.stats.formulas import FORMULAS, INTERVAL
from annotate.stats.report import LEAST_CASES, LEAST_POSITIVES, RESAMPLES

from .access import needs
from .downloads import download
from .exports import no_file


@require_safe
@needs("codings.view")
def reliability(request):
    """Of one dimension, or those named: intervals take their time."""
    question = ReliabilityQuestion(with_dimension(request.GET), request.user)
    if not question.is_valid:
        shown = {"refusals": question.refusals, "filters": question.form.fields}
        return render(request, "annotate/reliability/refused.html", shown, status=400)
    shown = {
        "question": question,
        "reports": [DimensionReport(question, option) for option in question.asked("dimension")],
        "filters": filters(question),
        "dimensions": dimensions(question),
        "all_dimensions": question.address.but({"dimension": []}),
        "formulas": FORMULAS,
        "interval": INTERVAL,
        "resamples": RESAMPLES,
        "least_cases": LEAST_CASES,
        "least_positives": LEAST_POSITIVES,
    }
    return render(request, "annotate/reliability/page.html", shown)


def with_dimension(data):
    """What is asked, of the first dimension where none is named."""
    first = Dimension.objects.coded().active().values_list("key", flat=True).first()
    if any(data.getlist("dimension")) or not first:
        return data
    data = data.copy()
    data["dimension"] = first
    return data


def filters(question):
    """`[(parameter, legend, [(option, whether it is asked)])]`."""
    legends = {"round": "Round", "version": "Codebook", "not.coder": "Leave out"}
    return [
        (name, legend, [(one, one in question.asked(name)) for one in question.options(name)])
        for name, legend in legends.items()
    ]


def dimensions(question):
    """`[(option, its address, whether it is shown)]`."""
    shown = question.asked("dimension")
    return [
        (option, question.address.but({"dimension": [option.value]}), option in shown)
        for option in question.options("dimension")
        if option.is_active or option in shown
    ]


@require_safe
@needs("codings.view")
def reliability_csv(request):
    """Every figure as a row: of the dimensions named or, where none is, of all."""
    question = ReliabilityQuestion(request.GET, request.user)
    if not question.is_valid:
        return no_file(question.refusals)
    file = HttpResponse()
    write_csv(file, list(COLUMNS), lines(question))
    return download(file.content, "multitrack-reliability.csv", "text/csv")


@require_safe
@needs("codings.view")
def mine(request):
    return render(request, "annotate/reliability/mine.html", {"mine": Mine(request.user)})
