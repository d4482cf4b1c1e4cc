from collections import Counter
from random import Random
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.stats import presence
from annotate.stats.agreement import NotComputable
from annotate.stats.binomial import binomial
from annotate.stats.bootstrap import interval, resampled

TALLY = Counter({(3, 0): 40, (2, 1): 10, (1, 2): 8, (0, 3): 42})


def test_the_interval_surrounds_the_figure_and_repeats_with_its_seed():
    low, high = interval(TALLY, presence.alpha, seed=1)

    assert low < presence.alpha(TALLY) < high
    assert (low, high) == interval(TALLY, presence.alpha, seed=1)
    assert (low, high) != interval(TALLY, presence.alpha, seed=2)


def test_it_is_the_interval_of_drawing_case_by_case():
    """The slow way: draw each case, tally, compute."""
    cases, random = list(TALLY.elements()), Random(3)
    draws = (Counter(random.choices(cases, k=len(cases))) for _ in range(2000))
    figures = sorted(map(presence.alpha, draws))

    assert interval(TALLY, presence.alpha, seed=4) == pytest.approx(
        (figures[50], figures[-51]), abs=0.02
    )


def test_four_times_the_cases_halve_the_interval():
    low, high = interval(TALLY, presence.alpha, seed=1)
    many = Counter({kind: 4 * cases for kind, cases in TALLY.items()})
    lower, higher = interval(many, presence.alpha, seed=1)

    assert (higher - lower) / (high - low) == pytest.approx(0.5, abs=0.06)


def test_where_most_resamples_have_no_variation_there_is_no_interval():
    with pytest.raises(NotComputable, match="code more cases"):
        interval(Counter({(2, 0): 9, (1, 1): 1}), presence.alpha, seed=1)


@given(st.dictionaries(st.integers(0, 9), st.integers(1, 500), min_size=1), st.integers())
def test_a_resample_has_as_many_cases_and_no_new_kinds(counted, seed):
    drawn = resampled(list(counted.items()), Random(seed))

    assert drawn.total() == sum(counted.values())
    assert set(drawn) <= set(counted)


@pytest.mark.parametrize(
    ("trials", "chance"), [(1, 0.5), (9, 0.3), (80, 0.05), (40, 0.5), (1000, 0.02), (9000, 0.9)]
)
def test_binomial_draws_have_the_mean_and_the_spread_of_the_law(trials, chance):
    random = Random(11)
    drawn = [binomial(trials, chance, random) for _ in range(20_000)]
    spread = trials * chance * (1 - chance)

    assert min(drawn) >= 0
    assert max(drawn) <= trials
    assert fmean(drawn) == pytest.approx(trials * chance, abs=4 * (spread / 20_000) ** 0.5)
    assert variance(drawn) == pytest.approx(spread, rel=0.06)


@given(st.integers(0, 50), st.integers())
def test_what_is_certain_or_impossible_is_not_left_to_chance(trials, seed):
    assert binomial(trials, 0.0, Random(seed)) == 0
    assert binomial(trials, 1.0, Random(seed)) == trials
