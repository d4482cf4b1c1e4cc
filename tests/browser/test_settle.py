"""Settling by keys, kept while one chooses."""

import pytest
from playwright.sync_api import expect

from annotate.models import Decision, Settlement
from tests.examples import disputed


@pytest.fixture
def settling(page, world, signed_in):
    """Cleo has the page open: Ada and Ben differ on tracks 4, 6 and 7."""
    case = disputed(world)
    signed_in(world.cleo)
    page.goto(f"/cases/{case.public_id}/settle")
    return page


def test_a_case_is_settled_without_a_mouse(settling):
    button = settling.get_by_role("button", name="Settle 3 differences")
    expect(button).to_have_attribute("aria-disabled", "true")
    for key in ["a", "n", "b", "n", "a"]:
        settling.keyboard.press(key)
    expect(settling.locator("[data-progress]")).to_have_text("3 chosen, 0 to go")
    expect(settling.locator("[data-missing]")).to_contain_text("say why")

    settling.locator("#reason textarea").fill("The include rule.")
    expect(settling.locator("[data-missing]")).to_have_text("")
    expect(settling.locator("[data-save-state]")).to_contain_text("draft saved")
    assert Decision.objects.exclude(value="").count() == 3
    button.click()
    expect(settling.get_by_text("Settled by")).to_be_visible()
    assert Settlement.objects.finished().exists()


def test_the_definition_and_the_reason_of_a_row_are_one_key_away(settling):
    settling.keyboard.press("d")
    row = settling.locator("[data-difference].on")
    expect(row.get_by_text("What private-citizen means.")).to_be_visible()
    settling.keyboard.press("r")
    settling.keyboard.type("Elders.")
    expect(row.locator("textarea")).to_have_value("Elders.")
