"""The scripts of Django's admin under our policy."""

import pytest
from playwright.sync_api import expect

from annotate.models import Code


@pytest.fixture
def upkeep(world, signed_in):
    """A page with Cleo, who curates, signed in."""
    return signed_in(world.cleo)


def test_a_code_is_added_with_its_dimension_found_while_typing(world, upkeep):
    upkeep.goto("/admin/annotate/code/add/")
    upkeep.locator(".field-dimension .select2-selection").click()
    upkeep.locator(".select2-search__field").press_sequentially("offic")
    upkeep.locator(".select2-results__option", has_text="Officialness").click()
    for name, value in {"key": "quasi", "label": "Quasi-official", "definition": "Half."}.items():
        upkeep.fill(f"#id_{name}", value)
    upkeep.get_by_role("button", name="Save", exact=True).click()

    expect(upkeep.get_by_text("was added successfully")).to_be_visible()
    assert world["officialness:quasi"].history.get().history_user == world.cleo


def test_a_row_for_another_code_opens_under_its_dimension(world, upkeep):
    dimension = world["outcome:ceasefire"].dimension
    upkeep.goto(f"/admin/annotate/dimension/{dimension.pk}/change/")
    upkeep.get_by_role("button", name="Add another Code").click()
    for name, value in {"key": "truce", "label": "Truce", "definition": "A pause."}.items():
        upkeep.fill(f"#id_codes-2-{name}", value)
    upkeep.get_by_role("button", name="Save", exact=True).click()

    expect(upkeep.get_by_text("was changed successfully")).to_be_visible()
    assert Code.objects.get(key="truce").dimension == dimension


def test_chosen_cases_are_counted_and_shown_before_anything_happens(world, upkeep):
    for title in ["Sant'Egidio", "Liberia"]:
        world.case(title, "track:7 lead")
    upkeep.goto("/admin/annotate/case/")
    upkeep.get_by_label("Select all objects on this page for an action").check()
    expect(upkeep.get_by_text("2 of 2 selected")).to_be_visible()
    upkeep.get_by_label("Action:").select_option(label="Return with a reason …")
    upkeep.get_by_role("button", name="Go").click()

    expect(upkeep.get_by_role("row", name="Liberia published → returned")).to_be_visible()
    upkeep.get_by_label("Reason").fill("Cite the treaty.")
    upkeep.get_by_role("button", name="Return 2 of 2").click()
    expect(upkeep.get_by_text("Return: 2 cases.")).to_be_visible()
