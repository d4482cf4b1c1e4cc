"""A case from its first word to its publication, in the browser."""

import pytest
from playwright.sync_api import expect

from annotate.actions.indexing import index
from annotate.models import Case, Draft
from annotate.models.vocabularies import State

NARRATIVE = "Two academics opened secret talks in Norway, which became an agreement."


def sign_in(page, name, password):
    page.goto("/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


@pytest.fixture
def form(page, world, signed_in):
    """Ada has the form of a new case open. Tags of the format follow a rule."""
    world.dimension("format", ["bilateral", "trilateral", "not-applicable"], derived=True)
    world.country("NOR")
    signed_in(world.ada)
    page.goto("/cases/new")
    return page


def add_party(form, name, kind, place):
    if place:
        form.get_by_role("button", name="Add an actor").click()
    row = form.locator("#section-participations [data-row]").nth(place)
    row.get_by_label("Actor").fill(name)
    row.get_by_label("Kind, if new").select_option(kind)
    row.get_by_label("Role").select_option("principal-party")
    row.get_by_label("At the table").check()
    row.get_by_label("Side").fill(name)
    row.get_by_label("Side").blur()


def add_source(form, title, place):
    if place:
        form.get_by_role("button", name="Add a source").click()
    row = form.locator("#section-citations [data-row]").nth(place)
    row.get_by_label("Kind").select_option("book")
    row.get_by_label("Title").fill(title)


def tick(form, code, role=""):
    """Tick a code and give its grounds; returns its part of the page."""
    part = form.locator(f"#code-{code.pk}")
    part.get_by_role("checkbox", name=code.label).check()
    if role:
        part.get_by_text(role, exact=True).click()
    part.get_by_label("Rationale").fill("The narrative says so.")
    part.get_by_label("Confidence").select_option("high")
    return part


def test_a_case_is_entered_tagged_with_a_quote_submitted_and_published(form, world):
    form.get_by_label("Title").first.fill("Oslo channel")
    form.get_by_label("Narrative").fill(NARRATIVE)
    form.get_by_label("Start", exact=True).fill("1993-01")
    form.get_by_label("Start", exact=True).blur()
    expect(form.get_by_text("January 1993, known to the month")).to_be_visible()
    add_party(form, "PLO", "armed-group", 0)
    add_party(form, "Israel", "state", 1)
    expect(form.locator("#derived-values")).to_contain_text(
        "2 sides are at the table: PLO; Israel."
    )
    track = tick(form, world["track:2"], "lead")
    track.get_by_role("button", name="Add evidence").click()
    track.get_by_label("Quote").fill("secret talks in Norway")
    tick(form, world["type:cultural"])
    tick(form, world["outcome:no-agreement"])
    add_source(form, "Gaza First", 0)
    add_source(form, "Making Peace", 1)
    form.get_by_role("button", name="Submit for review").first.click()
    expect(form.get_by_text("Saved and submitted for review.")).to_be_visible()

    form.get_by_role("button", name="Sign out").click()
    sign_in(form, "cleo", world.password)
    case = Case.objects.get(title="Oslo channel")
    form.goto(case.get_absolute_url())
    form.get_by_role("button", name="Publish").click()

    expect(form.get_by_text("Published.")).to_be_visible()
    case.refresh_from_db()
    assert case.state == State.PUBLISHED
    assert case.tags.of("format").get().code.key == "bilateral"
    row = case.tags.of("track").get().evidence.get()
    assert NARRATIVE[row.start : row.end] == "secret talks in Norway"


def test_what_is_typed_is_kept_and_gone_on_with_later(form):
    form.get_by_label("Title").first.fill("Half a ti")
    expect(form.locator("[data-save-state]")).to_contain_text("draft saved")
    assert "Half+a+ti" in Draft.objects.get().query

    form.goto("/cases/new")
    form.get_by_role("link", name="Go on with it").click()

    expect(form.get_by_label("Title").first).to_have_value("Half a ti")


def test_a_title_like_another_is_warned_of_while_it_is_typed(form, world):
    index(world.case("Wunlit Dinka-Nuer Peace Conference"))

    form.get_by_label("Title").first.press_sequentially("Wunlit peace conference")

    expect(form.get_by_text("This may be in the dataset already.")).to_be_visible()
    form.get_by_label("It is a different case").check()
    expect(form.get_by_text("This may be in the dataset already.")).to_be_hidden()


def test_known_actors_are_offered_while_their_name_is_typed(form, world):
    world.actor("Quakers")

    form.get_by_label("Actor").first.press_sequentially("quak")

    expect(form.locator("#known-actors option")).to_have_attribute("value", "Quakers")


def test_a_source_that_is_just_typed_can_be_cited_for_a_tag(form, world):
    add_source(form, "Gaza First", 0)
    part = tick(form, world["track:7"], "supporting")
    part.get_by_role("button", name="Add evidence").click()

    part.get_by_label("Where it stands").focus()
    part.get_by_label("Where it stands").select_option("Gaza First")
    part.get_by_label("Pages").fill("12")
    form.get_by_label("Title").first.fill("Oslo channel")
    form.keyboard.press("Control+s")

    expect(form.get_by_text("Saved.")).to_be_visible()
    assert (
        Case.objects.get().tags.coded().get().evidence.get().citation.source.title == "Gaza First"
    )


def test_the_grounds_of_a_code_open_when_it_is_ticked_by_keyboard(form, world):
    code = world["track:4"]
    part = form.locator(f"#code-{code.pk}")
    expect(part.get_by_label("Rationale")).to_be_hidden()

    part.get_by_role("checkbox", name=code.label).focus()
    form.keyboard.press("Space")

    expect(part.get_by_label("Rationale")).to_be_visible()
    part.get_by_label("lead", exact=True).focus()
    form.keyboard.press("ArrowRight")
    expect(part.get_by_label("supporting")).to_be_checked()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_form_does_not_scroll_sideways(form, world, width):
    form.set_viewport_size({"width": width, "height": 800})
    tick(form, world["track:2"], "lead")
    tick(form, world["officialness:official"], "primary")

    assert form.evaluate("document.documentElement.scrollWidth") <= width


def test_contents_dates_and_codes_are_judged_while_typing_and_a_preview_stores_nothing(form, world):
    contents = form.locator("[data-contents]")
    form.get_by_label("Start", exact=True).fill("1990-05")
    form.get_by_label("End", exact=True).fill("1989")
    expect(form.get_by_text("1989 lies before the start (May 1990).")).to_be_visible()
    expect(form.get_by_label("End", exact=True)).to_be_focused()
    expect(form.get_by_label("End", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(contents.get_by_role("link", name="When and where")).to_contain_text("1 to fix")
    form.get_by_label("End", exact=True).fill("1991")
    expect(contents.get_by_role("link", name="When and where")).to_contain_text("done")
    expect(form.get_by_label("End", exact=True)).not_to_have_attribute("aria-invalid", "true")

    part = tick(form, world["track:4"])
    part.get_by_role("checkbox", name="Private citizen").uncheck()
    expect(part.get_by_text("Tick the code or clear what is typed under it.")).to_be_visible()
    expect(part.get_by_label("Rationale")).to_be_visible()
    part.get_by_role("checkbox", name="Private citizen").check()
    expect(contents.get_by_role("link", name="Track")).to_contain_text("1 entered")

    form.get_by_label("Title").first.fill("Oslo channel")
    with form.expect_popup() as opened:
        form.get_by_role("button", name="Preview").click()
    expect(opened.value.get_by_text("Preview, not saved")).to_be_visible()
    expect(opened.value.get_by_role("heading", name="Oslo channel")).to_be_visible()
    assert not Case.objects.exists()
