"""Alpha of 40 codes, ten coders, 10,000 cases, beside the package krippendorff. See README.md."""

import sys
import time
from pathlib import Path
from random import Random

import krippendorff

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from annotate.stats import presence
from annotate.stats.bootstrap import interval

CODES, CASES, CODERS = 40, 10_000, 10
MISSING = 0.1


def main():
    random = Random(1)
    codes = [judgements(random) for _ in range(CODES)]
    ours, alphas = timed(lambda: [presence.alpha(presence.tally(cases)) for cases in codes])
    tables = [reliability_data(cases) for cases in codes]
    theirs, others = timed(
        lambda: [krippendorff.alpha(table, level_of_measurement="nominal") for table in tables]
    )
    tallies = [presence.tally(cases) for cases in codes]
    resampling, _ = timed(lambda: [interval(tally, presence.alpha, seed=1) for tally in tallies])
    apart = max(abs(one - other) for one, other in zip(alphas, others, strict=True))
    print(f"{CODES} alphas: {ours:.2f} s")
    print(f"krippendorff: {theirs:.2f} s, {theirs / ours:.0f} times as long")
    print(f"farthest apart: {apart:.1e}")
    print(f"2,000 resamples of each: {resampling:.1f} s more")


def judgements(random):
    """One code: mostly found by those who should, sometimes by those who should not."""
    common = random.choice([0.02, 0.1, 0.3])
    return [case(random, 0.85 if random.random() < common else 0.03) for _ in range(CASES)]


def case(random, chance):
    return [None if random.random() < MISSING else random.random() < chance for _ in range(CODERS)]


def reliability_data(cases):
    """As krippendorff takes it: a row for each coder, not a number where one is missing."""
    numbers = [[float("nan") if answer is None else answer for answer in case] for case in cases]
    return list(zip(*numbers, strict=True))


def timed(work):
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


if __name__ == "__main__":
    main()
