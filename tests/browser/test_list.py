"""The case list in the browser: quick with scripts, complete with the keyboard, foldable."""

import csv

import pytest
from playwright.sync_api import expect

from annotate.actions.indexing import index_all
from annotate.models import Case


@pytest.fixture
def on_list(page, world):
    world.case("Oslo channel", "track:1", "type:political", start="1991")
    world.case("Lysistrata", "track:4", "track:6", "type:cultural", start="1992")
    world.case("Divan", "track:4", "type:cultural", start="1993")
    index_all(Case.objects.all())
    page.goto("/cases/")
    return page


def count(page):
    return page.locator("#answer").get_by_role("status")


def row(page, label):
    return page.locator(".facet li", has_text=label).first


def test_filters_narrow_widen_and_exclude_without_a_reload_and_download_what_is_listed(on_list):
    page = on_list
    page.evaluate("window.isTheSamePage = true")

    row(page, "Government").get_by_role("link").first.click()
    expect(count(page)).to_have_text("1 of 3 cases")
    row(page, "Activism").get_by_role("link").first.click()
    expect(count(page)).to_have_text("2 of 3 cases")
    page.get_by_role("group", name="Combine Track").get_by_text("all").click()
    expect(count(page)).to_have_text("0 of 3 cases")
    page.get_by_role("link", name="Clear all").click()
    expect(count(page)).to_have_text("3 of 3 cases")
    row(page, "Political").hover()
    row(page, "Political").get_by_text("not").click()
    expect(page.locator(".sentence")).to_have_text("Cases where type is not Political.")
    expect(page).to_have_title("Cases where type is not Political. · Multitrack")
    assert page.evaluate("window.isTheSamePage")

    with page.expect_download() as download:
        page.keyboard.press("x")
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        assert [line["title"] for line in csv.DictReader(file)] == ["Lysistrata", "Divan"]


def test_the_way_back_leads_to_the_question_before(on_list):
    row(on_list, "Private citizen").get_by_role("link").first.click()
    expect(count(on_list)).to_have_text("2 of 3 cases")
    on_list.go_back()
    expect(count(on_list)).to_have_text("3 of 3 cases")
    assert on_list.evaluate("Object.keys(localStorage)") == []


def test_focus_stays_on_the_filter_that_was_toggled(on_list):
    filter_link = on_list.locator("#facet-track-4")
    filter_link.focus()
    on_list.keyboard.press("Enter")
    expect(count(on_list)).to_have_text("2 of 3 cases")
    expect(filter_link).to_be_focused()


def test_the_list_is_walked_sorted_searched_and_opened_by_keyboard(on_list):
    page = on_list
    page.goto("/cases/?size=2")
    page.keyboard.press("n")
    expect(page.locator(".pager")).to_contain_text("3–3 of 3")
    page.keyboard.press("p")
    expect(page.locator(".pager")).to_contain_text("1–2 of 3")

    page.keyboard.press("f")
    page.keyboard.type("lysistrata")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=lysistrata**")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/cases/PI-*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lysistrata")


def test_on_a_narrow_screen_filters_unfold_and_stay_while_one_chooses(on_list):
    page = on_list
    page.set_viewport_size({"width": 360, "height": 780})
    page.reload()
    expect(page.locator("#facets")).to_be_hidden()
    page.keyboard.press("f")
    expect(page.locator("#facets")).to_be_visible()
    page.locator("#facet-track-4").click()
    expect(page.locator("#active")).to_have_text("1 active")
    expect(page.locator("#facets")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_what_is_saved_is_what_is_on_the_screen(on_list, world, signed_in):
    signed_in(world.ada)
    on_list.goto("/cases/")
    on_list.locator("#facet-track-4").click()
    expect(count(on_list)).to_have_text("2 of 3 cases")
    on_list.get_by_text("Save question").click()
    on_list.get_by_label("Save this question as").fill("Citizens")
    on_list.keyboard.press("Enter")
    expect(on_list.get_by_text("Saved as “Citizens”.")).to_be_visible()
    assert world.ada.saved_searches.get().query == "track=4"
