import doctest
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotate import sampling
from annotate.sampling import LARGEST_SEED, sample

NUMBERS = st.sets(st.integers(1, 100_000), max_size=60)
SEEDS = st.integers(0, LARGEST_SEED)


@given(NUMBERS, st.integers(1, 80), SEEDS, st.randoms())
def test_the_same_seed_draws_the_same_cases_whatever_order_they_come_in(
    numbers, size, seed, random
):
    shuffled = random.sample(sorted(numbers), len(numbers))

    assert sample(shuffled, size, seed=seed) == sample(sorted(numbers), size, seed=seed)


@given(NUMBERS, st.integers(1, 80), SEEDS)
def test_as_many_are_drawn_as_asked_for_each_once_and_none_from_elsewhere(numbers, size, seed):
    drawn = sample(numbers, size, seed=seed)

    assert len(drawn) == len(set(drawn)) == min(size, len(numbers))
    assert set(drawn) <= numbers


@given(NUMBERS, st.integers(1, 80), SEEDS)
def test_a_larger_sample_holds_the_smaller_one(numbers, size, seed):
    assert set(sample(numbers, size, seed=seed)) <= set(sample(numbers, size + 1, seed=seed))


@given(NUMBERS, st.integers(1, 100_000), st.integers(1, 80), SEEDS)
def test_a_new_case_pushes_out_one_other_at_most(numbers, new, size, seed):
    before, after = sample(numbers, size, seed=seed), sample(numbers | {new}, size, seed=seed)

    assert len(set(before) - set(after)) <= 1


def test_each_is_drawn_about_as_often_as_any_other():
    drawn = Counter(number for seed in range(2000) for number in sample(range(20), 5, seed=seed))

    assert set(drawn) == set(range(20))
    assert all(420 < times < 580 for times in drawn.values())  # 500 each, and four deviations


def test_what_was_drawn_once_is_drawn_for_ever():
    assert sample(range(1, 109), 6, seed=2026) == [15, 44, 68, 69, 96, 97]


def test_the_example_holds():
    assert doctest.testmod(sampling).failed == 0
