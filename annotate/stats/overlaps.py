"""How much the answers of pairs of coders have in common, when answers are sets of codes.

All distances of two sets follow from the size of each and of what is in both, so pairs are counted
by these three. An answer is a number here, with a bit for each code.
"""

from collections import Counter, defaultdict
from itertools import combinations, combinations_with_replacement
from math import comb


def as_bits(answers):
    """`{frozenset: number}`."""
    codes = frozenset().union(*answers)
    bits = {code: 1 << place for place, code in enumerate(codes)}
    return {answer: sum(map(bits.get, answer)) for answer in answers}


def overlaps(answers):
    """`{(smaller size, larger size, size of both): pairs}` of different ones in a Counter.

    Two ways to the same counts; the quicker depends on how many answers there are, and how large.
    """
    subsets = sum(2 ** answer.bit_count() for answer in answers)
    return by_subsets(answers) if 4 * subsets < len(answers) ** 2 else by_pairs(answers)


def by_pairs(answers):
    found = Counter()
    sized = sorted((answer.bit_count(), answer, times) for answer, times in answers.items())
    for (size, one, times), (other_size, other, count) in combinations(sized, 2):
        found[size, other_size, (one & other).bit_count()] += times * count
    return found


def by_subsets(answers):
    """Each pair has in common all subsets of what is in both: binomial moments, then inverted."""
    moments = moments_of(answers)
    found = Counter()
    for one, other in {(one, other) for one, other, _ in moments}:
        found.update(dict(inverted(moments, one, other)))
    return found


def moments_of(answers):
    """`{(smaller size, larger size, k): sum over pairs of the subsets of k codes in both}`."""
    holding = defaultdict(Counter)
    for answer, times in answers.items():
        for subset in subsets_of(answer):
            holding[subset][answer.bit_count()] += times
    moments = Counter()
    for subset, sizes in holding.items():
        for (one, times), (other, count) in combinations_with_replacement(sorted(sizes.items()), 2):
            moments[one, other, subset.bit_count()] += times * count
    return moments


def subsets_of(answer):
    subset = answer
    while subset:
        yield subset
        subset = (subset - 1) & answer
    yield 0


def inverted(moments, one, other):
    """The pairs with exactly so many codes in both. Of one size, each was met from both ends."""
    for both in range(one + (one != other)):
        exact = sum(
            (-1) ** (k - both) * comb(k, both) * moments[one, other, k]
            for k in range(both, one + 1)
        )
        yield (one, other, both), exact // 2 if one == other else exact
