"""The CSV of any question, and the dictionary of its columns."""

import base64
import tempfile

from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from annotate.formats.tabular import write_csv
from annotate.queries.exports import DESCRIBED, TABLES
from annotate.queries.question import Question

from .access import needs


@require_safe
@needs("case.view")
def cases_csv(request):
    """What the list shows under the same query string, all pages; `shape` and `for` choose how."""
    question = Question(request.GET, request.user)
    if not question.is_valid:
        return no_file(question.refusals)
    today = timezone.now().date().isoformat()
    name = f"multitrack-{question.shape}-{today}-{question.hash[:8]}"
    table = TABLES[question.shape]
    return csv_file(table, question.cases, name=name, for_spreadsheet=question.for_spreadsheet)


def no_file(refusals):
    lines = "\n".join(f"{each.parameter}: {each.sentence}" for each in refusals)
    return HttpResponseBadRequest(f"No file was made.\n{lines}\n", "text/plain")


def csv_file(table, cases, *, name, for_spreadsheet):
    """The table of `cases`, for analysis or for spreadsheets.

    The file is complete before its first byte leaves: a stream that dies half-way would look
    whole behind some proxies.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with transaction.atomic(using="snapshot"):
        written = table.write(file, cases.using("snapshot"), for_spreadsheet=for_spreadsheet)
    file.seek(0)
    reader = "-spreadsheet" if for_spreadsheet else ""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}{reader}.csv",
        content_type="text/csv; charset=utf-8",
    )
    digest = base64.b64encode(bytes.fromhex(written.sha256)).decode()
    response["Repr-Digest"] = f"sha-256=:{digest}:"  # RFC 9530
    return response


@require_safe
@needs("case.view")
def columns(request):
    """The data dictionary."""
    return render(request, "annotate/exports/columns.html", {"tables": _dictionary()})


@require_safe
@needs("case.view")
def columns_csv(request):
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="multitrack-columns.csv"'},
    )
    rows = [
        (name, column.name, column.type, column.meaning)
        for name, _, columns in _dictionary()
        for column in columns
    ]
    write_csv(response, ["table", "name", "type", "meaning"], rows)
    return response


@require_safe
@needs("case.view")
def columns_json(request):
    return JsonResponse({name: table.schema() for name, table in DESCRIBED.items()})


def _dictionary():
    return [(name, table.meaning, table.columns()) for name, table in DESCRIBED.items()]
