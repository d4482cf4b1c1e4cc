"""What a step concerns, counted by reading and never by guessing."""

import pytest
from django.http import QueryDict

from annotate.actions import steps
from annotate.models import Override, Permalink, Ruling, SavedSearch
from annotate.queries.merged_agreement import merged_agreement, united
from annotate.queries.reliability.question import ReliabilityQuestion
from annotate.queries.reliability.report import DimensionReport
from annotate.queries.steps import Impact, steps_log
from annotate.stats.answers import Answer
from tests.coded import coded, give


def lines(code, user):
    return {line.what: line.count for line in Impact(code, user).lines}


def test_tags_are_counted_by_the_state_of_their_cases(world):
    world.case("Oslo channel", "track:7 lead")
    world.case("Liberia", "track:7 supporting", state="draft")
    world.tag(world.case("Mozambique", state="draft"), "track:7 lead", certainty="cannot-tell")
    world.case("Ping-pong", "track:4 lead")

    assert lines(world["track:7"], world.cleo) == {
        "tags on cases that are published": 1,
        "tags on cases in draft": 2,
    }


def test_judgements_are_counted_with_their_coders(world):
    for title in ("Oslo channel", "Liberia"):
        coded(world, world.case(title), ada=["track:7 lead"], ben=["track:7 ?"])

    (line,) = Impact(world["track:7"], world.cleo).lines
    assert (line.what, line.count) == ("judgements", 4)
    assert line.note == "by 2 coders; they stay as they are"


def test_what_else_rests_on_a_code_is_named(world):
    world.dimension("shape", ["short"], derived=True)
    case = world.case("Oslo channel")
    world.change.save(Override(case=case, code=world["shape:short"], reason="It was."))
    assert lines(world["shape:short"], world.cleo) == {"overrides": 1}

    ruling = world.change.save(Ruling(number=12, text="Trade is economic.", made_by=world.cleo))
    ruling.codes.add(world["type:economic"])
    found = {line.what: line.note for line in Impact(world["type:economic"], world.cleo).lines}
    assert found == {"sub-types": "Economic integration", "rulings": "R-12"}


NAMING = [
    "type=economic",
    "track=4&not.type=economic&start=1990..",
    "type=political&type=economic&type.mode=all&conflict=999",
]
NOT_NAMING = [
    "type=economic-integration",
    "q=economic",
    "track=4",
    "not.type=economic-integration&q=type%3Deconomic",
    "sort=type&columns=type",
]


@pytest.mark.parametrize("query", NAMING)
def test_a_kept_question_that_asks_for_the_code_counts(world, query):
    SavedSearch.objects.create(user=world.dan, name="Mine", query=query)
    Permalink.objects.create(key="0123456789ab", query=query)

    found = lines(world["type:economic"], world.cleo)
    assert (found["saved questions"], found["short links"]) == (1, 1)


@pytest.mark.parametrize("query", NOT_NAMING)
def test_a_kept_question_in_which_only_the_letters_occur_does_not(world, query):
    SavedSearch.objects.create(user=world.dan, name="Mine", query=query)

    assert set(lines(world["type:economic"], world.cleo)) == {"sub-types"}


def test_a_track_is_found_under_its_number_and_under_its_key(world):
    for number, query in enumerate(["track=7", "track=religious", "start=1997"]):
        SavedSearch.objects.create(user=world.dan, name=str(number), query=query)

    assert lines(world["track:7"], world.cleo) == {"saved questions": 2}


def test_cases_that_the_curator_codes_blind_are_not_counted_but_said_to_be_there(world):
    case = world.case("Oslo channel", "track:7 lead", state="draft")
    impact = Impact(world["track:7"], world.cleo)
    assert not impact.hides_some
    give(world, case, "cleo")

    impact = Impact(world["track:7"], world.cleo)
    assert impact.hides_some
    assert "tags on cases in draft" not in {line.what for line in impact.lines}


# Agreement


def test_two_codes_that_coders_take_for_one_another_agree_once_they_are_one(world):
    for number in range(20):
        said = ["track:6 lead"], ["track:7 lead"]
        ada, ben = said if number % 2 else said[::-1]
        if number >= 10:
            ada = ben = ["track:1 lead"]
        coded(world, world.case(f"Case {number}"), ada=ada, ben=ben)

    six, seven, both = merged_agreement(world["track:6"], world["track:7"], world.cleo)
    assert six.alpha.value < 0
    assert seven.alpha.value < 0
    assert both.alpha.value == 1
    assert both.basis == (20, 40, 20)
    assert both.basis.is_enough
    assert (both.name, six.basis.positives) == ("7 Religious, merged", 10)


def test_few_cases_are_too_few_to_judge(world):
    coded(world, world.case(), ada=["track:6 lead"], ben=["track:7 lead"])

    _, _, both = merged_agreement(world["track:6"], world["track:7"], world.cleo)
    assert (both.basis.cases, both.basis.is_enough) == (1, False)
    assert both.alpha.why == "Every answer is the same, so agreement by chance is certain."


def test_codings_that_nobody_submitted_and_codes_that_nobody_was_asked_say_nothing(world):
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    coded(world, world.case(), ada=["outcome:ceasefire"], ben=["outcome:ceasefire"])

    old, new, both = merged_agreement(
        world["outcome:ceasefire"], world["outcome:armistice"], world.cleo
    )
    assert (old.basis.cases, new.basis.cases, both.basis.cases) == (1, 0, 1)


@pytest.mark.parametrize(
    ("asked", "present", "unclear", "said"),
    [
        ({1, 2}, {1}, set(), "present"),
        ({1, 2}, {2}, {1}, "present"),
        ({1, 2, 3}, {3}, {1}, "unclear"),
        ({1, 2, 3}, {3}, {3}, "absent"),
        ({1, 3}, set(), set(), "absent"),
        ({3}, {3}, set(), "not asked"),
    ],
)
def test_either_code_makes_the_union_present(asked, present, unclear, said):
    both = frozenset([1, 2])
    one = united(Answer("case", "ada", *map(frozenset, (asked, present, unclear))), both)
    is_so = {
        "present": both in one.present & one.told,
        "unclear": both in one.unclear,
        "absent": both in one.told - one.present,
        "not asked": not one.asked,
    }

    assert [words for words, holds in is_so.items() if holds] == [said]


def test_the_figures_before_a_merge_are_those_of_the_page_about_agreement(world):
    for number in range(4):
        said = {"ada": ["track:6 lead"], "ben": ["track:7 ?"] if number % 2 else ["track:6 lead"]}
        coded(world, world.case(f"Case {number}"), **said)
    six, seven, _ = merged_agreement(world["track:6"], world["track:7"], world.cleo)

    question = ReliabilityQuestion(QueryDict("dimension=track"), world.cleo)
    assert question.is_valid
    [option] = question.asked("dimension")
    by_code = DimensionReport(question, option).by_code
    for agreement, code in ((six, world["track:6"]), (seven, world["track:7"])):
        assert agreement.basis == by_code[code.pk].basis
        assert agreement.alpha.value == by_code[code.pk].figures["alpha"].value


def test_a_standing_step_can_be_told_from_an_undone_one(world):
    code = world["track:7"]
    step = steps.rename(code, label="Faith", why="…", version=code.version, by=world.cleo)
    assert [found.undone_at for found in steps_log()] == [None]
    steps.undo(step, by=world.cleo)
    assert steps_log()[0].undone_by == world.cleo
