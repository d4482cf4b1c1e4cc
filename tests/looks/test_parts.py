import re
from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory

from annotate.models.tags import Evidence
from tests.looks.parts import HOSTILE, diplomacy_type, include, show, tag, track

NOON = datetime(2026, 11, 22, 12, 4, 31, tzinfo=UTC)


def row(label="Government", count=3, **more):
    return {"key": "government", "label": label, "count": count, "href": "?", **more}


def facet(**more):
    return {"key": "track", "label": "Track", "rows": [row(not_href="?not")], **more}


def test_a_box_says_its_heading_and_a_bad_one_is_announced():
    html = show(
        '{% note "bad" title %}<p>Nothing was searched.</p>{% endnote %}', title="No filter"
    )

    assert 'role="alert"' in html
    assert "<p>Nothing was searched.</p>" in html


def test_an_empty_answer_says_why_and_what_next():
    html = show('{% empty "No case" %}<a href="/">31 would without</a>{% endempty %}')

    assert "No case" in html
    assert '<a href="/">31 would without</a>' in html


def test_a_tag_opens_on_the_passage_it_rests_on():
    passage = Evidence(prefix="In 2003 ", quote="women in Monrovia", suffix=" decided")
    html = show(
        '{% why tag %}{% include "annotate/parts/quote.html" %}{% endwhy %}',
        tag=tag(track(), role="lead"),
        passage=passage,
    )

    assert '<li class="t4">' in html
    assert "In 2003 <b>women in Monrovia</b> decided" in html
    assert "They met in markets." in html


def test_a_tag_that_is_no_track_opens_without_a_tracks_colour():
    html = show('{% why tag "type" %}x{% endwhy %}', tag=tag(diplomacy_type()))

    assert "<li>" in html
    assert ">type<" in html


def test_a_difference_shows_what_went_and_what_came():
    html = show("{% diff before after %}", before="ended 1993-08", after="ended 1993-09-13")

    assert re.findall(r"<(del|ins)>\s*(.+?)</", html) == [("del", "1993-08"), ("ins", "1993-09-13")]


def test_an_entry_of_the_history_escapes_what_people_wrote():
    change = {"field": "Title", "before": HOSTILE, "after": "Oslo channel"}
    entry = {"when": NOON, "who": HOSTILE, "what": HOSTILE, "why": HOSTILE, "changes": [change]}

    assert "<script" not in include("history", entries=[entry])


def test_a_facet_row_toggles_counts_and_excludes():
    html = include("facet", facet=facet())

    assert 'href="?"' in html
    assert "3<span" in html
    assert '<a class="x" href="?not">not' in html


def test_a_value_without_cases_is_greyed_and_stays():
    html = include("facet", facet=facet(rows=[row(count=0, not_href="?not")]))

    assert '<li class="nil">' in html
    assert "Government" in html


def test_chosen_and_excluded_values_say_so_in_words():
    chosen, excluded = row(chosen=True, not_href="?"), row(excluded=True, not_href="?")
    html = include("facet", facet=facet(rows=[chosen], last=[excluded]))

    assert ", chosen" in html
    assert ", excluded" in html


def test_folded_values_are_counted_on_the_fold():
    more = [row(key=str(n), not_href="?") for n in range(4)]

    assert "4 more" in include("facet", facet=facet(more=more))


def test_the_definition_of_a_value_hangs_on_its_link():
    html = include("facet", facet=facet(rows=[row(definition="States.", not_href="?")]))

    assert 'aria-describedby="def-track-government"' in html
    assert 'id="def-track-government"' in html


def test_an_active_filter_names_what_it_removes():
    chip = {"label": "Type", "value": "Military", "excluded": True, "href": "?"}
    html = include("filters", chips=[chip], clear_href="/cases/")

    assert "Remove not Type: Military" in html
    assert "Clear all" in html


def test_the_pages_of_a_list_are_links_that_keep_the_question():
    request = RequestFactory().get("/cases/?track=4&page=2")
    page = Paginator(range(50), 20).page(2)
    html = include("pager", request, page=page)

    assert "21–40 of 50" in html
    assert 'href="?track=4&amp;page=3"' in html
    assert 'href="?track=4&amp;page=1"' in html


@pytest.mark.parametrize(("at", "says"), [(NOON, "draft saved"), (None, "not saved yet")])
def test_the_state_of_saving_is_said_aloud(at, says):
    html = include("save_state", at=at)

    assert 'role="status"' in html
    assert says in html


def test_the_rest_of_the_parts_render_with_plain_data():
    links = [{"label": "CSV", "href": "/cases.csv", "key": "x"}]
    sections = [{"id": "names", "label": "Names", "errors": 1, "note": ""}]
    tabs = [{"label": "List", "href": "/", "here": True}]

    assert "1 to fix" in include("contents", sections=sections)
    assert 'aria-current="page"' in include("tabs", label="Views", tabs=tabs)
    assert "<b>30</b> of 108" in include("exports", count=30, total=108, exports=links)
    assert "Oslo" in include("cite", id="cite", text="Oslo", links=links)
    assert 'aria-sort="descending"' in include(
        "sort_head", label="Years", href="?", direction="descending"
    )
    assert '<mark class="t4">' in include("mark", number=4, words="they met")
    assert '<mark class="plain">' in include("mark", number="", words="they met")
    assert "retired" in include("badge", word="retired", tone="warn")
    assert "<b" in include("tracks", tags=[tag(track(), role="lead")])
    assert 'width="67"' in show("{% bar 8 12 number=4 %}")
    assert 'width="0"' in show("{% bar 0 0 %}")
