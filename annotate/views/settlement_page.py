"""The page of a settlement: while it is open, settled, or closed to who codes the case."""

from django.shortcuts import render
from django.urls import reverse

from annotate.forms.settlement import ReopenForm, SettleForm
from annotate.models import Document
from annotate.queries.settlement import history_of


def address(found):
    return f"{reverse('annotate:settle', args=[found.case.pk])}?round={found.round.pk}"


def page(request, found, form=None, **more):
    """As it stands; `form` is what was typed into an open one."""
    if found.is_coding:
        shown = {"case": found.case, "is_coding": True}
        return render(request, "annotate/settlement/nothing.html", shown)
    if found.is_settled:
        return settled_page(request, found, **more)
    shown = around(request, found) | {"form": form or SettleForm(found), "theirs": {}}
    return render(request, "annotate/settlement/page.html", shown | more)


def settled_page(request, found, form=None, **more):
    """`form` is why it should be opened again; `typed` what somebody else had chosen meanwhile."""
    form = form or ReopenForm(initial={"version": found.version})
    shown = around(request, found) | {"form": form}
    return render(request, "annotate/settlement/settled.html", shown | more)


def around(request, found):
    texts = Document.objects.readable_by(request.user).current().filter(case=found.case)
    return {
        "case": found.case,
        "found": found,
        "address": address(found),
        "documents": texts.defer("text").order_by("pk"),
        "history": history_of(found.settlement),
        "problems": [],
        "typed": [],
    }
