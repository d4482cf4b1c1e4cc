"""The stored texts of a case, to be read and quoted."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotate.models import Case, Document
from annotate.permissions import allowed
from annotate.queries.documents import left_behind, marked_paragraphs, stored_texts, wordings

from .access import needs
from .case import what_may_be_done


@require_safe
@needs("case.view")
def documents(request, pk):
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    shown = {
        "case": case,
        "texts": stored_texts(case, request.user),
        "left_behind": left_behind(case, request.user),
        **for_the_team(case, request.user),
    }
    return render(request, "annotate/documents/list.html", shown)


@require_safe
@needs("case.view")
def document(request, pk, number):
    """`?passage=12` shows that passage in bold."""
    found = find(request, pk, number)
    all_wordings = wordings(found, request.user)
    shown = {
        "case": found.case,
        "document": found,
        "wordings": all_wordings,
        "newest": all_wordings[-1],
        "paragraphs": marked_paragraphs(found),
        "asked": request.GET.get("passage", ""),
        **for_the_team(found.case, request.user),
    }
    return render(request, "annotate/documents/page.html", shown)


@require_safe
@needs("case.view")
def document_text(request, pk, number):
    """As JSON, in which no character is lost; a text may begin with a byte order mark."""
    return JsonResponse({"text": find(request, pk, number).text})


def for_the_team(case, user):
    return {
        "team": allowed(user, "case.view_team"),
        "may_edit": what_may_be_done(case, user)["edit"],
    }


def find(request, pk, number):
    documents = Document.objects.readable_by(request.user).select_related("case", "source")
    return get_object_or_404(documents, case=pk, pk=number)
