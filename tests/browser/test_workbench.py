"""Coding a case as coders do: words selected, one key pressed, everything saved by itself."""

import pytest
from playwright.sync_api import expect

from annotate.models import Evidence, Judgement
from annotate.models.vocabularies import State
from tests.coded import give

# A dove of two code points, an é that is stored composed; right to left, then left to right.
NARRATIVE = (
    "🕊️ Cafe\u0301 talks. المحادثات السرية في أوسلو 👩🏽‍🤝‍👩🏻 بدأت. ဆွေးနွေးပွဲ။\n\n"
    "Women in Monrovia decided that silence had protected nobody. They came day after day."
)

DRAG = """([from, to]) => {
  const range = document.createRange();
  const nodes = document.createTreeWalker(
    document.querySelector("article[data-document]:not([hidden])"), NodeFilter.SHOW_TEXT);
  const find = (words) => {
    nodes.currentNode = nodes.root;
    while (nodes.nextNode()) if (nodes.currentNode.data.includes(words)) return nodes.currentNode;
  };
  range.setStart(find(from), find(from).data.indexOf(from));
  range.setEnd(find(to), find(to).data.indexOf(to) + to.length);
  const edge = (collapse) => {
    const one = range.cloneRange();
    one.collapse(collapse);
    const { left, top, height } = one.getBoundingClientRect();
    return [left, top + height / 2];
  };
  return [edge(true), edge(false)];
}"""

SELECTED_ROWS = """() => {
  const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
  return [top, bottom];
}"""


@pytest.fixture
def case(world):
    case = world.case("Oslo channel", state=State.DRAFT)
    document = world.document(case, NARRATIVE.replace("e\u0301", "é"))
    case.document = document
    return case


@pytest.fixture
def coding(world, case):
    return give(world, case, "ben")["ben"]


@pytest.fixture
def bench(page, coding, signed_in, world):
    signed_in(world.ben)
    page.goto(f"/cases/{coding.case.public_id}/code")
    return page


def drag(page, words, to=None, *, backwards=False):
    ends = page.evaluate(DRAG, [words, to or words])
    start, end = reversed(ends) if backwards else ends
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def state(page):
    return page.locator("[data-save-state]")


def code(page, name):
    return page.locator(f".code[data-label='{name}']")


def stored():
    """`{code: {quotes}}`, each quote checked against its text."""
    found = {each.code.key: set() for each in Judgement.objects.select_related("code")}
    for row in Evidence.objects.select_related("document", "judgement__code"):
        assert row.document.text[row.start : row.end] == row.quote
        found[row.judgement.code.key].add(row.quote)
    return found


def all_is_saved(page):
    expect(state(page)).to_have_class("saved")


def test_words_selected_with_the_mouse_become_evidence_by_one_key(bench):
    drag(bench, "السرية في", "👩🏽‍🤝‍👩🏻 ")
    bench.keyboard.press("2")
    drag(bench, "Women in Monrovia", backwards=True)
    bench.keyboard.press("4")
    drag(bench, "ဆွေးနွေးပွဲ", "Women in")
    bench.keyboard.press("4")
    drag(bench, "talks")
    bench.keyboard.press("Shift+Digit7")

    all_is_saved(bench)
    assert stored() == {
        "professional-cr": {"السرية في أوسلو 👩🏽‍🤝‍👩🏻"},
        "private-citizen": {"Women in Monrovia", "ဆွေးနွေးပွဲ။\n\nWomen in"},
        "religious": set(),
    }
    assert dict(Judgement.objects.values_list("code__key", "role")) == {
        "professional-cr": "lead",
        "private-citizen": "supporting",
        "religious": "",
    }
    bench.reload()
    expect(code(bench, "Private citizen").locator("[data-answer]")).to_contain_text("2 passages")


