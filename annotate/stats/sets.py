"""Agreement on “choose all that apply”: answers are frozensets, and the empty set is an answer.

The distances go with `agreement.alpha`; exact match is its nominal one, `unequal`.
"""

from collections import Counter, defaultdict
from itertools import chain, product

from .agreement import NotComputable, pairable
from .overlaps import as_bits, by_pairs, overlaps


def jaccard(one, other):
    """The share of codes in either set that are not in both."""
    return apart(one, other, jaccard_by_size)


def dice(one, other):
    return apart(one, other, dice_by_size)


def masi(one, other):
    """1 − J·M (Passonneau 2006); M is 1 for equal sets, 2/3 nested, 1/3 overlapping, else 0."""
    return apart(one, other, masi_by_size)


def apart(one, other, by_size):
    return by_size(len(one), len(other), len(one & other)) if one != other else 0


# How far two sets that differ are apart, from the size of each and of what is in both.
def jaccard_by_size(one, other, both):
    return 1 - both / (one + other - both)


def dice_by_size(one, other, both):
    return 1 - 2 * both / (one + other)


def masi_by_size(one, other, both):
    nested = both == min(one, other)
    return 1 - both / (one + other - both) * (2 / 3 if nested else 1 / 3)


def exact_by_size(one, other, both):
    return 1


def alphas(ratings, distances):
    """`[agreement.alpha]` with each of several distances by size: pairs are counted only once.

    Raises NotComputable as `agreement.alpha` does.
    """
    units = pairable(ratings)
    answers = Counter(chain.from_iterable(units))
    if len(answers) == 1:
        raise NotComputable("Every answer is the same, so agreement by chance is certain.")
    bits = as_bits(answers)
    expected = overlaps(Counter({bits[answer]: times for answer, times in answers.items()}))
    observed = Counter()
    for unit in units:
        weight = (answers.total() - 1) / (len(unit) - 1)
        for sizes, pairs in by_pairs(Counter(map(bits.get, unit))).items():
            observed[sizes] += weight * pairs
    return [1 - total(observed, by_size) / total(expected, by_size) for by_size in distances]


def total(pairs, by_size):
    return sum(times * by_size(*sizes) for sizes, times in pairs.items() if times)


def multi_valued_alpha(ratings):
    """Krippendorff and Craggs' alpha for multi-valued nominal data (2016).

    Observed disagreement is that of `dice`. The expected one draws the sizes of two sets, then
    their codes one by one without putting them back, each as often as it was given.
    Raises NotComputable as `agreement.alpha` does.
    """
    units = pairable(ratings)
    answers = list(chain.from_iterable(units))
    expected = expected_by_size(answers)
    if not expected:
        raise NotComputable("Every answer is the same, so agreement by chance is certain.")
    observed = sum(distances(unit) / (len(unit) - 1) for unit in units) / len(answers)
    return 1 - observed / expected


def distances(unit):
    return sum(dice(one, other) for one, other in product(unit, repeat=2))


def expected_by_size(answers):
    sizes = Counter(map(len, answers))
    drawn = draws(Counter(chain.from_iterable(answers)), most=max(sizes))
    chance = {size: times / len(answers) for size, times in sizes.items()}
    return sum(
        chance[one] * chance[other] * mean_dice(one, other, drawn[one, other])
        for one, other in product(sizes, repeat=2)
    )


def draws(given, most):
    """`{(size of one set, of the other): {codes in both: in how many ways}}`, exact.

    Each code is in neither set, in one, or in both; it then counts as often as it was given, and
    once less the second time.
    """
    ways = {(0, 0, 0): 1}
    for times in given.values():
        choices = [((0, 0, 0), 1), ((1, 0, 0), times), ((0, 1, 0), times)]
        choices.append(((1, 1, 1), times * (times - 1)))
        ways = joined(ways, choices, most)
    drawn = defaultdict(dict)
    for (one, other, both), count in ways.items():
        drawn[one, other][both] = count
    return drawn


def joined(ways, choices, most):
    result = Counter()
    for (one, other, both), count in ways.items():
        for (more_one, more_other, more_both), times in choices:
            if times and one + more_one <= most and other + more_other <= most:
                result[one + more_one, other + more_other, both + more_both] += count * times
    return result


def mean_dice(one, other, shared):
    """The mean distance of sets with `one` and `other` codes; `shared` as in `draws`."""
    if not one + other or not shared:
        return 0
    common = sum(both * ways for both, ways in shared.items()) / sum(shared.values())
    return 1 - 2 * common / (one + other)
