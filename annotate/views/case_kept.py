"""What is typed into the form of a case, kept with every request that brings it."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from annotate.actions import drafts
from annotate.actions.drafts import new_key
from annotate.forms.entry.case_entry import CaseEntry
from annotate.forms.entry.differences import differences
from annotate.forms.entry.pieces import differing, digest, marks
from annotate.models import Draft
from annotate.models.vocabularies import State
from annotate.queries.work import drafts_kept_by

KEY = re.compile("[A-Za-z0-9_-]{16,40}")
NEWER = (
    "Something newer of this form was kept in the meantime, from another tab or device."
    " Nothing is lost: both are kept."
)
GONE = (
    "The case of this form was discarded, or is no longer open to you."
    " What you typed is kept, as a new case."
)

NO_SECOND = "no second case was opened"


def whole_number(text):
    """0 for what is none; no longer than any number here."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text or "") else 0


def key_in(typed, name):
    """The key that the page sent; a new one for a page that sent none."""
    sent = typed.get(name, "")
    return sent if KEY.fullmatch(sent) else new_key()


def keyed(typed, form_key, revision=0):
    """What is to be shown, with the key of its form and one for this showing of it."""
    typed["form_key"], typed["page_key"] = form_key, new_key()
    typed["draft_seen"] = str(revision)
    return typed


def keep_typed(request, case):
    """A draft of what came from the browser, refused or not. Raises OpenedBefore."""
    typed = request.POST.copy()
    return keep(typed, case if case.pk else None, request.user)


def keep(typed, case, user):
    for name in ("csrfmiddlewaretoken", "late"):
        typed.pop(name, None)
    return drafts.keep(
        query=typed.urlencode(),
        form_key=key_in(typed, "form_key"),
        page_key=key_in(typed, "page_key"),
        revision_seen=whole_number(typed.get("draft_seen")),
        case=case,
        version_seen=whole_number(typed.get("version")),
        by=user,
    )


def why_beside(draft, typed):
    """Why this is not kept as the form that it came from; "" where it is."""
    form_key = typed.get("form_key", draft.form_key)
    if form_key == draft.form_key:
        return ""
    return GONE if drafts.opened_by(form_key, draft.user) else NEWER


def keep_beyond(request, form):
    """What was typed since the form was saved becomes a draft of the case; None for nothing."""
    if said(request.POST) == form.said:
        return None
    typed = request.POST.copy()
    typed["form_key"] = drafts.key_beyond(form.form_key, request.user)
    typed["version"] = str(whole_number(typed.get("version")) + 1)  # what the form has stored
    return keep(typed, form.case, request.user)


def said(typed):
    """A digest of what the form says of the case."""
    return digest(marks(typed))


def address_of(draft):
    return f"{form_address(draft.case)}?{urlencode({'draft': draft.form_key})}"


def form_address(case):
    if case and case.pk:
        return reverse("annotate:case_edit", args=[case.pk])
    return reverse("annotate:case_new")


def opened_before(request, form):
    """The same form once more: leads to the case that it opened."""
    case, beyond = form.case, keep_beyond(request, form)
    once = "nothing was saved twice" if request.POST.get("version") else NO_SECOND
    words = f"This form was saved already, as {case.public_id}; {once}."
    if not beyond:
        messages.info(request, words)
        in_work = case.state in (State.DRAFT, State.RETURNED)
        return redirect("annotate:case_edit", case.pk) if in_work else redirect(case)
    messages.warning(request, f"{words} What you changed since is below, and not saved yet.")
    return redirect(address_of(beyond))


@dataclass(frozen=True)
class Kept:
    """A draft on the page that offers it."""

    draft: Draft
    title: str
    address: str
    differences: list
    overtaken: bool


def kept_drafts(user, case, stored):
    """`(draft, what is typed in it)` for each that says something else than what is stored."""
    return [(draft, typed) for draft, typed in drafts_of(user, case) if differing(typed, stored)]


def drafts_of(user, case):
    kept = [draft for draft in drafts_kept_by(user) if draft.case == (case if case.pk else None)]
    return [(draft, QueryDict(draft.query, mutable=True)) for draft in kept]


def kept_drafts_page(request, case, kept, stored):
    """Offers to go on with what was typed and not saved, or to discard it."""
    entry = CaseEntry(case, user=request.user, typed=stored, judged=False)
    shown = {
        "case": case,
        "kept": [shown_draft(entry, draft, typed, stored) for draft, typed in kept],
        "fresh": f"{form_address(case)}?fresh=on",
    }
    return render(request, "annotate/case_form/kept_draft.html", shown)


def shown_draft(entry, draft, typed, stored):
    return Kept(
        draft=draft,
        title=typed.get("title", "").strip(),
        address=address_of(draft),
        differences=differences(entry, typed, stored, differing(typed, stored)),
        overtaken=bool(draft.case and draft.version_seen != draft.case.version),
    )
