"""Two people saved at once: what both typed, side by side, with nothing lost."""

import json
from dataclasses import dataclass

from annotate.forms.entry.case_entry import CaseEntry
from annotate.forms.entry.differences import differences
from annotate.forms.entry.pieces import join, marks, seen_in
from annotate.forms.entry.stored import typed_case

from .case_form_page import show


@dataclass(frozen=True)
class Conflict:
    """`taken`: what only the other person changed, taken over; `open`: what both changed."""

    history: object
    taken: list
    open: list


def show_conflict(request, entry, theirs):
    """The form with both people's changes; `theirs` is the case as it now stands."""
    mine, other = entry.typed, typed_case(theirs, request.user)
    typed = mine.copy()
    taken, undecided = join(typed, other, seen_in(mine))
    typed["version"], typed["seen"] = str(theirs.version), json.dumps(marks(other))
    joined = CaseEntry(theirs, user=request.user, typed=typed, judged=False)
    conflict = Conflict(
        history=theirs.history.select_related("history_user").first(),
        taken=differences(joined, mine, other, taken),
        open=differences(joined, mine, other, undecided),
    )
    return show(request, joined, conflict=conflict)
