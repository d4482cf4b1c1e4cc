"""Agreement of two coders. `pairs` is a list of `(answer of the first, answer of the second)`.

Pairs in which one gave no answer (None) are left out.
"""

from collections import Counter

from .agreement import NotComputable, beyond


def cohen(pairs):
    """Cohen's kappa (1960). Raises NotComputable without pairs, or if both gave one code only."""
    both, first, second = margins(pairs)
    same = sum(one == other for one, other in both) / len(both)
    return beyond(same, by_chance(first, second, len(both)))


def cohen_highest(pairs):
    """The kappa that these margins would allow at best (Cohen 1960, p. 42)."""
    both, first, second = margins(pairs)
    most = sum(min(times, second[code]) for code, times in first.items()) / len(both)
    return beyond(most, by_chance(first, second, len(both)))


def scott(pairs):
    """Scott's pi (1955): as kappa, with the margins of both coders joined."""
    both, first, second = margins(pairs)
    same = sum(one == other for one, other in both) / len(both)
    joined = first + second
    return beyond(same, by_chance(joined, joined, 2 * len(both)))


def margins(pairs):
    both = [pair for pair in pairs if None not in pair]
    if not both:
        raise NotComputable("The two coders have no case in common.")
    return both, Counter(one for one, _ in both), Counter(other for _, other in both)


def by_chance(first, second, size):
    return sum(times * second[code] for code, times in first.items()) / size**2
