"""Agreement of two coders. `pairs` is a list of `(answer of the first, answer of the second)`.

Or a Counter of them. Pairs in which one gave no answer (None) are left out.
"""

from collections import Counter

from .agreement import NotComputable, beyond


def cohen(pairs):
    """Cohen's kappa (1960). Raises NotComputable without pairs, or if both gave one code only."""
    both, first, second = margins(pairs)
    return beyond(same_share(both), by_chance(first, second, both.total()))


def cohen_highest(pairs):
    """The kappa that these margins would allow at best (Cohen 1960, p. 42)."""
    both, first, second = margins(pairs)
    most = sum(min(times, second[code]) for code, times in first.items()) / both.total()
    return beyond(most, by_chance(first, second, both.total()))


def scott(pairs):
    """Scott's pi (1955): as kappa, with the margins of both coders joined."""
    both, first, second = margins(pairs)
    joined = first + second
    return beyond(same_share(both), by_chance(joined, joined, joined.total()))


def margins(pairs):
    both = Counter({pair: n for pair, n in Counter(pairs).items() if None not in pair and n})
    if not both:
        raise NotComputable("The two coders have no case in common.")
    first, second = Counter(), Counter()
    for (one, other), times in both.items():
        first[one] += times
        second[other] += times
    return both, first, second


def same_share(both):
    return sum(times for (one, other), times in both.items() if one == other) / both.total()


def by_chance(first, second, size):
    return sum(times * second[code] for code, times in first.items()) / size**2
