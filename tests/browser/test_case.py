"""The page of a case in the browser: its keys, and on paper."""

import pytest
from playwright.sync_api import expect

from annotate.models import Place
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    case = world.case("Oslo channel", "track:1 lead", "track:2 lead", state=State.PUBLISHED)
    world.document(case, "Secret talks in Norway began between academics.")
    world.evidence(case.tags.first(), "Secret talks")
    return case


@pytest.fixture
def on_case(page, case):
    page.goto(case.get_absolute_url())
    return page


def test_w_opens_every_why_and_closes_them_again(on_case):
    quote = on_case.get_by_text("in Norway began between academics.")
    expect(quote).to_be_hidden()

    on_case.keyboard.press("w")
    expect(quote).to_be_visible()
    on_case.keyboard.press("w")
    expect(quote).to_be_hidden()


def test_y_copies_the_citation(on_case, case, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    on_case.keyboard.press("y")

    expect(on_case.get_by_text("Copied.")).to_be_visible()
    copied = on_case.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“Oslo channel” ({case.public_id}), in Multitrack, as of ")


def test_on_paper_every_why_is_open(on_case):
    on_case.emulate_media(media="print")

    assert on_case.get_by_text("in Norway began between academics.").bounding_box()["height"] > 0
    expect(on_case.get_by_role("button", name="Copy")).to_be_hidden()


def test_the_map_has_land_and_on_a_phone_numbers_only(page, case, world):
    world.change.save(Place(case=case, name="Sarpsborg", latitude=59.28, longitude=11.11))
    page.goto(case.get_absolute_url())
    drawing = page.get_by_role("img", name="Places of Oslo channel, on a map")

    drawing.scroll_into_view_if_needed()
    assert drawing.locator("use").first.bounding_box()["width"] > 1000
    expect(drawing.get_by_text("Sarpsborg").last).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 780})
    expect(drawing.get_by_text("Sarpsborg").last).to_be_hidden()
    expect(drawing.get_by_text("1", exact=True)).to_be_visible()


def test_e_leads_those_who_may_edit_to_the_form(page, case, world):
    page.goto("/sign-in")
    page.get_by_label("Name").fill("cleo")
    page.get_by_label("Password").fill(world.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.goto(case.get_absolute_url())
    page.keyboard.press("e")

    page.wait_for_url(f"**{case.get_absolute_url()}/edit")
