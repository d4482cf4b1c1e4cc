"""A stored text of a case, to be read and quoted."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotate.models import Document
from annotate.queries.documents import marked_paragraphs

from .access import needs


@require_safe
@needs("case.view")
def document(request, pk, number):
    """`?passage=12` shows that passage in bold."""
    found = find(request, pk, number)
    shown = {
        "case": found.case,
        "document": found,
        "paragraphs": marked_paragraphs(found),
        "asked": request.GET.get("passage", ""),
    }
    return render(request, "annotate/documents/page.html", shown)


@require_safe
@needs("case.view")
def document_text(request, pk, number):
    """As JSON, in which no character is lost; a text may begin with a byte order mark."""
    return JsonResponse({"text": find(request, pk, number).text})


def find(request, pk, number):
    documents = Document.objects.readable_by(request.user).select_related("case", "source")
    return get_object_or_404(documents, case=pk, pk=number)
