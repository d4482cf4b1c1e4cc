"""What a query string asks, and what it may not ask."""

import pytest
from django.contrib.auth.models import AnonymousUser

from annotate.actions import codebook
from annotate.queries.filters import NotAnswerable
from annotate.queries.question import Question

HUGE = 2**70


def ask(query, user=None):
    question = Question(query, user or AnonymousUser())
    assert question.is_valid, question.refusals
    return {case.title for case in question.cases}


def refusals(query, user=None):
    return Question(query, user or AnonymousUser()).refusals


# How values and parameters combine


@pytest.fixture
def three(world):
    world.case("Oslo", "track:1 lead", "track:2 lead")
    world.case("Lysistrata", "track:4 lead", "track:6")
    world.case("Divan", "track:4 lead", "type:cultural")


def test_several_values_widen_and_several_parameters_narrow(three):
    assert ask("track=1&track=4") == {"Oslo", "Lysistrata", "Divan"}
    assert ask("track=1&track=4&type=cultural") == {"Divan"}


def test_the_mode_all_asks_for_every_value(three):
    assert ask("track=4&track=6&track.mode=all") == {"Lysistrata"}


def test_a_value_can_be_excluded(three):
    assert ask("not.track=6") == {"Oslo", "Divan"}
    assert ask("track=4&not.type=cultural") == {"Lysistrata"}


def test_a_track_answers_to_its_number_and_to_its_key(three):
    assert ask("track=activism") == ask("track=6") == {"Lysistrata"}


def test_a_case_with_two_of_the_values_is_listed_once(world):
    world.case("Oslo", "track:1", "track:2", countries=["NOR", "ISR"])
    question = Question("track=1&track=2&country=NOR&country=ISR", AnonymousUser())
    assert question.cases.count() == 1


# The three answers beside the codes


def test_none_cannot_tell_and_missing_are_three_things(world):
    world.case("None applies")
    world.tag(world.case("Nobody knows"), "outcome:ceasefire", certainty="cannot-tell")
    world.case("Not yet coded", state="draft")
    world.case("Answered", "outcome:ceasefire")

    assert ask("outcome=none", world.cleo) == {"None applies"}
    assert ask("outcome=cannot-tell", world.cleo) == {"Nobody knows"}
    assert ask("outcome=missing", world.cleo) == {"Not yet coded"}
    assert ask("outcome=ceasefire", world.cleo) == {"Answered"}
    assert ask("not.outcome=missing&not.outcome=none", world.cleo) == {"Nobody knows", "Answered"}


def test_a_dimension_that_a_case_was_never_asked_is_missing_not_none(world):
    world.case("Coded under 1.0")
    world.dimension("phase", ["early", "late"])
    assert ask("phase=missing") == {"Coded under 1.0"}

    world.version = world.publish_codebook("2.0")
    world.case("Coded under 2.0")
    assert ask("phase=missing") == {"Coded under 1.0"}
    assert ask("phase=none") == {"Coded under 2.0"}


def test_a_dimension_that_comes_back_stays_missing_where_it_was_not_asked(world):
    outcome = world["outcome:ceasefire"].dimension
    codebook.retire_dimension(outcome, by=world.cleo)
    world.version = world.publish_codebook("1.1")
    world.case("Coded under 1.1")
    codebook.unretire_dimension(outcome, by=world.cleo)

    assert ask("outcome=none") == set()
    assert ask("outcome=missing") == {"Coded under 1.1"}


def test_a_new_dimension_can_be_asked_for_at_once(world):
    world.dimension("weather", ["rain", "sun"], multi_valued=True)
    world.case("Wet", "weather:rain")
    assert ask("weather=rain") == {"Wet"}
    assert ask("not.weather=rain&weather=sun&weather.mode=all") == set()


def test_an_old_address_with_a_retired_code_still_answers(world):
    world.case("Oslo", "outcome:ceasefire")
    code = world["outcome:ceasefire"]
    code.retired_at = world.version.published_at
    world.change.save(code)
    assert ask("outcome=ceasefire") == {"Oslo"}


# Where and when


def test_country_conflict_decade_and_state(world):
    oslo = world.case("Oslo", start="1993", countries=["ISR"], conflict=world.conflict("Élan war"))
    world.case("Nowhere", state="draft")

    assert ask("country=ISR") == ask("decade=1990") == ask("state=published") == {"Oslo"}
    assert ask(f"conflict={oslo.conflict_id}-elan-war") == {"Oslo"}
    assert ask(f"conflict={oslo.conflict_id}") == {"Oslo"}
    assert ask(f"conflict={oslo.conflict_id}-another-name") == {"Oslo"}
    for key in ("country", "conflict", "decade", "start"):
        assert ask(f"{key}=missing", world.ada) == {"Nowhere"}


