"""The form in which a case is entered and changed."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from annotate.actions.cases import NotReady, WrongState, open_case, save_case, submit
from annotate.actions.change import EditConflict, Gone
from annotate.actions.drafts import OpenedBefore, new_key
from annotate.actions.links import LinkCycle
from annotate.actions.unseen import UnseenCodes
from annotate.forms.entry.case_entry import CaseEntry
from annotate.forms.entry.confidences import fill_confidences
from annotate.forms.entry.pieces import take
from annotate.forms.entry.rows import add_row, move_up
from annotate.forms.entry.stored import fresh, typed_case
from annotate.models import Case
from annotate.models.vocabularies import State
from annotate.permissions import allowed

from .access import needs
from .case_form_page import show
from .case_kept import (
    keep_typed,
    kept_drafts,
    kept_drafts_page,
    keyed,
    opened_before,
    said,
    whole_number,
    why_beside,
)
from .case_merge import show_conflict
from .case_moved import moved_on

ROW = r"(?P<prefix>[a-z0-9-]+)-(?P<index>[0-9]{1,4})"
RESTS_ON_IT = "A code that was retired rests on the source you removed."


@require_http_methods(["GET", "HEAD", "POST"])
@needs("case.create")
def new(request):
    return form_of(request, Case())


@require_http_methods(["GET", "HEAD", "POST"])
@needs("case.edit")
def edit(request, pk):
    try:
        case = case_to_edit(request.user, pk)
    except (Http404, PermissionDenied) as refusal:
        return moved_on(request, pk, refusal)
    return form_of(request, case)


def case_to_edit(user, pk):
    """A case one may not see does not exist; a published one is for curators."""
    case = get_object_or_404(Case.objects.visible_to(user).select_related("conflict"), pk=pk)
    if case.state == State.PUBLISHED and not allowed(user, "case.edit_published"):
        raise PermissionDenied("Published cases are edited by curators.")
    return case


def form_of(request, case):
    if request.method == "POST":
        return posted(request, case)
    stored = fresh(case, request.user)
    kept = [] if "fresh" in request.GET else kept_drafts(request.user, case, stored)
    for draft, typed in kept:
        if draft.form_key == request.GET.get("draft"):
            keyed(typed, draft.form_key, draft.revision)
            return show(request, shown_entry(case, request.user, typed))
    if kept:
        return kept_drafts_page(request, case, kept, stored)
    return show(request, shown_entry(case, request.user, keyed(stored, new_key())))


def shown_entry(case, user, typed):
    """The form as it is typed, not judged."""
    return CaseEntry(case, user=user, typed=typed, judged=False)


def posted(request, case):
    try:
        draft = keep_typed(request, case)
    except OpenedBefore as refusal:
        return opened_before(request, refusal.form)
    typed = keyed(request.POST.copy(), draft.form_key, draft.revision)
    if words := why_beside(draft, request.POST):
        messages.warning(request, f"{words} The form below is not saved yet.")
    if words or rearranged(typed):
        return show(request, shown_entry(case, request.user, typed))
    take_choices(typed, case, request.user)
    entry = CaseEntry(case, user=request.user, typed=typed)
    if not entry.is_valid():
        return show(request, entry)
    return saved(request, entry)


def rearranged(typed):
    """Whether rows were to be added or moved, or confidences filled in; what is typed stays."""
    if prefix := typed.get("add_row"):
        add_row(typed, prefix)
    if moved := re.fullmatch(ROW, typed.get("move_up", "")):
        move_up(typed, moved["prefix"], int(moved["index"]))
    if level := typed.get("fill_confidence"):
        fill_confidences(typed, level)
    return bool(prefix or moved or level)


def take_choices(typed, case, user):
    """After an edit conflict: the pieces of which the other person's version was chosen."""
    chosen = [name for name in typed if name.startswith("choose-") and typed[name] == "theirs"]
    theirs = typed_case(case, user) if chosen and case.pk else None
    for name in chosen if theirs else []:
        take(typed, name.removeprefix("choose-"), theirs)


def saved(request, entry):
    """Save, then do what the button says; on any refusal the form comes back as it was typed."""
    is_new = not entry.case.pk
    try:
        case = store(entry, request.user)
    except OpenedBefore as refusal:
        return opened_before(request, refusal.form)
    except (EditConflict, LinkCycle, ProtectedError, NotReady, WrongState) as refusal:
        if is_new:  # nothing was stored after all
            entry.case.pk, entry.case._state.adding = None, True
        return refused(request, entry, refusal)
    return went_well(request, case)


def store(entry, user):
    typed, content = entry.typed, entry.content()
    done = {"by": user, "why": typed.get("why", "").strip()}
    done |= {"form_key": typed["form_key"], "said": said(typed)}
    if not entry.case.pk:
        return open_case(entry.case, content, **done)
    seen, moves = whole_number(typed.get("version")), entry.recoding.is_chosen
    return save_case(entry.case, content, version=seen, to_latest=moves, **done)


def refused(request, entry, refusal):
    if isinstance(refusal, Gone):
        return moved_on(request, entry.case.pk, refusal)
    if isinstance(refusal, EditConflict):
        return overtaken(request, entry, refusal.theirs)
    if isinstance(refusal, NotReady):
        return show(request, entry, broken=refusal.problems)
    if isinstance(refusal, WrongState):
        entry.own.add_error(None, str(refusal))
        return show(request, entry)
    is_link = isinstance(refusal, LinkCycle)
    words = str(refusal) if is_link else RESTS_ON_IT
    entry.sets["links" if is_link else "citations"].non_form_errors().append(words)
    return show(request, entry)


def overtaken(request, entry, theirs):
    """Somebody else saved the case, or one of its sources, first."""
    if isinstance(theirs, Case):
        return show_conflict(request, entry, theirs)
    entry.sets["citations"].overtaken(theirs)
    return show(request, entry)


def went_well(request, case):
    if request.POST.get("then") != "submit":
        messages.success(request, "Saved.")
        return redirect("annotate:case_edit", case.pk)
    try:
        shown = request.POST.get("codebook", "")
        submit(case, version=case.version, by=request.user, shown=shown)
    except (UnseenCodes, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("annotate:case_edit", case.pk)
    messages.success(request, "Saved and submitted for review.")
    return redirect(case)
