"""Who may code which case, and what keeps them from being blind to its answers."""

from .cases import Case
from .coding import Coding
from .settlement import Decision, Settlement
from .vocabularies import CodingState, Seen


class Knowledge:
    """Of many cases and coders at once: four queries, and one more for each coder."""

    def __init__(self, cases, coders):
        pks = [case.pk for case in cases]
        self.public = set(Case.objects.public().filter(pk__in=pks).values_list("pk", flat=True))
        self.closed = {pair for coder in coders for pair in closed_to(coder, pks)}
        codings = Coding.objects.filter(case__in=pks, coder__in=coders).order_by()
        self.busy = set(codings.unfinished().values_list("case", "coder"))
        self.before = set(ended(codings).union(*decided_by(coders, pks)))
        self.own = written_by(coders, pks) | {(case.pk, case.owner_id) for case in cases}

    def obstacle(self, case, coder):
        """Why this coder cannot code the case, or ""."""
        if (case.pk, coder.pk) in self.closed:
            return f"{coder} may not know it"
        if (case.pk, coder.pk) in self.busy:
            return f"{coder} has yet to submit another coding of it"
        return ""

    def seen(self, case, coder):
        if case.pk in self.public:
            return Seen.PUBLISHED
        if (case.pk, coder.pk) in self.own:
            return Seen.OWN
        return Seen.BEFORE if (case.pk, coder.pk) in self.before else Seen.NOTHING


def ended(codings):
    """Pairs of a case and the coder of each coding submitted or lapsed, since it hides nothing."""
    return codings.exclude(state__in=CodingState.unfinished()).values_list("case", "coder")


def decided_by(coders, pks):
    """Pairs of a case and whoever had a part in settling it, with all its codings before them."""
    settled = Settlement.history.filter(case__in=pks, history_user__in=coders)
    decided = Decision.history.filter(settlement__case__in=pks, history_user__in=coders)
    return [
        settled.order_by().values_list("case", "history_user"),
        decided.order_by().values_list("settlement__case", "history_user"),
    ]


def closed_to(coder, pks):
    """Pairs of a case and the coder, of those restricted to others."""
    known = Case.objects.known_to(coder).order_by().values("pk")
    closed = Case.objects.filter(pk__in=pks).exclude(pk__in=known)
    return {(pk, coder.pk) for pk in closed.values_list("pk", flat=True)}


def written_by(coders, pks):
    """Pairs of a case and a coder who ever changed it."""
    rows = Case.history.filter(id__in=pks, history_user__in=coders).order_by()
    return set(rows.values_list("id", "history_user").distinct())
