"""Who codes which case: fairly spread, and the same again from the same seed."""

from random import Random


class CannotSpread(Exception):
    """There are not enough coders; the words say for which case."""


def spread(cases, coders, each, *, seed, barred=frozenset()):
    """`[(case, coder)]`: each case goes to `each` coders, none of whom has much more than another.

    Cases are drawn in random order, and go to whoever has fewest so far; among those, to whoever
    has shared fewest cases with the others chosen for it. `barred` holds `(case, coder)` pairs
    that cannot be. All may be anything hashable. Raises CannotSpread.

    >>> sorted(spread(["PI-1"], ["Ada", "Ben"], 2, seed=1))
    [('PI-1', 'Ada'), ('PI-1', 'Ben')]
    """
    random = Random(seed)  # noqa: S311 — a draw that can be repeated
    load, shared, found = dict.fromkeys(coders, 0), {}, []
    for case in random.sample(list(cases), len(cases)):
        free = [coder for coder in coders if (case, coder) not in barred]
        if len(free) < each:
            raise CannotSpread(f"{case}: {each} codings asked for, {len(free)} coders can.")
        chosen = []
        for _ in range(each):
            random.shuffle(free)
            best = min(free, key=lambda coder: (load[coder], times_with(coder, chosen, shared)))
            free.remove(best)
            for other in chosen:
                pair = frozenset([best, other])
                shared[pair] = shared.get(pair, 0) + 1
            chosen.append(best)
            load[best] += 1
        found += [(case, coder) for coder in chosen]
    return found


def times_with(coder, others, shared):
    return sum(shared.get(frozenset([coder, other]), 0) for other in others)
