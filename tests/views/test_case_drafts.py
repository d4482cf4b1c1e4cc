"""What is typed and not yet saved: kept for each opened form, offered again, never overwritten."""

import pytest
from django.http import QueryDict
from filled import Page

from annotate.models import Case, Draft
from annotate.models.vocabularies import State

NEW, FRESH = "/cases/new", "/cases/new?fresh=on"


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def form(client, title, address=FRESH):
    """An opened form with a title typed into it."""
    page = Page(client, address)
    page["title"] = title
    return page


def autosave(page, address=f"{NEW}/draft", **more):
    """What the script does a moment after each change."""
    answer = page.client.post(address, dict(page.typed.lists()) | more).json()
    for name, value in answer.get("fields", {}).items():
        page[name] = str(value)
    return answer


def titles():
    return sorted(QueryDict(draft.query)["title"] for draft in Draft.objects.all())


# Kept and offered


def test_a_kept_draft_is_offered_and_gone_on_with(world, ada):
    page = form(ada, "Half a ti")
    page["start"] = "19"
    kept_as = autosave(page)["draft"]

    offered = ada.get(NEW).text
    assert "What you typed here is kept" in offered
    assert kept_as in offered
    again = Page(ada, kept_as)
    assert (again["title"], again["start"]) == ("Half a ti", "19")
    assert "error-summary" not in again.html


def test_two_forms_that_are_open_at_once_do_not_overwrite_each_other(world, ada):
    one, other = form(ada, "Oslo"), form(ada, "Madrid")
    autosave(one)
    autosave(other)
    autosave(one)

    assert titles() == ["Madrid", "Oslo"]
    offered = ada.get(NEW).text
    assert "There are 2 drafts." in offered
    assert offered.count("Discard it") == 2
    assert Page(ada, FRESH)["title"] == ""


def test_a_draft_is_discarded_when_asked_and_when_its_form_is_saved(world, ada):
    pages = [form(ada, title) for title in ("Aceh", "Madrid", "Oslo")]
    for page in pages:
        autosave(page)

    ada.post(f"{NEW}/draft/discard", {"form_key": pages[0]["form_key"]})
    assert titles() == ["Madrid", "Oslo"]

    pages[1].save()
    assert titles() == ["Oslo"]


def test_discarding_without_saying_which_discards_nothing(world, ada):
    autosave(form(ada, "Oslo"))

    ada.post(f"{NEW}/draft/discard")

    assert titles() == ["Oslo"]


def test_a_draft_belongs_to_one_person_and_one_case(world, ada, client):
    address = f"/cases/{world.case(state=State.DRAFT).public_id}"
    page = form(ada, "Oslo, anew", f"{address}/edit")
    for _ in range(2):
        answer = autosave(page, f"{address}/draft")
    assert len(answer["saved"]) == len("12:04:31")
    assert Draft.objects.count() == 1

    client.force_login(world.ben)

    assert "is kept" not in client.get(f"{address}/edit").text
    assert "is kept" not in client.get(answer["draft"]).text


def test_a_refused_form_keeps_its_key_and_its_draft(world, ada):
    page = form(ada, "Oslo")
    page["start"] = "1993-02-30"
    key = page["form_key"]

    page.save()

    assert page["form_key"] == key
    assert titles() == ["Oslo"]
    page["start"] = "1993"
    page.save()
    assert Case.objects.get().title == "Oslo"
    assert not Draft.objects.exists()


def test_the_work_page_leads_to_each_draft(world, ada):
    kept_as = [autosave(form(ada, title))["draft"] for title in ("Oslo", "Madrid")]

    page = ada.get("/").text

    assert all(address in page for address in kept_as)


# Never overwritten


def test_what_comes_late_is_kept_beside_what_was_kept_since(world, ada):
    tab = form(ada, "Os")
    kept_as = autosave(tab)["draft"]
    tab["title"] = "Oslo, from the tab that was signed out"
    other = form(ada, "Oslo, from another device", kept_as)
    autosave(other)

    answer = autosave(tab, late="1")

    assert "Nothing is lost: both are kept." in answer["message"]
    assert titles() == ["Oslo, from another device", "Oslo, from the tab that was signed out"]
    assert "Nothing is lost: both are kept." in ada.get(answer["draft"]).text


