"""A case entered by mistake is discarded from its form, and not without being asked."""

import pytest
from filled import Page

from annotate.models import Case
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    return world.case("Oslo channel", "track:2 lead", state=State.DRAFT)


def discard(client, person, case, **typed):
    client.force_login(person)
    return client.post(f"/cases/{case.public_id}/discard", {"version": case.version} | typed)


def test_its_owner_is_told_what_goes_and_discards_it(world, client, case):
    client.force_login(world.ada)
    assert (
        f'href="/cases/{case.public_id}/discard"'
        in client.get(f"/cases/{case.public_id}/edit").text
    )
    asked = client.get(f"/cases/{case.public_id}/discard").text
    assert "Tags, with their evidence: 1" in asked
    assert Case.objects.exists()

    answer = discard(client, world.ada, case, why="Entered twice")

    assert not Case.objects.exists()
    work = client.get(answer["Location"]).text
    assert f"{case.public_id}, “Oslo channel”, is discarded." in work
    assert "Entered twice" in work
    assert client.get(f"/cases/{case.public_id}").status_code == 404


def test_the_page_says_that_texts_are_gone_and_what_others_typed_is_not(world, client, case):
    client.force_login(world.ada)
    address = f"/cases/{case.public_id}/discard"
    assert "gone for good" not in client.get(address).text

    world.document(case, "A transcript", title="Interview")

    asked = client.get(address).text
    assert "Stored texts are gone for good" in asked
    assert "what other people typed and have not saved" in asked


def test_a_curator_discards_it_and_its_owner_sees_by_whom(world, client, case):
    discard(client, world.cleo, case)

    client.force_login(world.ada)
    assert "discarded by <bdi>cleo</bdi>" in client.get("/").text
    client.force_login(world.ben)
    assert "discarded by" not in client.get("/").text


def test_another_researcher_neither_sees_the_button_nor_discards_it(world, client, case):
    assert discard(client, world.ben, case).status_code == 403
    assert "/discard" not in client.get(f"/cases/{case.public_id}/edit").text.replace(
        "/draft/discard", ""
    )
    assert Case.objects.exists()


def test_what_cannot_be_discarded_says_why_and_offers_no_button(world, client):
    case = world.case("Oslo", state=State.RETURNED, return_reason="Which sources?")
    client.force_login(world.ada)

    page = client.get(f"/cases/{case.public_id}/discard").text

    assert "was submitted once" in page
    assert "Discard the case</button>" not in page
    discard(client, world.ada, case)
    assert Case.objects.exists()


def test_a_case_that_changed_meanwhile_is_looked_at_again_first(world, client, case):
    discard(client, world.ada, case, version=0)

    assert Case.objects.exists()


def test_a_form_gone_back_to_after_its_case_was_discarded_asks_before_it_opens_another(
    world, client
):
    client.force_login(world.ada)
    page = Page(client, "/cases/new")
    page["title"] = "Oslo"
    sent = dict(page.typed.lists())
    client.post("/cases/new", sent)
    discard(client, world.ada, Case.objects.get())

    page.read(client.post("/cases/new", sent))

    assert "The case of this form was discarded, or is no longer open to you." in page.html
    assert not Case.objects.exists()
    page.save()
    assert Case.objects.get().title == "Oslo"
