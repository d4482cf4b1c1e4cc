"""Published versions of the codebook and the draft of the next: read, compare, download."""

import hashlib
import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotate.formats.codebook import HEADER, rows
from annotate.formats.markdown import markdown
from annotate.formats.qdc import qdc
from annotate.formats.skos import turtle
from annotate.formats.tabular import write_csv
from annotate.models import CodebookVersion
from annotate.models.snapshot import snapshot
from annotate.queries.wording import compared

from .access import needs
from .downloads import download

DRAFT = "draft"


@require_safe
@needs("codebook.view")
def version(request, number):
    """`?since=1.0` names the version to compare with; else it is the one before."""
    versions = list(CodebookVersion.objects.all())
    plain = plain_of(number, versions)
    since = before(number, request.GET.get("since"), versions)
    shown = {
        "plain": plain,
        "draft": number == DRAFT,
        "others": [other for other in versions if other.number != number],
        "since": since,
        "changes": compared(since.snapshot, plain) if since else [],
        "sha256": hashlib.sha256(as_json(plain).encode()).hexdigest(),
    }
    return render(request, "annotate/codebook/version.html", shown)


def before(number, asked, versions):
    """The version asked for, else the newest that is older than `number`; None for the first."""
    if asked:
        return find(asked, versions)
    if number == DRAFT:
        return versions[0] if versions else None
    here = versions.index(find(number, versions))
    return versions[here + 1] if here + 1 < len(versions) else None


def find(number, versions):
    for version in versions:
        if version.number == number:
            return version
    raise Http404


def plain_of(number, versions):
    """The snapshot with its number and notes, and for a published one the date."""
    if number == DRAFT:
        return {"number": DRAFT, "notes": ""} | snapshot()
    version = find(number, versions)
    return {
        "number": version.number,
        "published": version.published_at.date().isoformat(),
        "notes": version.notes,
    } | version.snapshot


@require_safe
@needs("codebook.view")
def codebook_file(request, ending, number=DRAFT):
    plain = plain_of(number, list(CodebookVersion.objects.all()))
    content_type, write = FORMATS[ending]
    name = f"codebook-{number}.{ending}"
    return download(write(plain, request), name, content_type)


def as_json(plain, request=None):
    """The keys in alphabetical order: PostgreSQL keeps another than SQLite does."""
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def as_csv(plain, request):
    response = HttpResponse()
    write_csv(response, HEADER, rows(plain))
    return response.content


def as_markdown(plain, request):
    return markdown(plain)


def as_qdc(plain, request):
    return qdc(plain)


def as_turtle(plain, request):
    return turtle(plain, base=request.build_absolute_uri(reverse("annotate:codebook")))


FORMATS = {
    "json": ("application/json", as_json),
    "csv": ("text/csv", as_csv),
    "md": ("text/markdown", as_markdown),
    "qdc": ("application/xml", as_qdc),
    "ttl": ("text/turtle", as_turtle),
}
