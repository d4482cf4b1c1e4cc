"""Cases in which several coders have submitted and nobody has settled what they say."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from annotate.disagreement import differing

from .coding import Coding
from .judgements import Judgement


@dataclass(frozen=True)
class Dispute:
    """A case in one round, by their primary keys; `codes` are those on which its coders differ."""

    case: int
    round: int
    coders: int
    codes: set


def awaiting():
    """Submitted codings of cases that nobody has settled in that round."""
    settled = Coding.objects.settled().order_by().values("pk")
    return Coding.objects.submitted().exclude(pk__in=settled)


def disputes_in(codings):
    """Of submitted `codings`, for each case and round that has two or more. Two queries at most."""
    together = defaultdict(list)
    for pk, case, round_ in codings.order_by("pk").values_list("pk", "case", "round"):
        together[case, round_].append(pk)
    together = {key: pks for key, pks in together.items() if len(pks) > 1}
    said = judgements_in([pk for pks in together.values() for pk in pks]) if together else {}
    return [
        Dispute(*key, len(pks), differing(said.get(key, []), len(pks)))
        for key, pks in together.items()
    ]


def judgements_in(codings):
    """`{(case, round): [(code, value, role)]}`."""
    rows = Judgement.objects.filter(coding__in=codings)
    said = rows.order_by("coding__case", "coding__round", "pk").values_list(
        "coding__case", "coding__round", "code", "certainty", "role"
    )
    return {key: [row[2:] for row in found] for key, found in groupby(said, lambda row: row[:2])}
