import pytest
from playwright.sync_api import expect

from tests.looks import pages

pytestmark = pytest.mark.urls("tests.looks.pages")


@pytest.fixture
def on_list(page):
    page.goto("/")
    return page


@pytest.fixture
def on_form(page):
    pages.saved.clear()
    page.goto("/form/")
    return page


def test_two_keys_after_each_other_go_to_a_page(on_list):
    on_list.keyboard.press("g")
    on_list.keyboard.press("f")

    on_list.wait_for_url("**/form/")


def test_keys_do_nothing_while_one_types(on_list):
    on_list.keyboard.press("/")
    on_list.keyboard.type("gf?j")

    expect(on_list.get_by_label("Words")).to_have_value("gf?j")
    expect(on_list.get_by_role("dialog")).to_be_hidden()


def test_rows_are_walked_and_opened(on_list):
    for key in ["j", "j", "k", "j", "o"]:
        on_list.keyboard.press(key)

    on_list.wait_for_url("**/?case=2")


def test_the_list_of_keys_names_what_the_page_has_and_switches_them_off(on_list):
    on_list.keyboard.press("?")
    expect(on_list.get_by_role("dialog")).to_contain_text("Form")
    on_list.get_by_label("Single-key shortcuts").uncheck()
    on_list.keyboard.press("Escape")

    on_list.reload()
    on_list.keyboard.press("j")
    assert on_list.locator("tr.on").count() == 0


def test_a_definition_opens_for_the_keyboard_and_leaves_on_escape(on_list):
    definition = on_list.get_by_text("People act in their own name.")
    on_list.get_by_role("button", name="Definition of Private citizen").focus()
    expect(definition).to_be_visible()

    on_list.keyboard.press("Escape")
    expect(definition).to_be_hidden()


def test_copying_says_so(on_list, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    on_list.keyboard.press("y")

    expect(on_list.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
    assert on_list.evaluate("navigator.clipboard.readText()") == "Oslo channel (PI-0003)"


def test_a_chosen_theme_outlives_the_page(on_list):
    on_list.get_by_role("button", name="dark").click()
    on_list.reload()

    expect(on_list.locator("html")).to_have_attribute("data-theme", "dark")
    expect(on_list.get_by_role("button", name="dark")).to_have_attribute("aria-pressed", "true")


def test_what_is_typed_is_saved_and_the_time_shown(on_form):
    on_form.get_by_label("Title").fill("Oslo channel")

    expect(on_form.locator("[data-save-state]")).to_have_text("draft saved 12:04:31")
    assert pages.saved[-1]["title"] == "Oslo channel"


def test_another_persons_edit_is_reported_and_nothing_typed_is_lost(on_form, problems):
    on_form.get_by_label("Title").fill("Refused")

    state = on_form.locator("[data-save-state]")
    expect(state).to_have_text("not saved: Ben saved this case at 12:02.")
    expect(on_form.get_by_label("Title")).to_have_value("Refused")
    problems.clear()  # the browser logs the 409


def test_whoever_is_signed_out_is_told_so_and_keeps_what_was_typed(on_form, problems):
    on_form.get_by_label("Title").fill("Signed out")

    state = on_form.locator("[data-save-state]")
    expect(state).to_contain_text("not saved: the server refused")
    expect(state).to_contain_text("sign in again in another tab")
    expect(on_form.get_by_label("Title")).to_have_value("Signed out")
    problems.clear()  # the browser logs the 403

    on_form.get_by_label("Title").fill("Signed in again")
    expect(state).to_have_text("draft saved 12:04:31")


def test_offline_the_change_is_kept_and_sent_when_the_line_is_back(on_form, context, problems):
    context.set_offline(True)
    on_form.get_by_label("Title").fill("Aceh talks")
    state = on_form.locator("[data-save-state]")
    expect(state).to_contain_text("offline; 1 change kept here")
    problems.clear()  # the browser logs the failed request

    context.set_offline(False)
    expect(state).to_have_text("draft saved 12:04:31")
    assert pages.saved[-1]["title"] == "Aceh talks"


def test_a_row_is_added_without_losing_the_others(on_form):
    actors = on_form.get_by_label("Actor")
    actors.first.fill("Fafo")
    on_form.get_by_role("button", name="Add a party").click()
    actors.last.fill("Norway")

    expect(actors.first).to_have_value("Fafo")
    expect(actors.last).to_have_attribute("name", "form-1-actor")
    expect(on_form.locator("[name=form-TOTAL_FORMS]")).to_have_value("2")


def test_an_option_is_found_without_its_accents_by_the_keyboard_alone(on_form):
    country = on_form.get_by_role("combobox", name="Country")
    country.press_sequentially("cote d")
    expect(on_form.get_by_role("option")).to_have_text(["Côte d’Ivoire"])
    on_form.keyboard.press("Enter")

    expect(country).to_have_value("Côte d’Ivoire")
    expect(on_form.locator("select[name=country]")).to_have_value("CIV")


def test_several_options_are_chosen_and_dropped_again(on_form):
    box = on_form.get_by_role("combobox", name="Countries")
    for name in ["Norway", "Palestine"]:
        box.fill(name)
        on_form.get_by_role("option", name=name).click()
    on_form.get_by_role("button", name="Remove Norway").click()

    expect(on_form.locator("select[name=countries]")).to_have_values(["PSE"])


def test_without_scripts_the_form_shows_its_plain_fields(browser, live_server):
    with browser.new_context(java_script_enabled=False, base_url=live_server.url) as plain:
        page = plain.new_page()
        page.goto("/form/")
        expect(page.locator("select[name=country]")).to_be_visible()
        expect(page.get_by_role("button", name="dark")).to_be_hidden()
