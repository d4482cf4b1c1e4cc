"""Evidence by selecting words, with the mouse and by keyboard alone, in any script."""

import pytest
from playwright.sync_api import expect

from annotate.models import Case, Evidence
from annotate.models.vocabularies import State

from .test_case_form import tick

# Two doves, then a decomposed é that is stored composed, then words that stand twice.
NARRATIVE = (
    "\n 🕊🕊 Cafe\u0301 talks in Oslo.\n\n"
    "المحادثات السرية في أوسلو; שיחות; ဆွေးနွေးပွဲ; talks in Oslo 👩🏽‍🤝‍👩🏻."
)

SELECT = """(area, [words, nth]) => {
  let at = -1;
  for (let turn = 0; turn <= nth; turn += 1) at = area.value.indexOf(words, at + 1);
  area.focus();
  area.setSelectionRange(at, at + words.length);
}"""


@pytest.fixture
def form(page, world, signed_in):
    signed_in(world.ada)
    page.goto("/cases/new")
    page.get_by_label("Title").first.fill("Oslo channel")
    page.get_by_label("Narrative").fill(NARRATIVE)
    return page


def mark(form, part, words, nth=0):
    """Opens the texts beside a code, selects words there and takes them."""
    part.get_by_role("button", name="Mark in a text").click()
    select(form, words, nth)
    form.get_by_role("button", name="Use as evidence").click()


def select(form, words, nth=0):
    area = form.get_by_label("Select the words")
    expect(area).not_to_have_value("")
    area.evaluate(SELECT, [words, nth])


def marked():
    rows = Evidence.objects.select_related("document")
    return {row.document.text[row.start : row.end] for row in rows}


def test_words_of_any_script_keep_their_exact_place_and_nothing_is_asked(form, world):
    words = ["المحادثات السرية", "שיחות", "ဆွေးနွေးပွဲ", " talks in Oslo 👩🏽‍🤝‍👩🏻"]
    part = tick(form, world["track:2"], "lead")
    for each in words:
        mark(form, part, each)
    mark(form, part, "Café")
    expect(part.get_by_role("status")).to_have_text("Added: “Café”")
    expect(part.get_by_role("button", name="Mark in a text")).to_be_focused()
    mark(form, tick(form, world["type:cultural"]), "talks in Oslo", nth=1)
    form.keyboard.press("Control+s")

    expect(form.get_by_text("Saved.")).to_be_visible()
    assert marked() == {"Café", "talks in Oslo", *(each.strip() for each in words)}
    text = Case.objects.get().documents.get().text
    assert text.startswith("🕊🕊 Café talks")
    assert Evidence.objects.get(quote="talks in Oslo").start == text.rindex("talks in Oslo")


def test_words_are_marked_by_keyboard_alone(form, world):
    part = tick(form, world["track:2"], "lead")
    part.get_by_role("button", name="Mark in a text").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_label("Select the words")).to_be_focused()
    for _ in range(3):
        form.keyboard.press("ArrowRight")
    for _ in range(4):
        form.keyboard.press("Shift+ArrowRight")
    form.keyboard.type("typed over")  # the text cannot be changed here
    form.keyboard.press("Enter")

    expect(form.locator("#mark")).to_be_hidden()
    expect(part.get_by_label("Quote")).to_have_value("Café")
    expect(part.get_by_role("button", name="Mark in a text")).to_be_focused()


def test_stored_and_pasted_texts_are_offered_with_what_is_marked_in_them(form, world):
    case = world.case("Wunlit", state=State.DRAFT, narrative="They met at Wunlit.")
    minutes = world.document(case, "\ufeffThe chiefs met.", title="Minutes")
    form.goto(f"/cases/{case.public_id}/edit")
    form.get_by_role("button", name="Add a text").click()
    row = form.locator("#section-documents [data-row]").first
    row.get_by_label("Title").fill("Letter")
    row.get_by_label("Text").fill("We shall meet again.")
    part = tick(form, world["track:2"], "lead")

    part.get_by_role("button", name="Mark in a text").click()
    form.get_by_label("Text", exact=True).last.select_option("Minutes")
    select(form, "chiefs")
    form.get_by_role("button", name="Use as evidence").click()
    part.get_by_role("button", name="Mark in a text").click()
    expect(form.locator("[data-mark-list]")).to_contain_text("“chiefs” 2 Professional cr")
    form.get_by_role("button", name="Use as evidence").click()
    expect(form.get_by_text("Select the words first.")).to_be_visible()
    form.get_by_label("Text", exact=True).last.select_option("Letter (being added)")
    select(form, "meet again")
    form.get_by_role("button", name="Use as evidence").click()
    form.keyboard.press("Control+s")

    expect(form.get_by_text("Saved.")).to_be_visible()
    assert {(row.document.title, row.quote) for row in Evidence.objects.all()} == {
        ("Minutes", "chiefs"),
        ("Letter", "meet again"),
    }
    assert Evidence.objects.get(document=minutes).start == 5
