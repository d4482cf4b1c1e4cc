"""A proposal goes from the page of a case to the curators, and its answer comes back."""

import re

import pytest
from coded import give
from django.utils import timezone

from annotate.models import Proposal
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    return world.case(
        "Aceh talks", "track:4 lead", "track:1 supporting", state=State.IN_REVIEW, owner=world.edda
    )


def read(client, address):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).text).split())


def propose(client, world, case, **said):
    said = {"kind": "remove", "code": world["track:1"].pk, "reason": "No state took part."} | said
    return client.post(f"/cases/{case.public_id}/propose", said)


def answer(client, verb, **said):
    proposal = Proposal.objects.get()
    said = {"version": proposal.version} | said
    return client.post(f"/proposals/{proposal.pk}/{verb}", said)


def test_a_change_is_proposed_beside_a_tag_and_answered(world, client, case):
    client.force_login(world.ada)
    code = world["track:1"].pk
    link = propose_link(case, code)
    assert link in client.get(case.get_absolute_url()).text
    assert f'<option value="{code}" selected>' in client.get(link).text
    propose(client, world, case)
    assert "Remove: 1 Government Track waits for a curator" in read(client, "/")

    client.force_login(world.cleo)
    shown = read(client, "/")
    assert "Proposals to decide 1 1 proposal waits for a curator" in shown
    assert "Disputes to settle" not in shown
    queue = read(client, "/disputes/")
    assert "by ada" in queue
    assert "No state took part." in queue
    answer(client, "accept", answer="You are right.")
    assert not case.tags.filter(code=code).exists()
    assert "No state took part." not in read(client, "/disputes/")

    client.force_login(world.ada)
    shown = read(client, "/")
    assert "accepted by cleo" in shown
    assert "You are right." in shown


def test_whoever_decides_is_told_on_the_page_of_the_case_how_many_wait(world, client, case):
    for person in (world.ada, world.ben):
        client.force_login(person)
        propose(client, world, case)
        assert "for a curator to decide" not in read(client, case.get_absolute_url())

    client.force_login(world.cleo)
    assert "2 proposals wait for a curator to decide." in read(client, case.get_absolute_url())
    for page in ("/", case.get_absolute_url()):
        assert 'href="/disputes/#proposals">2 proposals wait' in client.get(page).text
    Proposal.objects.all().delete()
    assert "for a curator to decide" not in read(client, case.get_absolute_url())


def test_a_proposal_is_declined_with_words(world, client, case):
    client.force_login(world.ada)
    propose(client, world, case)
    client.force_login(world.cleo)
    assert "Say why it is declined." in answer(client, "decline").text
    answer(client, "decline", answer="It hosted.")

    client.force_login(world.ada)
    assert "declined by cleo" in read(client, "/")
    assert case.tags.filter(code__number=1).exists()


def test_what_a_curator_wrote_stays_where_it_cannot_be_done(world, client, case):
    client.force_login(world.ada)
    propose(client, world, case)
    client.force_login(world.cleo)
    case.tags.filter(code__number=1).delete()
    shown = answer(client, "accept", answer="You are right.").text
    assert "1 Government” is not on the case." in shown
    assert "You are right.</textarea>" in shown

    late = Proposal.objects.get().version
    answer(client, "decline", answer="It is gone.")
    shown = answer(client, "accept", answer="You are right.", version=late).text
    assert "Somebody has decided this proposal" in shown
    assert "It is gone." in shown
    assert "You are right." in shown
    assert Proposal.objects.get().answer == "It is gone."


def test_what_is_missing_or_makes_no_sense_is_said_at_its_field(world, client, case):
    client.force_login(world.ada)

    assert "This field is required" in propose(client, world, case, reason="").text
    assert "has that role" in propose(client, world, case, kind="role", role="supporting").text
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("whole_dimension", [False, True])
def test_a_change_is_proposed_beside_a_tag_of_a_retired_code_too(
    world, client, case, whole_dimension
):
    retired = world["track:1"].dimension if whole_dimension else world["track:1"]
    type(retired).objects.filter(pk=retired.pk).update(retired_at=timezone.now())
    client.force_login(world.ada)
    code = world["track:1"].pk

    assert f'<option value="{code}" selected>' in client.get(propose_link(case, code)).text
    assert propose(client, world, case).status_code == 302
    other = client.get(propose_link(world.case("Oslo"), code)).text
    assert f'value="{code}"' not in other


def propose_link(case, code):
    return f"/cases/{case.public_id}/propose?code={code}"


def test_ones_own_proposal_is_withdrawn_and_nobody_elses(world, client, case):
    client.force_login(world.ada)
    propose(client, world, case)
    client.force_login(world.ben)
    answer(client, "withdraw")
    assert Proposal.objects.open().exists()

    client.force_login(world.ada)
    answer(client, "withdraw")
    assert not Proposal.objects.open().exists()


def test_of_a_case_that_one_codes_nothing_is_proposed_or_read(world, client, case):
    client.force_login(world.ada)
    propose(client, world, case)
    give(world, case, "ada", "cleo")

    assert propose(client, world, case).status_code == 404
    assert "Aceh talks</a> Remove" not in client.get("/").text
    client.force_login(world.cleo)
    assert "No state took part." not in client.get("/disputes/").text
    assert answer(client, "accept").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("dan", 403), (None, 302)])
def test_analysts_and_the_public_propose_nothing(world, client, case, name, status):
    if name:
        client.force_login(getattr(world, name))

    assert client.get(f"/cases/{case.public_id}/propose").status_code == status
