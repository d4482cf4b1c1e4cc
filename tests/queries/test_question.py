"""A question in words, as an address, and as what one can change about it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from annotate.queries.chips import chips
from annotate.queries.correction import corrected
from annotate.queries.near import near
from annotate.queries.question import Question


def ask(query, user=None):
    question = Question(query, user or AnonymousUser())
    assert question.is_valid, question.refusals
    return question


# In words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "All cases."),
        ("track=4", "Cases where track is Private citizen."),
        (
            "track=4&track=6&not.type=political&start=1980..2010",
            (
                "Cases where track is Private citizen or Activism, type is not Political, "
                "and the start is between 1980 and 2010."
            ),
        ),
        (
            "track=4&track=6&track.mode=all&outcome=missing",
            "Cases where track is Private citizen and Activism and outcome is missing.",
        ),
        (
            "not.track=1&not.track=2",
            "Cases where track is neither Government nor Professional cr.",
        ),
        ("q=peace", "Cases that mention peace."),
        (
            'q="peace council" Oslo&track=none',
            'Cases that mention "peace council" Oslo where track is none.',
        ),
        ("start=1993", "Cases where the start is in 1993."),
        ("start=1990..", "Cases where the start is 1990 or later."),
        ("end=..2005", "Cases where the end is 2005 or earlier."),
        (
            "start=1990-05..1990-06",
            "Cases where the start may be between May 1990 and June 1990.",
        ),
        ("end=missing", "Cases where the end is missing."),
        ("decade=1990&state=draft", "Cases where decade of start is 1990s and state is Draft."),
    ],
)
def test_the_sentence_says_what_was_asked(world, query, sentence):
    assert str(ask(query).sentence) == sentence


def test_the_words_that_decide_are_bold(world):
    bold = [text for text, is_bold in ask("track=4&track=6&not.type=cultural").sentence if is_bold]
    assert bold == ["track", " or ", "type", "not"]


# As an address


@pytest.mark.parametrize(
    "query",
    [
        "track=activism&track=4&type=cultural",
        "type=cultural&track=6&track=4&track=6",
        "track.mode=any&track=4&track=6&type=cultural&q=&page=3",
        "track=4&track=6&type=cultural&type.mode=all",
        "track=4&track=6&type=cultural&sort=title&size=20&columns=outcome",
    ],
)
def test_equal_questions_have_one_hash_however_they_are_spelt(world, query):
    assert ask(query).hash == ask("track=4&track=6&type=cultural").hash


@pytest.mark.parametrize(
    "query", ["track=4", "track=4&track=6&type=cultural&track.mode=all", "not.track=4", "q=track"]
)
def test_other_questions_have_other_hashes(world, query):
    assert ask(query).hash != ask("track=4&track=6&type=cultural").hash


def test_the_address_is_canonical_and_keeps_how_the_answer_is_shown(world):
    question = ask("sort=title&size=20&page=2&track=activism&track=private-citizen&size=20")
    assert question.query == "track=4&track=6&sort=title&size=20"
    assert ask(question.query).query == question.query


def test_what_is_usual_is_not_in_the_address(world):
    assert ask("sort=start&size=50&track.mode=any").query == ""
    assert ask("q=peace&sort=relevance").query == "q=peace"
    assert ask("q=peace&sort=start").query == "q=peace&sort=start"


def test_words_are_spelt_with_straight_marks_and_single_spaces(world):
    assert str(ask("q=+norway++“peace+council").words) == 'norway "peace council"'


def test_a_conflict_is_spelt_by_number_and_present_name_and_kept_by_number(world):
    war = world.conflict("Tajik civil war")
    world.case(conflict=war)
    question = ask(f"conflict={war.pk}-some-older-name")
    assert str(question.address) == f"conflict={war.pk}-tajik-civil-war"
    assert question.query == f"conflict={war.pk}"


def test_a_renamed_conflict_changes_no_question_about_it(world):
    wars = [world.conflict("Abkhaz war"), world.conflict("Bosnian war")]
    for war in wars:
        world.case(war.name, conflict=war)
    before = ask(f"conflict={wars[1].pk}&conflict={wars[0].pk}&not.conflict=missing")

    wars[0].name = "Zone of conflict in Abkhazia"  # which no longer comes first
    world.change.save(wars[0])
    after = ask(str(before.address))

    assert (after.hash, after.query) == (before.hash, before.query)
    assert titles(str(before.address)) == ["Abkhaz war", "Bosnian war"]
    assert f"conflict={wars[0].pk}-zone-of-conflict-in-abkhazia" in str(after.address)


def test_the_two_inputs_of_the_form_become_one_range(world):
    question = ask("start.from=1980&start.to=&q=")
    assert question.is_typed
    assert question.query == "start=1980.."
    assert question.start_sides == ("1980", "")
    assert not ask("start=1980..").is_typed


def test_what_is_typed_into_the_form_is_checked_like_an_address(world):
    [refusal] = Question("start.from=2010&start.to=1980", AnonymousUser()).refusals
    assert refusal.parameter == "start"


# Changing it


def test_each_chip_takes_away_what_it_names(world):
    question = ask("q=peace&track=4&track=6&not.type=cultural&start=1980..")
    assert [(chip.label, chip.value, chip.excluded) for chip in chips(question)] == [
        ("Words", "peace", False),
        ("Track", "4 Private citizen", False),
        ("Track", "6 Activism", False),
        ("Type", "Cultural", True),
        ("Start", "1980..", False),
    ]
    assert [ask(chip.href[1:]).query for chip in chips(question)] == [
        "start=1980..&track=4&track=6&not.type=cultural",
        "q=peace&start=1980..&track=6&not.type=cultural",
        "q=peace&start=1980..&track=4&not.type=cultural",
        "q=peace&start=1980..&track=4&track=6",
        "q=peace&track=4&track=6&not.type=cultural",
    ]


def test_an_answer_without_cases_says_what_stands_in_the_way(world):
    for _ in range(3):
        world.case("Lysistrata", "track:4", "type:cultural")
    world.case("Oslo", "track:1")
    found = near(ask("track=4&not.type=cultural"))
    assert [(each.what, each.count, str(each.address)) for each in found] == [
        ("not Type: Cultural", 3, "track=4"),
        ("Track: 4 Private citizen", 1, "not.type=cultural"),
    ]


def test_a_refused_question_leads_to_the_one_that_may_have_been_meant(world):
    meant = corrected(Question("trak=4&track=religous&contry=&size=9999", AnonymousUser()))
    assert meant.query == "track=4&track=7"
    assert str(meant.sentence) == "Cases where track is Private citizen or Religious."


# In order


def test_unknown_dates_come_last_both_ways(world):
    world.case("Unknown")
    world.case("Late", start="2001")
    world.case("Early", start="1993")
    assert titles("sort=start") == ["Early", "Late", "Unknown"]
    assert titles("sort=-start") == ["Late", "Early", "Unknown"]


def test_titles_sort_without_regard_to_case_and_accents(world):
    from annotate.actions.indexing import index

    for title in ["Zürich", "élan", "Ärzte", "amnesty"]:
        index(world.case(title))
    assert titles("sort=title") == ["amnesty", "Ärzte", "élan", "Zürich"]


def test_a_dimension_of_one_answer_sorts_in_the_order_of_the_codebook(world):
    world.case("Unanswered")
    world.case("None", "outcome:no-agreement")
    world.case("Ceasefire", "outcome:ceasefire")
    assert titles("sort=outcome") == ["Ceasefire", "None", "Unanswered"]
    assert titles("sort=-outcome") == ["None", "Ceasefire", "Unanswered"]


def titles(query):
    return [case.title for case in ask(query).cases]
