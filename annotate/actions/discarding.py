"""Taking out a case that was entered by mistake."""

from django.db import transaction

from annotate.models import CaseLink, Document, Draft
from annotate.models.vocabularies import State
from annotate.permissions import allowed

from .cases import WrongState
from .change import Change, claim

# Each before what it rests on.
ROWS = (
    "tags overrides verifications citations participations events places case_countries recodings"
).split()


def may_discard(user, case):
    """Its owner, and curators."""
    return case.owner_id == user.pk or allowed(user, "case.discard_of_others")


def obstacle(case):
    """Why the case cannot be discarded, in a sentence; "" if it can."""
    if case.state != State.DRAFT or case.history.exclude(state=State.DRAFT).exists():
        return f"{case.public_id} was submitted once, so it stays; a curator can send it back."
    if case.codings.exists():
        return f"{case.public_id} was given to coders, so it stays."
    if CaseLink.objects.touching(case).exists():
        return f"{case.public_id} is linked with another case; remove the link first."
    return ""


@transaction.atomic
def discard_case(case, *, version, by, why=""):
    """Delete a draft with all its rows; its number is not used again.

    The history of the case and its rows stays, with the narrative and the quotes. Stored texts
    have none, so they are gone. What other people typed stays theirs, as drafts of new cases.

    Raises EditConflict, and WrongState for what was ever submitted or is linked with.
    """
    claim(case, version)
    if words := obstacle(case):
        raise WrongState(words)
    change = Change(by=by, why=why)
    for tag in case.tags.all():
        for row in tag.evidence.all():
            change.delete(row)
    for row in [row for name in ROWS for row in getattr(case, name).all()]:
        change.delete(row)
    Draft.objects.filter(case=case).exclude(user=by).update(case=None)
    # A text refuses to go, save with its case; a corrected one goes after its correction.
    for pk in case.documents.order_by("-pk").values_list("pk", flat=True):
        Document._base_manager.filter(pk=pk).delete()
    change.delete(case)
