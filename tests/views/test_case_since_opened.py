"""The codebook changes while a form is open: nothing typed is lost, nothing answered unseen."""

import pytest
from django.utils import timezone
from filled import Page

from annotate.models import Case
from annotate.models.vocabularies import State


@pytest.fixture
def opened(world, client):
    """Ada has a draft open, with Track 2 ticked in it."""
    client.force_login(world.ada)
    case = world.case("Oslo", state=State.DRAFT)
    page = Page(client, f"/cases/{case.public_id}/edit")
    page.tick(world["track:2"], answer="lead", rationale="Fafo.", confidence="high")
    return case, page


def retire(code):
    code.retired_at = timezone.now()
    code.save()


def test_what_is_typed_under_a_code_that_was_retired_meanwhile_is_kept_with_the_reason(
    world, opened
):
    case, page = opened
    retire(world["track:2"])
    name = f"tag-{world['track:2'].pk}"

    page.save()

    assert "2 Professional cr: This code was retired" in page.html
    assert page[f"{name}-rationale"] == "Fafo."
    assert not case.tags.exists()
    del page.typed[f"{name}-on"], page.typed[f"{name}-rationale"], page.typed[f"{name}-confidence"]
    assert page.save().status_code == 302


def test_a_stored_tag_of_a_code_that_was_retired_meanwhile_stays(world, opened):
    case, page = opened
    page.save()
    page = Page(page.client, page.address)
    retire(world["track:2"])
    page["summary"] = "Secret talks."

    assert page.save().status_code == 302

    assert case.tags.coded().get().rationale == "Fafo."


def test_a_codebook_published_meanwhile_is_not_answered_unseen(world, opened):
    case, page = opened
    world.code(world["track:1"].dimension, "weather", position=9)
    world.publish_codebook("1.1")

    page.save(then="submit")

    assert "Codebook 1.1 was published while this page was open." in page.html
    assert "It also asks: 10 Weather." in page.html
    case.refresh_from_db()
    assert (case.state, case.tags.count()) == (State.DRAFT, 0)

    page.save(then="submit")

    case.refresh_from_db()
    assert (case.state, case.codebook_version.number) == (State.IN_REVIEW, "1.1")
    assert case.tags.coded().get().codebook_version.number == "1.1"


def test_a_draft_is_saved_all_the_same_and_loses_nothing(world, opened):
    case, page = opened
    world.dimension("weather", ["sunny"])
    world.publish_codebook("1.1")

    assert page.save().status_code == 302

    assert case.tags.coded().get().rationale == "Fafo."
    assert Case.objects.get(pk=case.pk).codebook_version is None