def test_a_sentence_is_marked_by_keyboard_alone_in_three_keys(bench):
    for key in ["s", "s", "6"]:
        bench.keyboard.press(key)
    all_is_saved(bench)
    assert stored() == {"activism": {"المحادثات السرية في أوسلو 👩🏽‍🤝‍👩🏻 بدأت."}}

    bench.keyboard.press("s")
    bench.keyboard.press("s")
    for key in ["Home", "Control+Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "7"]:
        bench.keyboard.press(key)
    all_is_saved(bench)
    assert stored()["religious"] == {"Women i"}


def test_a_sentence_is_brought_clear_of_what_lies_over_the_text(bench):
    bench.set_viewport_size({"width": 1280, "height": 320})
    for key in ["s"] * 5:
        bench.keyboard.press(key)
    top, bottom = bench.evaluate(SELECTED_ROWS)
    line, bar = bench.locator(".status-line"), bench.locator("[data-selected]")
    assert line.bounding_box()["y"] + line.bounding_box()["height"] < top
    assert bottom < bar.bounding_box()["y"]


def test_what_was_done_is_undone_and_done_again_step_by_step(bench):
    drag(bench, "Women in Monrovia")
    bench.keyboard.type("4l")
    bench.keyboard.type("c")
    bench.keyboard.type("integr\n")
    reason = code(bench, "Economic integration").get_by_label("Reason")
    reason.fill("Their trade grew.")
    reason.blur()
    bench.keyboard.type("uuu")
    all_is_saved(bench)
    assert dict(Judgement.objects.values_list("code__key", "role")) == {"private-citizen": "lead"}

    bench.keyboard.press("u")
    bench.keyboard.press("u")
    expect(bench.locator("mark")).to_have_count(0)
    for _ in range(5):
        bench.keyboard.press("Shift+u")
    expect(reason).to_have_value("Their trade grew.")
    expect(bench.locator("mark.t4")).to_have_text("Women in Monrovia")
    all_is_saved(bench)
    assert stored() == {
        "private-citizen": {"Women in Monrovia"},
        "economic": set(),
        "economic-integration": {"Women in Monrovia"},
    }


def test_any_code_is_found_by_its_name_and_takes_the_selected_words(bench):
    bench.get_by_role("heading", name="Outcome").click()
    none = bench.locator("#dimension-outcome").get_by_label("None applies")
    none.check()
    drag(bench, "came day after day")
    bench.keyboard.press("c")
    bench.keyboard.type("no-agr")
    expect(bench.locator(".code:visible")).to_have_count(1)
    bench.keyboard.press("Enter")
    bench.keyboard.press("c")
    bench.keyboard.type("ceasef")
    bench.keyboard.press("Enter")

    expect(bench.get_by_role("status").filter(has_text="takes one answer")).to_be_visible()
    expect(none).not_to_be_checked()
    bench.keyboard.press("Control+Enter")
    bench.wait_for_url("**/code/submit")
    assert stored() == {"ceasefire": {"came day after day"}}


def test_offline_nothing_is_lost_even_when_the_tab_is_loaded_again(bench, context, problems):
    bench.keyboard.press("3")
    all_is_saved(bench)
    context.set_offline(True)
    drag(bench, "Women in Monrovia")
    bench.keyboard.type("45")
    expect(state(bench)).to_contain_text("offline; 2 changes kept here")
    context.set_offline(False)
    all_is_saved(bench)
    assert set(stored()) == {"business", "private-citizen", "research-training-education"}

    context.set_offline(True)
    bench.keyboard.press("6")
    expect(state(bench)).to_contain_text("offline; 1 change kept here")
    problems.clear()  # the browser logs each failed request
    bench.route("**/code", lambda route: route.fulfill(status=502), times=1)
    bench.on("dialog", lambda dialog: dialog.accept())  # “changes may not be saved”
    context.set_offline(False)
    bench.reload()
    all_is_saved(bench)
    assert "activism" in stored()
    problems.clear()


def test_a_tab_never_takes_its_own_save_for_that_of_another(bench, context, problems):
    def arrives_but_its_answer_is_lost(route):
        route.fetch()
        route.abort()

    before = context.request.get(bench.url)
    bench.route("**/code", arrives_but_its_answer_is_lost, times=1)
    bench.keyboard.press("2")
    expect(state(bench)).to_contain_text("offline; 1 change kept here")
    bench.keyboard.press("3")
    all_is_saved(bench)

    bench.route("**/code", lambda route: route.fulfill(response=before), times=1)
    bench.reload()  # asked for while the save was on its way
    expect(code(bench, "Business").get_by_label("present")).to_be_checked()
    bench.keyboard.press("4")
    all_is_saved(bench)
    assert set(stored()) == {"professional-cr", "business", "private-citizen"}
    problems.clear()  # the browser logs the lost answer


def test_of_two_tabs_the_slower_one_compares_and_chooses(bench, coding, context, problems):
    other = context.new_page()
    other.goto(bench.url)
    other.keyboard.press("2")
    all_is_saved(other)
    bench.keyboard.press("3")

    expect(bench.get_by_role("button", name="Keep mine")).to_be_visible()
    problems.clear()  # the browser logs the 409
    bench.get_by_role("button", name="Keep mine").click()
    all_is_saved(bench)
    assert set(stored()) == {"business"}

    other.keyboard.press("4")
    other.get_by_role("link", name="Take theirs").click()
    expect(code(other, "Business").get_by_label("present")).to_be_checked()
    expect(code(other, "Private citizen").get_by_label("present")).not_to_be_checked()
    problems.clear()
