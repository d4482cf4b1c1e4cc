"""The page of a case as it would be from what is typed: saved, shown, and taken back."""

from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import render
from django.views.decorators.http import require_POST

from annotate.actions.cases import NotReady, WrongState
from annotate.actions.change import EditConflict
from annotate.actions.drafts import OpenedBefore
from annotate.actions.links import LinkCycle
from annotate.forms.entry.case_entry import CaseEntry
from annotate.models import Case
from annotate.queries.case import cases_for_page
from annotate.templatetags.case_form import case_errors

from .access import needs
from .case import page_of
from .case_form import RESTS_ON_IT, case_to_edit, store, take_choices
from .case_kept import key_in, keyed

REFUSALS = (EditConflict, LinkCycle, NotReady, OpenedBefore, ProtectedError, WrongState)
NO_NUMBER = 0  # a new case takes no number for being looked at: on PostgreSQL it would be gone


@require_POST
@needs("case.create")
def preview_new(request):
    return previewed(request, Case())


@require_POST
@needs("case.edit")
def preview(request, pk):
    return previewed(request, case_to_edit(request.user, pk))


def previewed(request, case):
    typed = keyed(request.POST.copy(), key_in(request.POST, "form_key"))
    take_choices(typed, case, request.user)
    entry = CaseEntry(case, user=request.user, typed=typed)
    if not entry.is_valid():
        return in_the_way(request, case_errors(entry)["errors"])
    try:
        return page_as_saved(request, entry)
    except REFUSALS as refusal:
        return in_the_way(request, [{"label": "", "text": text} for text in words_of(refusal)])


@transaction.atomic
def page_as_saved(request, entry):
    """Nothing of it stays."""
    if not entry.case.pk:
        entry.case.pk = NO_NUMBER
    case = store(entry, request.user)
    shown = page_of(request, cases_for_page(request.user).get(pk=case.pk))
    shown |= {"may": {}, "history": []}
    page = render(request, "annotate/case_form/preview.html", shown)
    transaction.set_rollback(True)
    return page


def in_the_way(request, errors):
    return render(request, "annotate/case_form/no_preview.html", {"errors": errors})


def words_of(refusal):
    if isinstance(refusal, NotReady):
        return [problem.sentence for problem in refusal.problems]
    if isinstance(refusal, OpenedBefore):
        return [f"This form was saved already, as {refusal.form.case.public_id}."]
    return [RESTS_ON_IT if isinstance(refusal, ProtectedError) else str(refusal)]
