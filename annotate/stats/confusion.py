"""Which codes coders take for one another.

Two coders swap X and Y on a case where one finds X and not Y, and the other Y and not X.
"""

from collections import Counter, defaultdict
from itertools import combinations, product
from typing import NamedTuple


class Confusion(NamedTuple):
    """`expected`: as many swaps as there would be if coders disagreed on one code regardless of the
    other, as often as they do: pairs of coders × share that differ on X × share on Y ÷ 2.
    """

    codes: tuple
    swaps: int
    expected: float
    cases: list

    @property
    def times_expected(self):
        return self.swaps / self.expected


def confusions(units):
    """Codes swapped more often than expected, the most frequent first."""
    found = Swaps()
    for unit in units:
        for one, other in combinations(unit, 2):
            found.add(one, other)
    pairs = [found.confusion(*codes) for codes in found.cases]
    kept = [pair for pair in pairs if pair.swaps > pair.expected]
    return sorted(kept, key=lambda pair: (-pair.swaps, -pair.times_expected, pair.codes))


class Swaps:
    """Counted over pairs of coders on a case; only codes of which both told are compared."""

    def __init__(self):
        self.compared, self.differ = Counter(), Counter()
        self.times, self.cases = Counter(), defaultdict(dict)

    def add(self, one, other):
        shared = one.told if one.told == other.told else one.told & other.told
        self.compared[shared] += 1
        if one.present == other.present:
            return
        mine, yours = one.present - other.present, other.present - one.present
        mine, yours = mine & shared, yours & shared
        self.differ.update(mine | yours)
        for pair in product(mine, yours):
            codes = tuple(sorted(pair))
            self.times[codes] += 1
            self.cases[codes][one.case] = True

    def confusion(self, *codes):
        shares = [self.differ[code] / self.pairs(code) for code in codes]
        expected = self.pairs(*codes) * shares[0] * shares[1] / 2
        return Confusion(codes, self.times[codes], expected, list(self.cases[codes]))

    def pairs(self, *codes):
        return sum(times for told, times in self.compared.items() if told.issuperset(codes))