def test_a_range_finds_every_case_whose_date_may_lie_in_it(world):
    world.case("Known to the year", start="1993")
    world.case("Known to the day", start="1993-09-13")
    assert ask("start=1993-05..1993-06") == {"Known to the year"}
    assert ask("start=1993") == {"Known to the year", "Known to the day"}
    assert ask("start=1994..") == set()
    assert ask("start=..1993-09-13") == {"Known to the year", "Known to the day"}


# What is refused


@pytest.mark.parametrize(
    ("query", "parameter", "instead"),
    [
        ("contry=COL", "contry", "country"),
        ("trak=1", "trak", "track"),
        ("not.tracks=1", "not.tracks", "not.track"),
        ("track=goverment", "track", "1"),
        ("track=religous", "track", "7"),
        ("type=cultral", "type", "cultural"),
        ("outcome=mising", "outcome", "missing"),
        ("type=Cultural", "type", "cultural"),
        ("decade=1990s", "decade", "1990"),
        ("decade=the 1990s", "decade", "1990"),
        ("decade=1995", "decade", "1990"),
        ("decade=mising", "decade", "missing"),
        ("start=2010..1990", "start", "1990..2010"),
        ("start=1990-2005", "start", "1990..2005"),
        ("start=1990-05 to 1991", "start", "1990-05..1991"),
        ("start=1990s", "start", ""),
        ("track.mode=al", "track.mode", "all"),
        ("sort=titel", "sort", "title"),
        ("columns=outcom", "columns", "outcome"),
    ],
)
def test_a_misspelling_is_refused_by_name_and_the_nearest_word_is_offered(
    world, query, parameter, instead
):
    [refusal] = refusals(query)
    assert (refusal.parameter, refusal.instead) == (parameter, instead)
    assert query.rpartition("=")[2] in refusal.sentence or parameter in refusal.sentence


@pytest.mark.parametrize(
    "query",
    [
        "track=10",
        "track=1,2",
        "track=１",
        "country=Atlantis",
        "country=col",
        "conflict=1",
        "conflict=0",
        "conflict=-elan-war",
        "conflict=elan-war",
        f"conflict={HUGE}",
        "decade=1995",
        f"decade={HUGE}",
        "start=1993-13",
        "start=2005..1990",
        "start=yesterday",
        "start=1990..&start=2000..",
        "q=peace&q=war",
        "q=%22%22",
        "q=%E2%80%94",
        "q=" + "x" * 501,
        "q=" + "+".join(f"w{number}" for number in range(31)),
        "page=0",
        f"page={HUGE}",
        "page=-1",
        "page=two",
        "page=٣",
        "size=1000",
        "q=a%00b",
        "track=%00",
        "%00=1",
        "track%00=1",
        "shape=rows",
        "for=excel",
        "track.mode=any&track.mode=all",
    ],
)
def test_what_is_not_understood_is_refused(world, query):
    assert refusals(query)


def test_a_refused_decade_is_told_how_decades_are_written(world):
    [refusal] = refusals("decade=1990s")
    assert refusal.sentence == (
        "“1990s” is no value of decade of start. Did you mean 1990?"
        " Write the first year of the decade, such as 1990, or missing."
    )


def test_everything_wrong_is_named_at_once(world):
    wrong = refusals("contry=COL&track=99&track=1&start=soon")
    assert {refusal.parameter for refusal in wrong} == {"contry", "track", "start"}


def test_a_refused_question_has_no_answer(world):
    world.case("Oslo")
    with pytest.raises(NotAnswerable, match="contry"):
        Question("contry=COL", AnonymousUser()).cases.count()


def test_an_empty_value_asks_nothing(three):
    assert ask("q=&track=&start=&not.type=&sort=") == {"Oslo", "Lysistrata", "Divan"}


# Who asks


def test_a_conflict_of_cases_one_may_not_see_is_as_unknown_as_they_are(world):
    secret = world.conflict("Secret war")
    world.case("Back channel", conflict=secret, visibility="restricted")

    known = world.conflict("Known war")
    world.case("Oslo", conflict=known)

    assert "Secret" not in refusals("conflict=secret-war")[0].sentence
    for user in (AnonymousUser(), world.dan, world.ben):
        [hidden] = refusals(f"conflict={secret.pk}", user)
        [unknown] = refusals(f"conflict={known.pk + 1}", user)
        assert hidden.sentence.replace(hidden.value, "N") == unknown.sentence.replace(
            unknown.value, "N"
        )
    assert ask(f"conflict={secret.pk}", world.cleo) == {"Back channel"}


def test_nobody_gets_a_case_by_asking_for_its_state(world):
    world.case("Being written", state="draft")
    assert ask("state=draft") == ask("state=draft", world.dan) == set()
    assert ask("state=draft", world.ben) == {"Being written"}
