"""A planned round as it is shown before anything is given out."""

from collections import Counter
from dataclasses import dataclass

from annotate.models import Case, Document, User
from annotate.models.vocabularies import Seen

from .rounds import loads


@dataclass(frozen=True)
class Share:
    """What one coder would get; `own` and `before` of that are not blind."""

    coder: User
    load: int
    gets: int
    own: list[Case]
    before: list[Case]


@dataclass(frozen=True)
class Preview:
    shares: list[Share]
    codings: int
    public: list[Case]
    unread: list[Case]


def preview(plan):
    """`unread` are the cases that have no text yet."""
    pks = Document.objects.filter(case__in=plan.cases).order_by().values_list("case", flat=True)
    with_text = set(pks)
    return Preview(
        shares=shares(plan),
        codings=len(plan.places),
        public=plan.public,
        unread=[case for case in plan.cases if case.pk not in with_text],
    )


def shares(plan):
    gets, load = Counter(place.coder for place in plan.places), loads()
    return [
        Share(
            coder,
            load.get(coder.pk, 0),
            gets[coder],
            of_coder(plan, coder, Seen.OWN),
            of_coder(plan, coder, Seen.BEFORE),
        )
        for coder in plan.coders
    ]


def of_coder(plan, coder, seen):
    return [place.case for place in plan.not_blind(seen) if place.coder == coder]
