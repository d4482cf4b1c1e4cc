"""What a facet counts, offers and folds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from annotate.queries.facets.shown import shown
from annotate.queries.matrix import matrix
from annotate.queries.question import Question
from annotate.queries.years import years


def facet(key, query="", user=None):
    question = Question(query, user or AnonymousUser())
    return shown(question, question.asked.facets[key])


def rows(key, query="", user=None):
    found = facet(key, query, user)
    return {row.key: row for row in [*found.rows, *found.more, *found.last]}


def counts(key, query="", user=None):
    """Those that are not zero."""
    return {row.key: row.count for row in rows(key, query, user).values() if row.count}


@pytest.fixture
def four(world):
    world.case("Oslo", "track:1", "track:2", "type:political")
    world.case("Madrid", "track:1", "type:political")
    world.case("Lysistrata", "track:4", "track:6", "type:cultural")
    world.case("Divan", "track:4", "type:cultural")


# The rule


def test_in_any_mode_a_facet_counts_over_the_question_without_itself(four):
    assert counts("track", "track=4") == {"1": 2, "2": 1, "4": 2, "6": 1}
    assert counts("type", "track=4") == {"cultural": 2}


def test_in_all_mode_a_facet_counts_what_would_remain(four):
    assert counts("track", "track=4&track.mode=all") == {"4": 2, "6": 1}


def test_an_excluded_value_counts_what_would_come_back(four):
    found = counts("track", "not.track=1")
    assert found == {"1": 2, "4": 2, "6": 1}
    assert counts("type", "not.track=1") == {"cultural": 2}


def test_none_cannot_tell_and_missing_are_counted_apart(world):
    world.case("None applies")
    world.tag(world.case("Nobody knows"), "outcome:ceasefire", certainty="cannot-tell")
    world.case("Not yet coded", state="draft")
    assert counts("outcome", user=world.cleo) == {"none": 1, "cannot-tell": 1, "missing": 1}


def test_a_case_with_two_codes_is_not_counted_as_untagged_less_often(four):
    assert "none" not in counts("track")
    assert rows("track")["none"].count == 0


def test_a_case_nobody_may_see_changes_no_count(four, world):
    before = {key: counts(key) for key in ("track", "type", "country", "conflict", "decade")}
    hidden = {"countries": ["XXX"], "conflict": world.conflict("Secret war"), "start": "1801"}
    world.case("Back channel", "track:1", visibility="restricted", **hidden)
    world.case("Being written", "track:1", state="draft", **hidden)
    assert before == {key: counts(key) for key in before}
    assert "XXX" not in rows("country")
    assert "1800" not in rows("decade")
    assert "Secret" not in str(facet("conflict"))
    assert counts("track", user=world.cleo)["1"] == 4


# What is offered


def test_zero_counts_stay(four):
    assert rows("track")["9"].count == 0


def test_codes_stand_in_the_order_of_the_codebook_and_special_answers_last(four):
    found = facet("track")
    assert [row.number for row in found.rows] == list(range(1, 10))
    assert [row.key for row in found.last] == ["none", "cannot-tell", "missing"]


def test_countries_in_use_stand_with_the_most_frequent_first(world):
    for countries in (["ISR"], ["ISR", "LBN"], ["LBN"], ["LBN"], []):
        world.case(countries=countries)
    world.country("ATL")
    found = facet("country")
    assert [(row.key, row.count) for row in found.rows] == [("LBN", 3), ("ISR", 2)]
    assert [(row.key, row.count) for row in found.last] == [("missing", 1)]


def test_a_retired_code_is_offered_only_where_it_is_asked_for(four, world):
    code = world["track:9"]
    code.retired_at = world.version.published_at
    world.change.save(code)
    assert "9" not in rows("track")
    assert rows("track", "track=9")["9"].chosen


def test_sub_types_are_folded_until_one_is_asked_for(four):
    found = facet("type")
    assert [row.key for row in found.more] == ["economic-integration"]
    assert not found.more_open
    assert facet("type", "type=economic-integration").more_open


def test_every_value_carries_its_definition(four):
    assert rows("track")["4"].definition == "What private-citizen means."


def test_any_and_all_are_offered_where_a_case_can_have_several(four):
    assert [mode.label for mode in facet("track").modes] == ["any", "all"]
    assert facet("outcome").modes == []


# Where its links lead


def test_a_row_toggles_its_value(four):
    assert rows("track", "type=cultural")["4"].href == "?track=4&type=cultural"
    assert rows("track", "track=4&track=6")["4"].href == "?track=6"
    assert rows("track", "not.track=4")["4"].href == "?"


def test_not_excludes_and_takes_back(four):
    assert rows("track", "track=4&track=6")["4"].not_href == "?track=6&not.track=4"
    assert rows("track", "not.track=4&not.track=6")["4"].not_href == "?not.track=6"


def test_the_mode_stays_while_values_change(four):
    assert facet("track", "track=4").modes[1].href == "?track=4&track.mode=all"
    assert rows("track", "track=4&track.mode=all")["6"].href == "?track=4&track=6&track.mode=all"


def test_a_toggle_leads_back_to_the_first_page(four):
    assert rows("track", "page=1&sort=title")["4"].href == "?track=4&sort=title"


# How much it costs


@pytest.mark.parametrize(
    "query", ["", "track=1&not.track=2&type=cultural&outcome=missing&start=1990..&country=missing"]
)
def test_all_facets_together_take_one_query_beside_the_codebook(
    four, django_assert_num_queries, query
):
    # versions; dimensions; codes; countries with conflicts; all counts
    with django_assert_num_queries(5):
        question = Question(query, AnonymousUser())
        for each in question.shown_facets:
            shown(question, each)
        years(question)


# The years


def test_the_years_are_counted_without_the_range_that_was_asked(world):
    for year in (1978, 1991, 1993, 2004):
        world.case(start=str(year))
    chart = years(Question("start=1990..1999", AnonymousUser()))
    found = {bar.first: (bar.count, bar.within) for bar in chart.bars if bar.count}
    assert (chart.first, chart.last) == (1978, 2004)
    assert found == {1975: (1, False), 1990: (2, True), 2000: (1, False)}


def test_without_any_year_there_is_no_chart(world):
    world.case()
    assert years(Question("", AnonymousUser())) is None


# The matrix


def test_the_matrix_counts_cases_that_have_both(four):
    table = matrix(Question("", AnonymousUser()))
    shown_cells = {
        (row.option.number, column.value): str(cell.address)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.count
    }
    assert shown_cells == {
        (1, "political"): "track=1&type=political",
        (2, "political"): "track=2&type=political",
        (4, "cultural"): "track=4&type=cultural",
        (6, "cultural"): "track=6&type=cultural",
    }
    assert [column.value for column in table.columns] == ["political", "cultural", "economic"]
    assert (table.rows[0].total.count, table.totals[1].count, table.total.count) == (2, 2, 4)


def test_a_cell_that_no_address_can_ask_for_is_no_link(four):
    table = matrix(Question("track=4&track=1", AnonymousUser()))
    by_number = {row.option.number: row for row in table.rows}
    assert by_number[2].total.count == 1
    assert by_number[2].total.address is None
    assert str(by_number[4].total.address) == "track=4"


def test_without_tracks_or_types_there_is_no_matrix(db):
    assert matrix(Question("", AnonymousUser())) is None