def test_a_form_that_another_tab_wrote_since_is_shown_before_it_is_saved(world, ada):
    tab = form(ada, "Os")
    kept_as = autosave(tab)["draft"]
    autosave(form(ada, "Oslo, newer", kept_as))

    tab.save()

    assert not Case.objects.exists()
    assert "The form below is not saved yet." in tab.html
    assert tab["title"] == "Os"
    assert titles() == ["Os", "Oslo, newer"]

    tab.save()
    assert Case.objects.get().title == "Os"
    assert titles() == ["Oslo, newer"]


# One form, one case


def test_a_form_that_is_sent_twice_opens_one_case(world, ada):
    page = form(ada, "Oslo")
    sent = dict(page.typed.lists())
    ada.post(NEW, sent)

    answer = ada.post(NEW, sent)

    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.public_id}/edit"
    assert "no second case was opened" in ada.get(answer["Location"]).text
    assert not Draft.objects.exists()


def test_a_form_sent_again_once_its_case_was_submitted_leads_to_the_case(world, ada):
    page = form(ada, "Oslo")
    sent = dict(page.typed.lists()) | {"then": "submit"}
    ada.post(NEW, sent)

    assert ada.post(NEW, sent)["Location"] == Case.objects.get().get_absolute_url()


def test_what_was_changed_before_it_was_sent_again_is_a_draft_of_the_case(world, ada):
    page = form(ada, "Oslo")
    ada.post(NEW, dict(page.typed.lists()))
    page["title"] = "Oslo channel"

    answer = ada.post(NEW, dict(page.typed.lists()))

    case = Case.objects.get()
    again = Page(ada, answer["Location"])
    assert (case.title, again["title"]) == ("Oslo", "Oslo channel")
    again.save()
    assert Case.objects.get().title == "Oslo channel"


def test_a_draft_that_arrives_after_its_form_was_saved_is_none(world, ada):
    page = form(ada, "Oslo")
    ada.post(NEW, dict(page.typed.lists()))

    answer = autosave(page)

    assert "saved already, as PI-" in answer["message"]
    assert not Draft.objects.exists()


# One form, one edit


@pytest.fixture
def edited(world, ada):
    """A form of a stored case, sent once; what was sent can be sent again."""
    case = world.case("Oslo", state=State.DRAFT)
    page = form(ada, "Oslo channel", f"/cases/{case.public_id}/edit")
    ada.post(page.address, dict(page.typed.lists()))
    return page


def test_an_edit_that_is_sent_twice_is_one_and_no_conflict(ada, edited):
    answer = ada.post(edited.address, dict(edited.typed.lists()))

    assert "nothing was saved twice" in ada.get(answer["Location"]).text
    assert Case.objects.get().version == 2
    assert not Draft.objects.exists()


def test_a_draft_that_arrives_after_its_edit_was_saved_is_none(edited):
    answer = autosave(edited, edited.address.replace("edit", "draft"))

    assert "saved already, as PI-" in answer["message"]
    assert not Draft.objects.exists()


def test_what_is_typed_on_a_page_gone_back_to_is_one_draft_which_saves_as_any_other(ada, edited):
    for title in ("Oslo back", "Oslo back channel"):
        edited["title"] = title
        answer = autosave(edited, edited.address.replace("edit", "draft"))

    assert titles() == ["Oslo back channel"]
    Page(ada, answer["draft"]).save()
    assert Case.objects.get().title == "Oslo back channel"
    assert not Draft.objects.exists()


# What no browser sends


@pytest.mark.parametrize("key", ["", "short", "<script>", "x" * 41, "مفتاح" * 4])
def test_a_key_that_is_none_is_replaced(world, ada, key):
    page = form(ada, "Oslo")
    page["form_key"] = key

    autosave(page)
    autosave(page)

    assert titles() == ["Oslo"]
    assert page.save().status_code == 302


def test_a_key_of_the_form_of_another_case_overwrites_nothing(world, ada):
    page = form(ada, "A new case")
    autosave(page)
    case = world.case("Madrid", state=State.DRAFT)
    other = form(ada, "Madrid talks", f"/cases/{case.public_id}/edit")
    other["form_key"] = page["form_key"]

    autosave(other, f"/cases/{case.public_id}/draft")

    assert titles() == ["A new case", "Madrid talks"]
