"""Binomial draws; from Python 3.12 on, `Random.binomialvariate` makes this file needless."""

from math import floor, lgamma, log, sqrt

FEW = 10  # expected successes, below which counting gaps is quicker


def binomial(trials, chance, random):
    """Successes in `trials`, each with `chance`, drawn with a `random.Random`."""
    if chance > 0.5:
        return trials - binomial(trials, 1 - chance, random)
    if trials * chance < FEW:
        return by_gaps(trials, chance, random) if trials * chance else 0
    return by_rejection(trials, chance, random)


def by_gaps(trials, chance, random):
    """Counts how many waits for the next success fit in (Devroye 1986, X.4.3)."""
    successes, place, scale = -1, 0, log(1 - chance)
    while place <= trials:
        successes += 1
        place += floor(log(1 - random.random()) / scale) + 1
    return successes


def by_rejection(trials, chance, random):
    """Transformed rejection with squeeze (Hörmann 1993, BTRS), in the paper's letters."""
    spread = sqrt(trials * chance * (1 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    c = trials * chance + 0.5
    while True:
        u, v = random.random() - 0.5, 1 - random.random()
        us = 0.5 - abs(u) or 1e-9
        k = floor((2 * a / us + b) * u + c)
        if not 0 <= k <= trials:
            continue
        if us >= 0.07 and v <= 0.92 - 4.2 / b:
            return k
        v *= (2.83 + 5.1 / b) * spread / (a / (us * us) + b)
        if log(v) <= log_ratio(k, trials, chance):
            return k


def log_ratio(successes, trials, chance):
    """The log of how likely `successes` are, beside their likeliest number."""
    likeliest = floor((trials + 1) * chance)
    odds = log(chance / (1 - chance))
    more = (successes - likeliest) * odds
    return ways(successes, trials) - ways(likeliest, trials) + more


def ways(successes, trials):
    return -lgamma(successes + 1) - lgamma(trials - successes + 1)
