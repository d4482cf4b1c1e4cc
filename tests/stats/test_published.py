"""Every published value is reproduced to six decimals."""

import pytest
from stats.examples import EXAMPLES, expected, pairs, ratings, sets

from annotate.stats import agreement, levels, presence
from annotate.stats import pairs as two
from annotate.stats.agreement import NotComputable, alpha, unequal
from annotate.stats.sets import dice, jaccard, masi, multi_valued_alpha


def exactly(value):
    return pytest.approx(value, abs=5e-7)


def test_krippendorffs_four_coders():
    four, published = ratings("krippendorff_C_4x12"), expected("krippendorff_C_4x12")

    assert alpha(four) == exactly(published["nominal"])
    assert alpha(four, levels.ordinal(four)) == exactly(published["ordinal"])
    assert alpha(four, levels.interval) == exactly(published["interval"])
    assert alpha(four, levels.ratio) == exactly(published["ratio"])
    assert agreement.ac1(four) == exactly(published["gwet_ac1"])
    assert sum(map(len, agreement.pairable(four))) == published["pairable_values"]
    assert len(agreement.pairable(four)) == published["units_used"]


def test_two_coders_with_two_codes():
    two_coders, published = (
        ratings("krippendorff_A_binary_2x10"),
        expected("krippendorff_A_binary_2x10"),
    )
    as_presence = [[answer == 1 for answer in unit] for unit in two_coders]

    assert alpha(two_coders) == exactly(published["nominal"])
    assert presence.alpha(presence.tally(as_presence)) == exactly(published["nominal"])
    assert agreement.percent(two_coders) == exactly(published["percent"])


def test_the_example_of_the_encyclopedia():
    three, published = (
        ratings("wikipedia_krippendorff_3x15"),
        expected("wikipedia_krippendorff_3x15"),
    )

    assert alpha(three) == exactly(published["nominal"])
    assert alpha(three, levels.interval) == exactly(published["interval"])
    assert sum(map(len, agreement.pairable(three))) == published["pairable_values"]


def test_cohens_table():
    both, published = pairs("cohen_1960_p45"), expected("cohen_1960_p45")

    assert two.cohen(both) == exactly(published["kappa"])
    assert two.cohen_highest(both) == exactly(published["kappa_max"])
    assert two.scott(both) == exactly(published["scott_pi"])
    assert agreement.ac1(both) == exactly(published["gwet_ac1"])
    assert agreement.percent(both) == exactly(published["po"])
    assert alpha(both) == exactly(published["alpha_nominal"])


def test_fleiss_six_psychiatrists():
    thirty, published = ratings("fleiss_1971"), expected("fleiss_1971")
    by_code = agreement.fleiss_by_code(thirty)

    assert agreement.fleiss(thirty) == exactly(published["kappa"])
    assert agreement.percent(thirty) == exactly(published["P_bar"])
    assert alpha(thirty) == exactly(published["alpha_nominal"])
    assert [by_code[code] for code in range(1, 6)] == pytest.approx(
        published["per_category_kappa"], abs=5e-4
    )


@pytest.mark.parametrize("row", EXAMPLES["set_distances"])
def test_distances_of_sets(row):
    one, other = frozenset(row["a"]), frozenset(row["b"])
    found = [distance(one, other) for distance in (unequal, jaccard, dice, masi)]

    assert found == exactly([share(row[name]) for name in NAMES])


NAMES = ["exact", "jaccard", "dice", "masi_1_minus_JM"]


def share(text):
    over, _, under = text.partition("/")
    return int(over) / int(under or 1)


@pytest.mark.parametrize("table", ["table3", "8a", "9a"])
def test_the_sets_of_krippendorff_and_craggs(table):
    answers, published = (
        sets(f"krippendorff_craggs_2016_{table}"),
        expected(f"krippendorff_craggs_2016_{table}"),
    )

    assert alpha(answers, unequal) == exactly(published["exact"])
    assert alpha(answers, jaccard) == exactly(published["jaccard"])
    assert alpha(answers, dice) == exactly(published["dice"])
    assert alpha(answers, masi) == exactly(published["masi_1_minus_JM"])
    assert multi_valued_alpha(answers) == exactly(published["mvalpha_nominal"])


def test_nine_tracks_as_sets():
    answers, known = sets("nine_track_12x3"), expected("nine_track_12x3")

    assert alpha(answers, unequal) == exactly(known["exact"]["alpha"])
    assert alpha(answers, jaccard) == exactly(known["jaccard"]["alpha"])
    assert alpha(answers, dice) == exactly(known["dice"]["alpha"])
    assert alpha(answers, masi) == exactly(known["masi_passonneau2006"]["alpha"])
    assert multi_valued_alpha(answers) == exactly(known["mvalpha_nominal"]["alpha"])


@pytest.mark.parametrize("code", range(1, 10))
def test_nine_tracks_one_by_one(code):
    known = expected("nine_track_12x3")["per_code"][str(code)]
    judged = presences(code)

    assert [sum(map(bool, coder)) for coder in zip(*judged, strict=True)] == known[
        "positives_by_coder"
    ]
    assert presence.alpha(presence.tally(judged)) == exactly(known["alpha"])
    assert agreement.ac1(judged, [True, False]) == exactly(known["ac1"])
    for names, kappa in known["cohen"].items():
        assert cohen_of(judged, *names.split("-")) == (kappa if kappa is None else exactly(kappa))


def presences(code):
    answers = sets("nine_track_12x3")
    return [[None if answer is None else code in answer for answer in unit] for unit in answers]


def cohen_of(judged, first, second):
    try:
        return two.cohen([(unit[int(first) - 1], unit[int(second) - 1]) for unit in judged])
    except NotComputable:
        return None


def test_their_mean_is_not_the_pooled_figure():
    known = expected("nine_track_12x3")
    alphas = [presence.alpha(presence.tally(presences(code))) for code in range(1, 10)]
    pooled = [unit for code in range(1, 10) for unit in presences(code)]

    assert sum(alphas) / 9 == exactly(known["macro_alpha"])
    assert alpha(pooled) == exactly(known["pooled_alpha"])


def test_taking_nothing_applies_for_missing_or_the_reverse_gives_another_figure():
    answers, known = sets("nine_track_12x3"), expected("nine_track_12x3")
    emptied = [[answer or None for answer in unit] for unit in answers]
    filled = [[answer or frozenset() for answer in unit] for unit in answers]

    assert alpha(emptied, masi) == exactly(known["wrong_empty_as_missing_masi"])
    assert alpha(filled, masi) == exactly(known["wrong_missing_as_empty_masi"])
    assert alpha(answers, masi) != exactly(known["wrong_empty_as_missing_masi"])
