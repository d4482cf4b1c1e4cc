"""A case moves on by the buttons of its pages."""

import re

import pytest
from filled import Page

from annotate.models import Case
from annotate.models.vocabularies import State


@pytest.fixture
def in_review(world):
    tags = ["track:2 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Oslo channel", *tags, state=State.IN_REVIEW)
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    return case


def press(client, user, case, step, **data):
    client.force_login(user)
    return client.post(f"/cases/{case.public_id}/{step}", {"version": case.version} | data)


def state_of(case):
    case.refresh_from_db()
    return case.state


def test_signed_out_nothing_moves(client, in_review):
    answer = client.post(f"/cases/{in_review.public_id}/publish", {"version": 1})

    assert answer.status_code == 403
    assert state_of(in_review) == State.IN_REVIEW


def test_a_researcher_neither_publishes_nor_returns(world, client, in_review):
    assert press(client, world.ada, in_review, "publish").status_code == 403
    assert press(client, world.ada, in_review, "return", reason="No").status_code == 403
    assert state_of(in_review) == State.IN_REVIEW


def test_looking_moves_nothing(world, client, in_review):
    client.force_login(world.cleo)

    assert client.get(f"/cases/{in_review.public_id}/publish").status_code == 405


def test_a_curator_publishes(world, client, in_review):
    answer = press(client, world.cleo, in_review, "publish")

    assert answer["Location"] == f"/cases/{in_review.public_id}"
    assert state_of(in_review) == State.PUBLISHED


@pytest.mark.parametrize(
    ("hidden", "readers"),
    [
        ({}, "everybody."),
        ({"visibility": "team"}, "researchers, curators and admins alone."),
        ({"visibility": "restricted"}, "its owner, curators and admins alone."),
        ({"embargo_until": "2999-05-01"}, "alone until 1 May 2999, from then on by everybody."),
        ({"embargo_until": "1999-05-01"}, "everybody."),
    ],
)
def test_publishing_says_who_sees_the_case_now(world, client, in_review, hidden, readers):
    Case.objects.update(**hidden)
    client.force_login(world.cleo)
    address = in_review.get_absolute_url()
    kept = readers != "everybody."

    assert (readers in client.get(address).text) == kept
    press(client, world.cleo, in_review, "publish")
    said = client.get(address)
    assert re.search(r"Published\. It is seen by [^<]*" + re.escape(readers), said.text)
    assert ("Seen by " in client.get(address).text) == kept
    client.logout()
    assert client.get(address).status_code == (404 if kept else 200)


def test_a_curator_returns_with_a_reason_and_not_without(world, client, in_review):
    press(client, world.cleo, in_review, "return", reason=" ")
    assert state_of(in_review) == State.IN_REVIEW

    press(client, world.cleo, in_review, "return", reason="Which sources?")

    assert state_of(in_review) == State.RETURNED
    assert in_review.return_reason == "Which sources?"


def test_a_researcher_submits_a_draft(world, client):
    case = world.case(state=State.DRAFT)

    press(client, world.ben, case, "submit")

    assert state_of(case) == State.IN_REVIEW


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
def test_codes_that_nobody_was_shown_lead_to_the_form_which_submits(world, client, state):
    case = world.case("Oslo", state=state, return_reason="?", codebook_version=world.version)
    world.code(world["type:political"].dimension, "military", position=9)
    world.publish_codebook("1.1")

    answer = press(client, world.ada, case, "submit")

    assert answer["Location"] == f"/cases/{case.public_id}/edit"
    page = Page(client, answer["Location"])
    assert "Codebook 1.1 also asks: Military." in page.html
    assert state_of(case) == state
    page.save(then="submit")
    assert state_of(case) == State.IN_REVIEW


def test_what_is_missing_is_said_and_nothing_moves(world, client):
    case = world.case("Oslo", state=State.IN_REVIEW)
    press(client, world.cleo, case, "publish")

    page = client.get(f"/cases/{case.public_id}").content.decode()

    assert "Not published yet: No track leads." in page
    assert state_of(case) == State.IN_REVIEW


def test_a_case_that_changed_meanwhile_is_looked_at_again_first(world, client, in_review):
    answer = press(client, world.cleo, in_review, "publish", version=0)

    assert answer.status_code == 302
    assert state_of(in_review) == State.IN_REVIEW


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999999", "-1", "١"])
def test_a_version_that_is_none_is_a_conflict_not_a_crash(world, client, in_review, version):
    assert press(client, world.cleo, in_review, "publish", version=version).status_code == 302
    assert state_of(in_review) == State.IN_REVIEW
