"""What holds for every coding whatever it says."""

from collections import Counter
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.stats import agreement, presence
from annotate.stats.agreement import NotComputable, alpha, unequal
from annotate.stats.overlaps import by_pairs, by_subsets
from annotate.stats.sets import (
    alphas,
    dice,
    dice_by_size,
    exact_by_size,
    jaccard,
    jaccard_by_size,
    masi,
    masi_by_size,
    multi_valued_alpha,
)

CODES = "abcd"
answers = st.none() | st.frozensets(st.sampled_from(CODES))
judgements = st.sampled_from([True, False, None])


def tables(answer):
    """Six cases at most by one to four coders."""
    return st.integers(1, 4).flatmap(
        lambda coders: st.lists(
            st.lists(answer, min_size=coders, max_size=coders), min_size=1, max_size=6
        )
    )


def by(distance):
    return lambda ratings: alpha(ratings, distance)


SET_MEASURES = [by(unequal), by(jaccard), by(dice), by(masi), multi_valued_alpha]
measures = st.sampled_from([*SET_MEASURES, agreement.percent])


def figure(measure, ratings):
    """What it is, about; or why there is none."""
    try:
        return pytest.approx(measure(ratings), abs=1e-9)
    except NotComputable as refusal:
        return str(refusal)


@given(tables(answers), measures, st.randoms(use_true_random=False))
def test_neither_the_order_of_cases_nor_that_of_coders_matters(ratings, measure, random):
    coders = list(range(len(ratings[0])))
    random.shuffle(coders)
    shuffled = [[unit[coder] for coder in coders] for unit in random.sample(ratings, len(ratings))]

    assert figure(measure, shuffled) == figure(measure, ratings)


@given(tables(answers), measures, st.permutations(CODES))
def test_what_codes_are_called_does_not_matter(ratings, measure, names):
    called = dict(zip(CODES, names, strict=True))
    renamed = [
        [answer if answer is None else frozenset(map(called.get, answer)) for answer in unit]
        for unit in ratings
    ]

    assert figure(measure, renamed) == figure(measure, ratings)


@given(tables(answers), measures, answers)
def test_a_case_coded_once_changes_nothing(ratings, measure, answer):
    once = [answer, *[None] * (len(ratings[0]) - 1)]

    assert figure(measure, [*ratings, once]) == figure(measure, ratings)


@given(tables(st.none() | st.sampled_from(CODES).map(lambda code: frozenset([code]))))
def test_with_one_code_each_all_set_measures_are_nominal_alpha(ratings):
    nominal = figure(alpha, ratings)

    assert [figure(measure, ratings) for measure in SET_MEASURES] == [nominal] * len(SET_MEASURES)


@given(st.lists(st.frozensets(st.sampled_from(CODES)), min_size=2), st.integers(2, 4))
def test_perfect_agreement_that_varies_is_one(cases, coders):
    assume(len(set(cases)) > 1)
    ratings = [[case] * coders for case in cases]

    assert [measure(ratings) for measure in SET_MEASURES] == [1] * len(SET_MEASURES)


@given(tables(answers))
def test_alphas_of_sets_at_once_are_those_one_by_one(ratings):
    by_size = [exact_by_size, jaccard_by_size, dice_by_size, masi_by_size]
    one_by_one = [figure(by(distance), ratings) for distance in (unequal, jaccard, dice, masi)]
    at_once = figure(lambda said: alphas(said, by_size), ratings)

    assert ([at_once] * 4 if isinstance(at_once, str) else at_once) == one_by_one


@given(st.dictionaries(st.integers(0, 255), st.integers(1, 9), max_size=20))
def test_pairs_of_answers_are_counted_alike_both_ways(answers):
    told = Counter(answers)

    assert +by_subsets(told) == by_pairs(told)


@given(tables(judgements))
def test_counts_hold_all_that_alpha_needs(ratings):
    def from_counts(cases):
        return presence.alpha(presence.tally(cases))

    assert figure(from_counts, ratings) == figure(alpha, ratings)


@given(tables(judgements), st.integers(0, 5))
def test_a_code_and_its_absence_agree_equally(ratings, seed):
    turned = [[answer if answer is None else not answer for answer in unit] for unit in ratings]
    tallied, reverse = presence.tally(ratings), presence.tally(turned)

    assert figure(presence.alpha, reverse) == figure(presence.alpha, tallied)
    assert figure_or_none(presence.positive_agreement, tallied) == figure_or_none(
        presence.negative_agreement, reverse
    )


def figure_or_none(measure, tallied):
    try:
        return pytest.approx(measure(tallied))
    except NotComputable:
        return None


@given(tables(answers))
def test_the_answer_that_nothing_applies_is_an_answer(ratings):
    """It is never taken for a missing one: cases of which all say it count as agreement."""
    agreed = [*ratings, [frozenset()] * len(ratings[0])]
    assume(len(ratings[0]) > 1)

    assert len(agreement.pairable(agreed)) == len(answered(ratings)) + 1


def answered(ratings):
    try:
        return agreement.pairable(ratings)
    except NotComputable:
        return []


@pytest.mark.parametrize(
    ("ratings", "why"),
    [
        ([], "No case was coded by two coders."),
        ([["a", None], [None, "b"]], "No case was coded by two coders."),
        ([["a", "a"], ["a", "a"]], "Every answer is the same, so agreement by chance is certain."),
    ],
)
def test_what_is_undefined_says_so(ratings, why):
    for measure in (alpha, agreement.fleiss, agreement.fleiss_by_code):
        with pytest.raises(NotComputable, match=why):
            measure(ratings)


def test_fleiss_refuses_cases_with_different_numbers_of_codings():
    with pytest.raises(NotComputable, match="the same number of codings"):
        agreement.fleiss([["a", "a", "b"], ["a", "b", None]])


def test_one_possible_code_leaves_nothing_to_agree_on():
    with pytest.raises(NotComputable, match="Only one code was possible"):
        agreement.ac1([["a", "a"]])
    assert agreement.ac1([["a", "a"]], "ab") == 1


def test_a_code_that_nobody_found_has_no_positive_agreement():
    nowhere = presence.tally([[False, False], [False, False]])

    with pytest.raises(NotComputable, match="found this code present"):
        presence.positive_agreement(nowhere)
    assert presence.negative_agreement(nowhere) == 1
    assert presence.prevalence(nowhere) == 0


def test_chance_answers_come_to_about_nothing():
    random = Random(7)
    ratings = [random.choices("ab", [3, 1], k=3) for _ in range(4000)]

    assert alpha(ratings) == pytest.approx(0, abs=0.03)
    assert Counter(map(len, ratings)) == {3: 4000}
