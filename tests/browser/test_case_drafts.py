"""What is typed outlives a session, a second tab and a double click."""

import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict
from playwright.sync_api import expect

from annotate.models import Case, Draft
from annotate.models.vocabularies import State
from tests.browser.test_case_form import sign_in

STATE = "[data-save-state]"


@pytest.fixture
def form(page, world, signed_in):
    """Ada has the form of a new case open, and never minds being asked whether to leave it."""
    signed_in(world.ada)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/cases/new")
    return page


def title(page):
    return page.get_by_label("Title").first


def kept():
    return sorted(QueryDict(draft.query)["title"] for draft in Draft.objects.all())


def signed_out_while_typing(form, words, problems):
    """The session ends between two changes; only the first one arrives."""
    title(form).fill(words[:4])
    expect(form.locator(STATE)).to_contain_text("draft saved")
    Session.objects.all().delete()
    title(form).fill(words)
    expect(form.locator(STATE)).to_contain_text("sign in again in another tab")
    problems.clear()  # the browser logs the 403


def test_after_the_session_has_ended_a_reload_brings_back_what_was_typed(form, world, problems):
    signed_out_while_typing(form, "Oslo channel", problems)

    sign_in(form.context.new_page(), "ada", world.password)
    form.reload()

    form.wait_for_url("**/cases/new?draft=*")
    expect(title(form)).to_have_value("Oslo channel")
    assert kept() == ["Oslo channel"]


def test_whoever_signs_in_again_and_comes_back_types_on(form, world, problems):
    signed_out_while_typing(form, "Oslo channel", problems)

    sign_in(form.context.new_page(), "ada", world.password)
    form.evaluate("dispatchEvent(new Event('focus'))")

    expect(form.locator(STATE)).to_contain_text("draft saved")
    assert kept() == ["Oslo channel"]
    form.get_by_role("button", name="Save", exact=True).first.click()
    expect(form.get_by_text("Saved.", exact=True)).to_be_visible()
    assert Case.objects.get().title == "Oslo channel"


def test_what_was_typed_before_does_not_overwrite_what_was_kept_since(form, world, problems):
    signed_out_while_typing(form, "Oslo channel", problems)
    other = form.context.new_page()
    sign_in(other, "ada", world.password)
    other.goto("/cases/new")
    other.get_by_role("link", name="Go on with it").click()
    title(other).fill("Oslo accords")
    expect(other.locator(STATE)).to_contain_text("draft saved")

    form.reload()

    expect(form.get_by_text("Nothing is lost: both are kept.")).to_be_visible()
    for words in ("Oslo channel", "Oslo accords"):
        expect(form.get_by_role("heading", name=words)).to_be_visible()
    assert kept() == ["Oslo accords", "Oslo channel"]


def test_what_one_person_typed_is_not_sent_in_the_name_of_the_next(form, world, problems):
    signed_out_while_typing(form, "Oslo channel", problems)

    form.goto("/")
    sign_in(form, "ben", world.password)
    form.goto("/cases/new")

    expect(title(form)).to_have_value("")
    form.wait_for_load_state("networkidle")
    assert not world.ben.drafts.exists()


def test_a_double_click_opens_one_case(form):
    title(form).fill("Oslo channel")

    form.get_by_role("button", name="Save", exact=True).first.dblclick()

    expect(form.get_by_text("Saved.", exact=True)).to_be_visible()
    assert Case.objects.get().title == "Oslo channel"
    assert kept() == []


def test_a_case_published_while_somebody_types_leads_to_what_they_typed(
    page, world, signed_in, problems
):
    case = world.case("Oslo channel", state=State.DRAFT)
    signed_in(world.ben)
    page.goto(f"/cases/{case.public_id}/edit")
    published = {"state": State.PUBLISHED, "version": 2, "codebook_version": world.version}
    Case.objects.filter(pk=case.pk).update(**published)

    page.get_by_label("Narrative", exact=True).fill("An hour of typing")
    expect(page.locator(STATE)).to_contain_text("this case was published meanwhile")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("Only curators change a published case.")).to_be_visible()
    expect(page.get_by_text("An hour of typing")).to_be_visible()
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()
    assert kept() == []
    problems.clear()  # the browser logs the 409
