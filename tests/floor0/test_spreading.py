from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.spreading import CannotSpread, spread


@given(
    cases=st.integers(1, 40), coders=st.integers(1, 6), each=st.integers(1, 6), seed=st.integers()
)
def test_each_case_goes_to_as_many_different_coders_as_asked_and_nobody_gets_more(
    cases, coders, each, seed
):
    each = min(each, coders)
    pairs = spread(range(cases), range(coders), each, seed=seed)

    assert len(set(pairs)) == cases * each
    assert set(Counter(case for case, _ in pairs).values()) == {each}
    load = Counter(dict.fromkeys(range(coders), 0))
    load.update(coder for _, coder in pairs)
    assert max(load.values()) - min(load.values()) <= 1


@given(st.integers())
def test_the_same_seed_spreads_the_same_way(seed):
    first, second = [spread(range(12), "abc", 2, seed=seed) for _ in range(2)]

    assert first == second


def test_everybody_codes_with_everybody():
    pairs = spread(range(60), "abcd", 2, seed=7)
    shared = Counter(frozenset(coder for case, coder in pairs if case == one) for one in range(60))

    assert sorted(shared.values()) == [10] * 6


def test_who_may_not_code_a_case_does_not_get_it():
    pairs = spread(range(4), "ab", 1, seed=1, barred={(case, "a") for case in range(4)})

    assert {coder for _, coder in pairs} == {"b"}


def test_too_few_coders_are_told_for_which_case():
    with pytest.raises(CannotSpread, match="PI-7: 2 codings asked for, 1 coders can"):
        spread(["PI-7"], "ab", 2, seed=1, barred={("PI-7", "a")})
