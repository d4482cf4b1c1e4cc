"""A page may declare any number of rows; what counts is how many arrived."""

import pytest
from filled import Page

from annotate.forms.entry.row_count import MOST_ROWS, TOO_MANY, arrived_rows, rows_to_show
from annotate.models import Case


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


@pytest.mark.parametrize(
    ("declared", "arrived", "rows"),
    [
        *[("2", 2, 2), ("3", 2, 3), ("99999", 2, 2), ("9999", 2, 3), ("1", 2, 2), ("x", 2, 2)],
        *[("", 0, 0), ("٣", 1, 1), ("301", 400, MOST_ROWS)],
    ],
)
def test_the_rows_that_arrived_are_shown_and_one_that_was_just_added(declared, arrived, rows):
    assert rows_to_show(declared, arrived) == rows


def test_rows_are_counted_under_their_own_prefix():
    typed = ["places-0-name", "places-4-role", "tag-7-evidence-1-quote", "tag-7-on", "places-name"]

    assert arrived_rows(typed) == {"places": 5, "tag-7-evidence": 2, "tag": 8}


@pytest.mark.parametrize("declared", ["99999", "0", "x", ""])
def test_a_wrong_number_of_rows_loses_none_and_asks_for_no_blank_ones(world, ada, declared):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("places", name="Oslo")
    page.row("places", name="Madrid")
    page["places-TOTAL_FORMS"] = declared

    page.press(add_row="events")
    assert page["places-TOTAL_FORMS"] == "2"
    page["places-TOTAL_FORMS"] = declared
    page.save()

    assert [place.name for place in Case.objects.get().places.all()] == ["Oslo", "Madrid"]


def test_more_rows_than_fit_are_refused_in_plain_words(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    for place in range(MOST_ROWS + 1):
        page[f"events-{place}-id"] = ""

    page.save()

    assert TOO_MANY in page.html
    assert not Case.objects.exists()
