"""The rulings as people read them."""

from dataclasses import dataclass

from annotate.models import Case, Ruling
from annotate.permissions import allowed


@dataclass(frozen=True)
class Shown:
    """`case` is the one that taught it, for those who may see it; `who` made it, for the team."""

    ruling: Ruling
    case: Case | None
    who: str


def rulings_for(user):
    """All, those in force and those withdrawn, the latest first. Five queries at most."""
    rulings = Ruling.objects.select_related("made_by", "decision__settlement")
    rulings = list(rulings.prefetch_related("codes__dimension").order_by("-number"))
    cases = Case.objects.visible_to(user).only("title").in_bulk(set(map(case_of, rulings)) - {None})
    names = allowed(user, "history.view")
    return [
        Shown(ruling, cases.get(case_of(ruling)), str(ruling.made_by) if names else "")
        for ruling in rulings
    ]


def case_of(ruling):
    return ruling.decision and ruling.decision.settlement.case_id
