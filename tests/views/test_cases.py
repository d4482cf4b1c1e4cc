"""The list and the matrix, as a browser without scripts sees them."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotate.actions.indexing import index_all
from annotate.models import Case


@pytest.fixture
def four(world):
    world.case("Oslo channel", "track:1", "track:2 supporting", "type:political", start="1993")
    world.case("Madrid conference", "track:1", "type:political", start="1991")
    world.case("Lysistrata", "track:4", "track:6", "type:cultural", "outcome:no-agreement")
    world.case("Divan", "track:4", "type:cultural", conflict=world.conflict("Levant dispute"))


def page(client, query="", path="/cases/", status=200):
    response = client.get(f"{path}?{query}")
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def links(html):
    return [unescape(href) for href in re.findall(r'<a[^>]* href="([^"]*)"', html)]


def titles(html):
    return re.findall(r'class="title"[^>]*>([^<]+)</a>', html)


# The answer


def test_the_list_says_what_was_asked_and_how_many_answer(four, client):
    html = page(client, "track=4&not.type=political")
    assert "<b>track</b> is Private citizen" in html
    assert "<b>2</b> of 4 cases" in html
    assert titles(html) == ["Lysistrata", "Divan"]


def test_a_row_shows_case_conflict_years_tracks_types_and_outcome(four, client):
    html = page(client, "sort=title&track=4")
    assert "Levant dispute" in html
    assert "Track 6, Activism: lead" in html
    assert ">Cultural" in html
    assert "No agreement" in html
    assert "none" in html


def test_the_list_explains_how_its_tracks_look(four, client):
    key = re.sub(r"<[^>]+>", "", page(client).partition('<span class="small quiet wide-only">')[2])
    assert key.startswith("1 lead 1 supporting 1? cannot tell")


def test_the_columns_can_be_chosen(world, client):
    world.case("Oslo channel", "officialness:official", countries=["ISR", "NOR"])
    html = page(client, "columns=officialness&columns=country")
    assert "ISR, NOR" in html
    assert ">Official<" in html
    assert ">Outcome</th>" not in html


def test_a_draft_is_marked_as_one(world, client):
    world.case("Being written", state="draft")
    client.force_login(world.ada)
    assert re.search(r"Being written</a>\s*<span[^>]*>draft", page(client))


def test_columns_sort_up_and_down(four, client):
    html = page(client, "sort=start")
    assert 'aria-sort="ascending"' in html
    assert "?sort=-start" in links(html)
    assert titles(page(client, "sort=-start"))[:2] == ["Oslo channel", "Madrid conference"]


def test_pages_follow_each_other(four, client):
    html = page(client, "size=3")
    assert "1–3 of 4" in html
    assert any("page=2" in href for href in links(html))
    assert len(titles(html) + titles(page(client, "size=3&page=2"))) == 4


def test_downloads_and_the_matrix_keep_the_question(four, client):
    found = links(page(client, "track=4"))
    for address in [
        "/cases.csv?track=4",
        "/cases.csv?track=4&shape=tags",
        "/cases.csv?track=4&for=spreadsheet",
        "/cases/matrix?track=4",
        "/cases/columns",
    ]:
        assert address in found


def test_every_link_of_the_page_is_an_answer(four, client):
    html = page(client, "track=4&type=cultural")
    for href in {href for href in links(html) if href.startswith("?")}:
        page(client, href[1:])


# The forms


def test_the_filter_form_leads_to_the_address_of_its_question(four, client):
    response = client.get("/cases/?q=&track=4&start.from=1980&start.to=2010")
    assert response.status_code == 302
    assert response["Location"] == "/cases/?start=1980..2010&track=4"


def test_the_filter_form_hands_on_what_is_asked_already(four, client):
    html = page(client, "track=4&not.type=political&start=1980..")
    assert '<input type="hidden" name="track" value="4">' in html
    assert '<input type="hidden" name="not.type" value="political">' in html
    assert 'name="start.from" aria-label="Start from" value="1980"' in html


def test_a_search_lists_the_nearest_first(four, world, client):
    index_all(Case.objects.all())
    assert titles(page(client, "q=madrid")) == ["Madrid conference"]


# Nothing, and what is not understood


def test_an_empty_answer_says_what_would_help(four, client):
    html = page(client, "track=4&type=political")
    assert "No case answers this question" in html
    assert '<a href="?track=4">2 cases would</a>' in html


def test_before_the_first_case_the_page_says_so(world, client):
    assert "There is no case yet" in page(client)


def test_a_question_that_is_not_understood_gets_no_answer_but_a_correction(four, client):
    html = page(client, "trak=4", status=400)
    assert "There is no filter “trak”. Did you mean track?" in html
    assert "/cases/?track=4" in links(html)
    assert titles(html) == []


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("start=2010..1990", ("2010", "1990")),
        ("start=abc..", ("abc", "")),
        ("start.from=abc&start.to=2010&q=", ("abc", "2010")),
        ("start=soon", ("soon", "")),
    ],
)
def test_a_refused_range_comes_back_as_it_was_typed_with_what_was_wrong(four, client, query, typed):
    html = page(client, f"{query}&track=4&not.type=cultral", status=400)
    first, last = re.findall(r'<input[^>]* name="start\.(?:from|to)"[^>]*>', html)
    assert f'value="{typed[0]}"' in first
    assert f'value="{typed[1]}"' in last
    assert 'aria-describedby="start-wrong"' in first
    assert re.search(r'id="start-wrong">[^<]*“', html)
    assert '<input type="hidden" name="track" value="4">' in html
    assert '<input type="hidden" name="not.type" value="cultural">' in html


def test_a_range_that_ends_before_it_starts_is_offered_the_other_way_round(four, client):
    html = page(client, "start=2010..1990&track=4", status=400)
    assert "/cases/?start=1990..2010&track=4" in links(html)


def test_a_page_that_is_not_there_is_not_an_empty_answer(four, client):
    html = page(client, "size=3&page=9", status=404)
    assert "There is no page 9; the answer has 2." in html


@pytest.mark.parametrize(
    "query",
    [
        "q=<script>alert(1)</script>",
        "q=%22%3E%3Cimg+src=x+onerror=alert(1)%3E",
        "track=%22%3E%3Cscript%3E",
        "%3Cscript%3E=1",
        "conflict=%3Cscript%3E",
        "start=%3Cscript%3E..",
        "q=%D8%A3%D9%88%D8%B3%D9%84%D9%88",
        "q=%22unbalanced",
        "q=" + "%D8%A3" * 5000,
        "q=" + "x" * 10_000,
        "page=1180591620717411303424",
        "size=1180591620717411303424",
        "decade=1180591620717411303424",
        "conflict=1180591620717411303424",
        "start=1180591620717411303424..",
        "q=%00",
        "%00",
        "=",
        "&&&",
        "track",
        "q=%ED%A0%80",
        "not.=1",
        ".mode=all",
        "track.mode.mode=all",
        "&".join(f"not.track={number}" for number in range(1, 10)),
        "&".join(["track=1"] * 900),
    ],
)
@pytest.mark.parametrize("path", ["/cases/", "/cases/matrix", "/cases.csv"])
def test_no_address_breaks_the_page_or_runs_in_it(four, client, query, path):
    response = client.get(f"{path}?{query}")
    assert response.status_code in {200, 302, 400}
    if response.streaming:
        list(response)
    elif response["Content-Type"].startswith("text/html"):
        assert b"<script>alert" not in response.content
        assert b"<img src=x" not in response.content
        assert b'"><script>' not in response.content


def test_text_from_the_database_is_never_markup(world, client):
    world.dimension("x", ["y"], position=0)
    code = world["x:y"]
    code.label = code.definition = "<script>alert(1)</script>"
    world.change.save(code)
    world.case("<script>alert(1)</script>", "x:y", conflict=world.conflict("<b>war</b>"))
    html = page(client, "x=y&columns=x")
    assert "<script>alert" not in html
    assert "<b>war" not in html


# Who sees what


def test_a_case_that_may_not_be_seen_is_neither_listed_nor_counted(four, world, client):
    world.case("Back channel", "track:1", visibility="restricted")
    html = page(client)
    assert "Back channel" not in html
    assert "of 4 cases" in html
    client.force_login(world.cleo)
    assert "of 5 cases" in page(client)


def test_the_state_is_a_filter_for_the_team(four, world, client):
    assert 'id="facet-state"' not in page(client)
    client.force_login(world.dan)
    assert 'id="facet-state"' not in page(client)
    client.force_login(world.ada)
    assert 'id="facet-state"' in page(client)


# How much it costs


EVERYTHING = (
    "track=1&track=2&not.type=cultural&outcome=none&country=missing&start=1990..&sort=outcome"
    "&columns=track&columns=country&columns=state&q=case"
)


@pytest.mark.parametrize("size", [1, 20, 200])
@pytest.mark.parametrize("query", ["", EVERYTHING])
def test_a_list_takes_at_most_twelve_queries_whatever_is_asked(world, client, size, query):
    for number in range(30):
        countries = ["ISR"][: number % 2]
        world.case(f"Case {number}", "track:1", "type:political", countries=countries, start="1993")
    index_all(Case.objects.all())
    client.force_login(world.ada)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert titles(page(client, f"size={size}&{query}"))
    # session, user, groups; versions, dimensions, codes, countries with conflicts; all counts;
    # the name it was saved under; rows, their tags, their countries
    assert len(captured) <= 12, "\n".join(query["sql"] for query in captured)


# The matrix


def test_the_matrix_links_each_count_to_its_cases(four, client):
    html = page(client, path="/cases/matrix")
    assert "/cases/?track=1&type=political" in links(html)
    assert re.search(r'href="/cases/\?track=4&amp;type=cultural">2<', html)


def test_the_matrix_of_a_question_without_answer_says_so(four, client):
    assert "No case answers this question" in page(
        client, "track=4&type=political", path="/cases/matrix"
    )
