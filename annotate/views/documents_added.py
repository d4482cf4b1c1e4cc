"""A text comes to a case, or a corrected one in place of another."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from annotate.actions import documents as verbs
from annotate.actions.change import EditConflict, Gone
from annotate.forms.documents import CorrectionForm, DocumentForm
from annotate.models import Document

from .access import needs
from .case_form import case_to_edit


@require_http_methods(["GET", "HEAD", "POST"])
@needs("case.edit")
def add(request, pk):
    """A file is read and shown first; only what stands in the field for the text is stored."""
    case = case_to_edit(request.user, pk)
    form = DocumentForm(*sent(request), case=case, too_large=is_too_large(request))
    if not form.is_valid():
        return show(request, case, form)
    if form.upload:
        again = DocumentForm(case=case, initial=form.as_read())
        return show(request, case, again, upload=form.upload)
    stored = verbs.add(case, by=request.user, **form.said)
    messages.success(request, "Stored. Passages can be marked in it now.")
    return redirect("annotate:document", case.pk, stored.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("case.edit")
def correct(request, pk, number):
    """As above; a text that was corrected already, and the narrative, are not corrected here."""
    case = case_to_edit(request.user, pk)
    document = get_object_or_404(case.documents.select_related("case", "source"), pk=number)
    if request.method != "POST" and (why := why_not(document)):
        messages.info(request, why)
        return redirect("annotate:documents", case.pk)
    form = CorrectionForm(*sent(request), stored=document, too_large=is_too_large(request))
    if not form.is_valid():
        return show(request, case, form, document=document)
    if form.upload:
        read = form.as_read() | {"version": form.cleaned_data["version"]}
        again = CorrectionForm(stored=document, initial=read)
        return show(request, case, again, document=document, upload=form.upload)
    return corrected(request, document, form)


def corrected(request, document, form):
    said = form.said | {"version": form.cleaned_data["version"], "by": request.user}
    try:
        done = verbs.correct(document, **said)
    except Gone as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:home")
    except EditConflict as refusal:
        form.overtaken(refusal)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    else:
        return tell(request, done)
    return show(request, document.case, form, document=document, status=409)


def tell(request, done):
    """To the new text; where passages are left behind, to the list of them."""
    messages.success(request, f"Stored as the newest wording. {moved(done.moved)}")
    if not done.lost:
        return redirect("annotate:document", done.document.case_id, done.document.pk)
    messages.warning(
        request, "Not all passages were found in it; they are listed below, to be quoted again."
    )
    return redirect("annotate:documents", done.document.case_id)


def moved(count):
    if not count:
        return "No passage of a tag had to move."
    return "1 passage moved to it." if count == 1 else f"{count} passages moved to it."


def sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def is_too_large(request):
    """Of such a request nothing but the fields is read, so that a file is missing from it."""
    chars = int(request.META.get("CONTENT_LENGTH") or 0)
    is_form = request.content_type == "multipart/form-data"
    return is_form and chars > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def why_not(document):
    try:
        verbs.refuse_uncorrectable(document)
    except ValidationError as refusal:
        return refusal.message
    return ""


def show(request, case, form, *, document: Document | None = None, upload=None, status=200):
    shown = {"case": case, "form": form, "document": document, "upload": upload}
    return render(request, "annotate/documents/form.html", shown, status=status)
