"""How far coders agree beyond chance: Krippendorff's alpha and its relatives for whole answers.

Everywhere here `ratings` is a list of units (cases), each a list with one answer per coder and
None where a coder gave none. Answers are codes, numbers, or frozensets of codes; the empty set is
an answer. Units with fewer than two answers say nothing about agreement and are left out.
"""

from collections import Counter
from itertools import chain


class NotComputable(Exception):
    """The figure is undefined for these ratings; the words say why."""


def unequal(one, other):
    """The nominal distance: answers are the same or they are not."""
    return one != other


def alpha(ratings, distance=unequal):
    """Krippendorff's alpha (2011).

    `distance` gives 0 for equal answers, up to 1 or without bound; see `levels` and `sets`.
    Returns a float: 1.0 is perfect agreement, 0.0 what chance gives; below zero, coders agree less
    than chance. Raises NotComputable if no unit has two answers, or if all answers are the same.

    >>> alpha([["yes", "yes"], ["no", "no"], ["yes", None]])
    1.0
    """
    units = pairable(ratings)
    answers = Counter(chain.from_iterable(units))
    expected = apart(answers, distance) / (answers.total() - 1)
    if not expected:
        raise NotComputable("Every answer is the same, so agreement by chance is certain.")
    observed = sum(apart(Counter(unit), distance) / (len(unit) - 1) for unit in units)
    return 1 - observed / expected


def pairable(ratings):
    """The answers of each unit that has two or more. Raises NotComputable if there is none."""
    units = [[answer for answer in unit if answer is not None] for unit in ratings]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        raise NotComputable("No case was coded by two coders.")
    return units


def apart(answers, distance):
    """The sum of distances over all pairs of a Counter of answers."""
    counted = list(answers.items())
    return sum(
        times * count * distance(answer, other)
        for place, (answer, times) in enumerate(counted)
        for other, count in counted[:place]
    )


def percent(ratings):
    """The share of pairs of coders who gave the same answer, from 0.0 to 1.0, mean over units."""
    units = pairable(ratings)
    return sum(same_share(Counter(unit)) for unit in units) / len(units)


def same_share(answers):
    pairs = answers.total() * (answers.total() - 1)
    return sum(times * (times - 1) for times in answers.values()) / pairs


def fleiss(ratings):
    """Fleiss' kappa (1971); units must all have the same number of answers, or NotComputable."""
    totals = totals_of_equals(pairable(ratings))
    by_chance = sum((times / totals.total()) ** 2 for times in totals.values())
    return beyond(percent(ratings), by_chance)


def fleiss_by_code(ratings):
    """`{code: kappa}`, each code against all others (Fleiss 1971, p. 381); 1 code is undefined."""
    units = pairable(ratings)
    totals, size = totals_of_equals(units), len(units[0])
    kappas = {}
    for code, times in totals.items():
        share = times / totals.total()
        split = sum(unit.count(code) * (size - unit.count(code)) for unit in units)
        if share == 1:
            raise NotComputable("Every answer is the same, so agreement by chance is certain.")
        kappas[code] = 1 - split / (len(units) * size * (size - 1) * share * (1 - share))
    return kappas


def totals_of_equals(units):
    if len({len(unit) for unit in units}) > 1:
        raise NotComputable("Fleiss' kappa needs the same number of codings for every case.")
    return Counter(chain.from_iterable(units))


def ac1(ratings, codes=()):
    """Gwet's AC1 (2008), with `codes` all that could be given; those that occur are counted anyway.

    Units with one answer say how common codes are, as in Gwet (2014), chapter 2.
    """
    observed = percent(ratings)
    counted = [Counter(answer for answer in unit if answer is not None) for unit in ratings]
    answered = [answers for answers in counted if answers]
    possible = {*codes, *chain.from_iterable(answered)}
    if len(possible) < 2:
        raise NotComputable("Only one code was possible, so agreement is certain.")
    shares = [sum(unit[code] / unit.total() for unit in answered) for code in possible]
    spread = sum(share / len(answered) * (1 - share / len(answered)) for share in shares)
    return beyond(observed, spread / (len(possible) - 1))


def beyond(observed, by_chance):
    """Agreement beyond chance. Raises NotComputable where chance alone gives all of it."""
    if by_chance >= 1:
        raise NotComputable("Every answer is the same, so agreement by chance is certain.")
    return (observed - by_chance) / (1 - by_chance)
