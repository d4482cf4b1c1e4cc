"""From what coders said to the figures of one code and of whole answers."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats.examples import expected, sets

from annotate.stats import agreement, pairs, presence, report
from annotate.stats import answers as stats
from annotate.stats.agreement import NotComputable
from annotate.stats.answers import Answer
from annotate.stats.confusion import confusions
from annotate.stats.formulas import FORMULAS

CODES = frozenset("abcd")


@st.composite
def answer(draw, case, coder):
    asked = draw(st.sampled_from([CODES, CODES - {"d"}]))
    present = draw(st.frozensets(st.sampled_from(sorted(asked))))
    unclear = draw(st.frozensets(st.sampled_from(sorted(asked)), max_size=1))
    return Answer(case, coder, asked, present - unclear, unclear)


@st.composite
def said(draw):
    """Up to five cases, each by up to three coders."""
    places = draw(st.sets(st.tuples(st.integers(1, 5), st.sampled_from("ABC"))))
    return [draw(answer(*place)) for place in sorted(places)]


def judgement(one, code):
    """One by one, as a person would read it."""
    if code not in one.asked or code in one.unclear:
        return None
    return code in one.present


@settings(max_examples=30, deadline=None)
@given(said())
def test_counting_what_was_judged_is_reading_every_judgement(answers):
    units = stats.units_of(answers)
    found = stats.judged(units, CODES)
    for code in CODES:
        read = [[judgement(one, code) for one in unit] for unit in units]
        counts = Counter((unit.count(True), unit.count(False)) for unit in read)
        del counts[0, 0]
        assert found[code] == counts


@settings(max_examples=30, deadline=None)
@given(said())
def test_crossing_two_coders_is_reading_their_judgements_side_by_side(answers):
    found = stats.crossed(stats.units_of(answers), CODES)
    for one, other in combinations("ABC", 2):
        mine, yours = ({a.case: a for a in answers if a.coder == who} for who in (one, other))
        both = sorted(mine.keys() & yours.keys())
        for code in CODES if both else ():
            read = [(judgement(mine[case], code), judgement(yours[case], code)) for case in both]
            told = Counter(pair for pair in read if None not in pair)
            assert found[one, other][code] == told


@settings(max_examples=30, deadline=None)
@given(said(), st.data())
def test_a_case_coded_once_changes_nothing(answers, data):
    once = data.draw(answer(99, "A"))
    before, after = (stats.units_of(each) for each in (answers, [*answers, once]))

    assert stats.crossed(after, CODES) == stats.crossed(before, CODES)
    assert confusions(after) == confusions(before)
    assert report.of_sets(stats.sets(after, CODES)) == report.of_sets(stats.sets(before, CODES))
    for code in CODES:
        old, new = (report.of_code(stats.judged(each, CODES)[code]) for each in (before, after))
        assert new.basis == old.basis
        assert {**new.figures, "ac1": None} == {**old.figures, "ac1": None}


@given(st.lists(st.lists(st.sampled_from([True, False, None]), max_size=4), max_size=8))
def test_counts_hold_all_that_the_secondary_figures_need(ratings):
    counted = Counter((case.count(True), case.count(False)) for case in ratings)
    del counted[0, 0]
    tallied = presence.tally(ratings)

    assert figure(presence.percent, tallied) == figure(agreement.percent, ratings)
    assert figure(presence.fleiss, tallied) == figure(agreement.fleiss, ratings)
    of_all = figure(lambda said: agreement.ac1(said, [True, False]), ratings)
    assert figure(presence.ac1, counted) == of_all


def figure(measure, given):
    try:
        return pytest.approx(measure(given))
    except NotComputable as undefined:
        return str(undefined)


def test_a_table_of_pairs_may_be_given_as_counts():
    listed = [("a", "b"), ("a", "a"), ("a", "a"), ("b", "b"), ("b", None)]

    assert pairs.cohen(Counter(listed)) == pairs.cohen(listed)
    assert pairs.scott(Counter(listed)) == pairs.scott(listed)


@pytest.mark.parametrize(
    ("counted", "status"),
    [
        ({(2, 0): 10, (0, 2): 10}, "ok"),
        ({(2, 0): 10, (0, 2): 9}, "too few"),
        ({(1, 1): 4, (0, 2): 30}, "too few"),
        ({(1, 1): 5, (0, 2): 30}, "ok"),
        ({(1, 0): 9, (2, 0): 10, (0, 2): 9}, "too few"),
        ({(0, 2): 30}, "undefined"),
        ({}, "undefined"),
    ],
)
def test_twenty_cases_and_five_times_present_are_enough(counted, status):
    assert report.of_code(Counter(counted)).status("alpha") == status


def test_a_figure_without_a_number_says_why():
    figures = report.of_code(Counter({(0, 2): 30}), seed=1).figures

    assert figures["alpha"].why == ("Every answer is the same, so agreement by chance is certain.")
    assert figures["positive_agreement"].why == "No coder found this code present."
    assert figures["negative_agreement"].value == 1


def test_the_interval_is_that_of_its_seed_whatever_the_order_of_cases():
    counts = [((2, 0), 10), ((1, 1), 10), ((0, 2), 10)]
    one, other = (report.of_code(Counter(dict(each)), seed=3) for each in (counts, counts[::-1]))

    assert one.figures["alpha"] == other.figures["alpha"]
    assert one.figures["alpha"].low < one.figures["alpha"].value < one.figures["alpha"].high


def test_the_mean_is_over_codes_that_can_be_judged_and_the_worst_is_named():
    good = report.of_code(Counter({(2, 0): 20, (0, 2): 20}))
    fair = report.of_code(Counter({(2, 0): 20, (1, 1): 10, (0, 2): 20}))
    few = report.of_code(Counter({(1, 1): 5}))
    found = report.summary({"good": good, "fair": fair, "few": few})

    assert found.mean.value == (1 + fair.figures["alpha"].value) / 2
    assert (found.judged, found.worst) == (2, "fair")
    assert report.summary({"few": few}).mean.why == "No code can be judged yet."


def nine_tracks():
    tracks = frozenset(range(1, 10))
    return [
        Answer(case, coder, tracks, answer, frozenset())
        for case, unit in enumerate(sets("nine_track_12x3"))
        for coder, answer in enumerate(unit)
        if answer is not None
    ]


def test_nine_tracks_from_what_coders_said():
    units, known = stats.units_of(nine_tracks()), expected("nine_track_12x3")
    judged = stats.judged(units, range(1, 10))
    alphas = [report.of_code(judged[code]).figures["alpha"].value for code in range(1, 10)]
    whole = report.of_sets(stats.sets(units, range(1, 10)))

    assert alphas == pytest.approx([known["per_code"][str(n)]["alpha"] for n in range(1, 10)])
    assert whole.figures["set_multi_valued"].value == pytest.approx(
        known["mvalpha_nominal"]["alpha"]
    )
    assert whole.basis.codings == known["exact"]["pairable_values"]


def test_codes_swapped_more_often_than_expected_are_confused():
    def of(case, coder, *present):
        return Answer(case, coder, CODES, frozenset(present), frozenset())

    swapped = [[of(case, "A", "a"), of(case, "B", "b")] for case in range(2)]
    others = [[of(case, "A", "c"), of(case, "B", "c", "d")] for case in range(2, 4)]
    [found] = confusions([*swapped, *others])

    assert found.codes == ("a", "b")
    assert (found.swaps, found.cases) == (2, [0, 1])
    assert found.expected == 0.5  # 4 pairs × 2/4 × 2/4 ÷ 2


def test_in_a_choice_of_one_the_empty_answer_is_none_and_an_unshared_one_is_missing():
    shared = frozenset("ab")
    units = [
        [Answer(1, who, CODES, frozenset(said), frozenset()) for who, said in enumerate(answers)]
        for answers in (["a", ""], ["d", "a"])
    ]

    assert stats.single(units, shared) == [[{"a"}, set()], [None, {"a"}]]


def test_every_figure_has_its_formula():
    of_sets = report.of_sets([[frozenset("a"), frozenset("b")]]).figures
    computed = {*report.OF_CODE, *of_sets, *report.SINGLE, "ac1", "cohen"}

    assert computed <= FORMULAS.keys()
    assert all(formula.formula and formula.paper for formula in FORMULAS.values())
