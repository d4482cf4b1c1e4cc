"""One confidence for all ticked codes that have none: shipped cases came without any."""

import pytest
from filled import Page

from annotate.models.vocabularies import State


@pytest.fixture
def page(world, client):
    """Ada has a returned case open: two tags without a confidence and one with."""
    case = world.case(
        "Oslo", "track:2 lead", state=State.RETURNED, return_reason="How sure are you?"
    )
    for key in ("type:cultural", "outcome:ceasefire"):
        world.tag(case, key, confidence="")
    client.force_login(world.ada)
    return Page(client, f"/cases/{case.public_id}/edit")


def confidences(page, world, *keys):
    return [page[f"tag-{world[key].pk}-confidence"] for key in keys]


ALL = ["track:2", "type:cultural", "outcome:ceasefire"]


def test_it_goes_to_those_that_have_none_and_is_saved_with_the_rest(world, page):
    assert "2 had none when this page was loaded." in page.html
    page["summary"] = "Typed before."

    page.press(fill_confidence="medium")
    assert confidences(page, world, *ALL) == ["high", "medium", "medium"]
    assert page["summary"] == "Typed before."
    assert "All had one when this page was loaded." in page.html

    assert page.save().status_code == 302
    case = world.ada.cases.get()
    assert sorted(tag.confidence for tag in case.tags.all()) == ["high", "medium", "medium"]


def test_nothing_is_saved_by_filling_in(world, page):
    page.press(fill_confidence="low")

    assert world.ada.cases.get().tags.filter(confidence="").count() == 2


def test_a_code_that_is_not_ticked_gets_none(world, page):
    page.press(fill_confidence="low")

    assert not page[f"tag-{world['track:4'].pk}-confidence"]


def test_a_confidence_that_there_is_not_fills_in_nothing(world, page):
    page.press(fill_confidence="utter")

    assert confidences(page, world, "type:cultural") == [""]


def test_pressing_it_alone_leaves_no_draft_that_differs(world, page):
    page.press(fill_confidence="utter")

    assert "is kept" not in page.client.get(page.address).text
