"""How much a figure depends on which cases happened to be coded (Efron 1979)."""

from collections import Counter
from random import Random

from .agreement import NotComputable
from .binomial import binomial

LEVEL = 0.95


def interval(tallied, figure, *, resamples=2000, seed):
    """`(low, high)`: the percentile interval of `figure(tally)` over resampled cases, at 95 %.

    Resamples for which the figure is undefined are left out; NotComputable if more than 5 % are.
    """
    random = Random(seed)  # noqa: S311 — a draw that can be repeated
    kinds, figures = tallied.most_common(), []
    for _ in range(resamples):
        try:
            figures.append(figure(resampled(kinds, random)))
        except NotComputable:
            continue
    if len(figures) < LEVEL * resamples:
        raise NotComputable("Too many resamples leave nothing to compute; code more cases.")
    figures.sort()
    edge = round((1 - LEVEL) / 2 * (len(figures) - 1))
    return figures[edge], figures[-1 - edge]


def resampled(kinds, random):
    """As many cases, drawn with replacement: a multinomial draw, one binomial for each kind.

    `kinds` is a list of `(kind, cases)`; quickest with the commonest first.
    """
    left = among = sum(cases for _, cases in kinds)
    drawn = Counter()
    for kind, cases in kinds:
        if not left:
            break
        drawn[kind] = binomial(left, cases / among, random) if cases < among else left
        left -= drawn[kind]
        among -= cases
    return drawn
