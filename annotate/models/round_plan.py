"""Who would code which case in a round: what is shown first and, where nothing changed, done."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from annotate.spreading import spread

from .cases import Case
from .knowledge import Knowledge
from .people import User
from .vocabularies import Seen


@dataclass(frozen=True)
class Place:
    """A case and who is to code it; `seen` is a `Seen`."""

    case: Case
    coder: User
    seen: str


@dataclass(frozen=True)
class Refused:
    """A case that cannot be given to as many coders as asked for."""

    case: Case
    why: str


class RoundPlan:
    """The same cases, coders and seed make the same plan, in whatever order they come."""

    def __init__(self, cases, coders, each, *, seed):
        self.coders, self.each, self.seed = sorted(coders, key=by_pk), each, seed
        self.asked = sorted(cases, key=by_pk)
        self.knowledge = Knowledge(self.asked, self.coders)

    @cached_property
    def refused(self):
        whys = [(case, self._why_not(case)) for case in self.asked]
        return [Refused(case, why) for case, why in whys if why]

    @cached_property
    def cases(self):
        """Those that can be given."""
        refused = {each.case for each in self.refused}
        return [case for case in self.asked if case not in refused]

    @cached_property
    def places(self):
        """One for each coding, those of a case side by side."""
        barred = {
            (case, coder)
            for case in self.cases
            for coder in self.coders
            if self.knowledge.obstacle(case, coder)
        }
        pairs = spread(self.cases, self.coders, self.each, seed=self.seed, barred=barred)
        return [Place(case, coder, self.knowledge.seen(case, coder)) for case, coder in pairs]

    @property
    def digest(self):
        """Tells two plans apart: who gets what, who knows it, and what cannot be given."""
        said = [(place.case.pk, place.coder.pk, str(place.seen)) for place in self.places]
        refused = [(each.case.pk, each.why) for each in self.refused]
        return sha256(repr([said, refused]).encode()).hexdigest()

    def not_blind(self, seen):
        return [place for place in self.places if place.seen == seen]

    @property
    def public(self):
        """The cases whose tags everybody can read."""
        return sorted({place.case for place in self.not_blind(Seen.PUBLISHED)}, key=by_pk)

    def _why_not(self, case):
        obstacles = [self.knowledge.obstacle(case, coder) for coder in self.coders]
        free = obstacles.count("")
        if free >= self.each:
            return ""
        could = f"{self.each} codings asked for, {free or 'none'} of the coders can do one"
        return "; ".join([could, *filter(None, obstacles)])


def by_pk(row):
    return row.pk
