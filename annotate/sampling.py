"""A random sample that anybody can draw again, from its seed alone."""

from hashlib import sha256

LARGEST_SEED = 2**63 - 1  # what a database's integer holds


def sample(numbers, size, *, seed):
    """`size` of the numbers, in ascending order: all of them where there are no more.

    The same seed draws the same ones, in whatever order they come, today or in ten years: those
    whose SHA-256, of seed and number as text, comes first. A larger sample holds the smaller one,
    and a number that is new pushes out one other at most.

    >>> sample([4, 3, 2, 1], 2, seed=7) == sample([1, 2, 3, 4], 2, seed=7)
    True
    """
    drawn = sorted(set(numbers), key=lambda number: sha256(f"{seed} {number}".encode()).digest())
    return sorted(drawn[:size])
