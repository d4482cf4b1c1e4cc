"""A case is published, restricted or discarded while somebody types: what they typed is kept."""

import pytest
from filled import Page

from annotate.actions.discarding import discard_case
from annotate.models import Case, Draft
from annotate.models.vocabularies import State, Visibility


@pytest.fixture
def ben(world, client):
    """Ben has Ada's case open, and typed."""
    case = world.case("Oslo channel", state=State.DRAFT)
    client.force_login(world.ben)
    page = Page(client, f"/cases/{case.public_id}/edit")
    page["narrative"] = "An hour of typing"
    return page


def now(**fields):
    Case.objects.update(version=2, **fields)


def publish(world):
    now(state=State.PUBLISHED, codebook_version=world.version)


def restrict(world):
    now(title="Secret channel", visibility=Visibility.RESTRICTED)


def discard(world):
    discard_case(Case.objects.get(), version=1, by=world.ada)


def autosave(page):
    address = page.address.replace("/edit", "/draft")
    return page.client.post(address, dict(page.typed.lists()))


@pytest.mark.parametrize("is_autosaved", [False, True])
def test_what_was_typed_into_a_case_published_meanwhile_is_kept_and_can_be_read(
    world, ben, is_autosaved
):
    publish(world)

    if is_autosaved:
        answer = autosave(ben)
        assert answer.status_code == 409
        assert "published meanwhile" in answer.json()["message"]
        leads_to = answer.json()["draft"]
    else:
        leads_to = ben.save()["Location"]

    page = ben.client.get(leads_to)
    assert page.status_code == 200
    assert "Only curators change a published case." in page.text
    assert "An hour of typing" in page.text
    assert leads_to in ben.client.get("/").text
    assert 'name="narrative"' not in page.text


def test_a_kept_text_is_gone_on_with_once_the_case_is_returned_and_can_be_discarded(world, ben):
    autosave(ben)
    publish(world)
    assert "An hour of typing" in ben.client.get(ben.address).text

    now(state=State.RETURNED, return_reason="Which sources?")
    again = Page(ben.client, autosave(ben).json()["draft"])
    assert again["narrative"] == "An hour of typing"

    publish(world)
    sent = {"form_key": again["form_key"]}
    ben.client.post(ben.address.replace("/edit", "/draft/discard"), sent)
    assert not Draft.objects.filter(form_key=again["form_key"]).exists()


@pytest.mark.parametrize("goes", [restrict, discard])
@pytest.mark.parametrize("was_kept", [False, True])
def test_what_was_typed_into_a_case_that_is_gone_goes_on_as_a_new_case(world, ben, goes, was_kept):
    if was_kept:
        autosave(ben)
    goes(world)

    answer = autosave(ben)
    assert answer.status_code == 409
    assert "is no longer open to you" in answer.json()["message"]
    leads_to = ben.save()["Location"]

    assert leads_to == answer.json()["draft"]
    page = Page(ben.client, leads_to)
    assert page["narrative"] == "An hour of typing"
    assert "What you typed is kept, as a new case." in page.html
    assert "Secret channel" not in page.html
    assert Draft.objects.get().case is None
    page.save()
    assert Case.objects.get(owner=world.ben).narrative == "An hour of typing"
    assert not Draft.objects.exists()


def test_an_address_kept_from_before_leads_to_the_text(world, ben):
    before = autosave(ben).json()["draft"]
    discard(world)

    assert "An hour of typing" in ben.client.get(before, follow=True).text


@pytest.mark.parametrize("goes", [restrict, discard])
def test_whoever_typed_nothing_is_told_nothing(world, ben, goes):
    goes(world)

    assert ben.client.get(ben.address).status_code == 404
    assert ben.client.post(ben.address).status_code == 404
    assert ben.client.get(f"{ben.address}?draft=nonsense").status_code == 404


def test_a_published_case_stays_closed_to_whoever_typed_nothing(world, ben):
    publish(world)

    assert ben.client.get(ben.address).status_code == 403
