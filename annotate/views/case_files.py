"""What can be taken away from the page of a case: its rows, citations and drawings."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotate.formats import citation, land
from annotate.formats.tabular import write_csv
from annotate.formats.xml import legal
from annotate.models import Case
from annotate.queries.case_map import places
from annotate.queries.case_timeline import timeline
from annotate.queries.exports import TABLES
from annotate.queries.filters import Refusal
from annotate.queries.neighbours import neighbours
from annotate.queries.question import Question

from .access import needs
from .downloads import download
from .exports import csv_file, no_file


@require_safe
@needs("case.view")
def case_csv(request, pk):
    """Its rows of the files of all cases, with the same columns; `shape` and `for` choose which."""
    case = find(request, pk)
    question = Question(request.GET, request.user)
    refusals = question.refusals or [
        Refusal(name, "The file of one case takes “shape” and “for” only.")
        for name in sorted(set(request.GET) - {"shape", "for"})
    ]
    if refusals:
        return no_file(refusals)
    rows_of = f"-{question.shape}" if question.shape != "cases" else ""
    cases = question.cases.filter(pk=case.pk)
    table, name = TABLES[question.shape], f"{case.public_id}{rows_of}"
    return csv_file(table, cases, name=name, for_spreadsheet=question.for_spreadsheet)


@require_safe
@needs("case.view")
def bibtex(request, pk):
    case = find(request, pk)
    text = citation.bibtex(to_cite(request, case))
    return download(text, f"{case.public_id}.bib", "application/x-bibtex")


@require_safe
@needs("case.view")
def ris(request, pk):
    case = find(request, pk)
    text = citation.ris(to_cite(request, case))
    return download(text, f"{case.public_id}.ris", "application/x-research-info-systems")


def find(request, pk):
    return get_object_or_404(Case.objects.visible_to(request.user), pk=pk)


def to_cite(request, case):
    return citation.Cited(
        public_id=case.public_id,
        title=case.title,
        url=request.build_absolute_uri(case.get_absolute_url()),
        changed_on=timezone.localdate(case.changed_at),
    )


@require_safe
@needs("case.view")
def timeline_svg(request, pk):
    case = find(request, pk)
    shown = {"timeline": drawn(request, case), "title": case.title, "standalone": True}
    return svg("annotate/case/timeline.svg", shown, f"{case.public_id}-timeline.svg")


def svg(template, shown, name):
    text = legal(render_to_string(template, shown))
    return download(text, name, "image/svg+xml")


@require_safe
@needs("case.view")
def map_svg(request, pk):
    """The map with the land in it, so that it is whole wherever it is taken."""
    case = find(request, pk)
    drawing = places(case).map
    if not drawing:
        raise Http404
    shown = {"map": drawing, "title": case.title, "standalone": True, "land": land.outline()}
    return svg("annotate/case/map.svg", shown, f"{case.public_id}-map.svg")


@require_safe
@needs("case.view")
def places_csv(request, pk):
    case = find(request, pk)
    header = ["number_on_map", "place", "country", "what_happened", "latitude", "longitude"]
    rows = HttpResponse()
    write_csv(rows, header, [cells_of(row) for row in places(case).rows])
    return download(rows.content, f"{case.public_id}-places.csv", "text/csv")


def cells_of(row):
    place = row.place
    country = place.country.key if place.country else ""
    cells = row.number, place.name, country, place.role, place.latitude, place.longitude
    return ["" if cell is None else cell for cell in cells]


@require_safe
@needs("case.view")
def timeline_csv(request, pk):
    case = find(request, pk)
    rows = HttpResponse()
    write_csv(rows, ["kind", "what", "from", "to", "ongoing"], rows_of(drawn(request, case)))
    return download(rows.content, f"{case.public_id}-timeline.csv", "text/csv")


def drawn(request, case):
    """The drawing on the page of the case. Without one there is nothing to take away."""
    others = neighbours(case, request.user).cases
    drawing = timeline(case, others, today=timezone.localdate())
    if not drawing:
        raise Http404
    return drawing


def rows_of(drawing):
    for span in drawing.spans:
        yield span.kind, span.label, span.start, span.end or "", int(span.ongoing)
