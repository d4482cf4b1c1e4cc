"""Passages come to a coding in other ways than by marking: from an earlier wording, from a file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen, save_answers
from annotate.actions.coding_texts import follow
from annotate.formats.annotations import NotUnderstood
from annotate.forms.annotations import AnnotationsForm, Rehearsal
from annotate.queries.coding import cases_to_code

from .access import needs
from .annotations import codes_under
from .case_kept import whole_number
from .coding_meant import coding_meant
from .documents_added import sent

LONGEST_SHOWN_CHARS = 80


@require_POST
@needs("coding.answer")
def follow_texts(request, pk):
    """Its passages move from earlier wordings of a text to the newest."""
    case = get_object_or_404(cases_to_code(request.user), pk=pk)
    coding = coding_meant(request, case)
    if coding:
        try:
            moved, lost = follow(coding, version=coding.version, by=request.user)
        except (EditConflict, NotOpen) as refusal:
            messages.error(request, f"Nothing moved. {refusal}")
        else:
            tell(request, moved, lost)
    return redirect("annotate:coding", case.pk)


def tell(request, moved, lost):
    if moved:
        messages.success(request, f"{counted(moved)} moved to the newest wording.")
    if lost:
        words = "; ".join(f"“{short(row.quote)}”" for row in lost)
        why = "Not found there, not surely, or after too many others"
        messages.warning(request, f"{why}, so it stays in the earlier wording: {words}")


def short(quote):
    whole = len(quote) <= LONGEST_SHOWN_CHARS
    return quote if whole else f"{quote[:LONGEST_SHOWN_CHARS]}…"


def counted(passages):
    return "1 passage" if passages == 1 else f"{passages} passages"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("coding.answer")
def add_annotations(request, pk):
    """A file is rehearsed; what that shows is added at once, or nothing is."""
    case = get_object_or_404(cases_to_code(request.user), pk=pk)
    coding = coding_meant(request, case)
    if not coding or not coding.is_unfinished:
        return redirect("annotate:coding", case.pk)
    if "said" in request.POST:
        return rehearsed(request, case, coding, AnnotationsForm(), request.POST["said"])
    form = AnnotationsForm(*sent(request))
    if form.is_valid():
        return rehearsed(request, case, coding, form, form.said)
    return show(request, case, coding, form)


def rehearsed(request, case, coding, form, text):
    try:
        rehearsal = Rehearsal(coding, text, codes=codes_under(request))
    except NotUnderstood as refusal:
        messages.error(request, str(refusal))
        return show(request, case, coding, AnnotationsForm())
    if "said" not in request.POST:
        return show(request, case, coding, form, rehearsal)
    return added(request, case, coding, rehearsal)


def added(request, case, coding, rehearsal):
    """`version` is the coding's as the rehearsal saw it, so what is added is what was shown."""
    sheet = rehearsal.sheet
    said = {"none_apply": sheet.none_apply, "note": sheet.note}
    said["version"] = whole_number(request.POST.get("version"))
    try:
        save_answers(coding, sheet.answers(), by=request.user, **said)
    except (EditConflict, NotOpen) as refusal:
        messages.error(request, f"Nothing was added. {refusal} Look at it again.")
        return show(request, case, coding_meant(request, case), AnnotationsForm(), status=409)
    messages.success(request, f"{counted(rehearsal.added)} added.")
    return redirect("annotate:coding", case.pk)


def show(request, case, coding, form, rehearsal=None, status=200):
    shown = {"case": case, "coding": coding, "form": form, "rehearsal": rehearsal}
    return render(request, "annotate/documents/annotations.html", shown, status=status)
