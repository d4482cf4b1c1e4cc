"""Distances between answers that are numbers, for `agreement.alpha` (Krippendorff 2011)."""

from collections import Counter
from itertools import chain

from .agreement import pairable


def interval(one, other):
    return (one - other) ** 2


def ratio(one, other):
    return ((one - other) / (one + other)) ** 2 if one + other else 0


def ordinal(ratings):
    """The distance between ranks, which depends on how often the ranks between were given."""
    given = Counter(chain.from_iterable(pairable(ratings)))

    def distance(one, other):
        low, high = sorted([one, other])
        between = sum(times for rank, times in given.items() if low <= rank <= high)
        return (between - (given[low] + given[high]) / 2) ** 2

    return distance
