"""Rulings are made of settled differences and read by everybody."""

import re

import pytest
from coded import coded

from annotate.actions import settlement as verbs
from annotate.actions.rulings import make_ruling
from annotate.models import Decision, Ruling
from annotate.models.comparison import Comparison
from annotate.models.vocabularies import State


@pytest.fixture
def decision(world):
    """Of a case that only the team sees."""
    case = world.case("Secret channel", state=State.IN_REVIEW, owner=world.edda)
    round_ = coded(world, case, ada=["track:7 lead"], ben=[])
    rows = [Decision(code=world["track:7"], value="absent", reason="No bishop took part.")]
    seen = Comparison.of(round_.codings.order_by("pk")).seen
    kept = verbs.save_decisions(case, round_, rows, seen=seen, version=0, by=world.cleo)
    verbs.settle(kept, seen=seen, version=kept.version, by=world.cleo)
    return Decision.objects.get()


def read(client, address="/rulings/"):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).text).split())


def test_a_ruling_is_made_of_a_settled_difference(world, client, decision):
    client.force_login(world.cleo)
    page = decision.settlement.get_absolute_url()
    assert "Make a ruling of it" in read(client, page)
    sent = {"decision": decision.pk, "text": "Bishops only.", "codes": [decision.code_id]}
    answer = client.post("/rulings/new", sent)

    assert answer.url == "/rulings/#R-1"
    assert Ruling.objects.get().decision == decision
    assert "R-1 Bishops only. 7 Religious · by cleo" in read(client)
    assert "Bishops only." in read(client, page)


def test_it_is_read_beside_its_code_and_names_neither_case_nor_maker_to_the_public(
    world, client, decision
):
    make_ruling("Bishops only.", [world["track:7"]], decision=decision, by=world.cleo)

    assert "R-1 Bishops only." in read(client, "/codebook/track/7")
    for word in ["Secret channel", "cleo"]:
        assert word not in read(client)
    client.force_login(world.edda)
    assert "from Secret channel" in read(client)


def test_nothing_is_made_of_what_is_not_settled_or_not_said(world, client, decision):
    client.force_login(world.cleo)
    client.post("/rulings/new", {"text": "Bishops only."})
    client.post("/rulings/new", {"decision": decision.pk, "codes": [decision.code_id]})
    other = {"decision": decision.pk, "text": "Any.", "codes": [world["track:4"].pk]}
    client.post("/rulings/new", other)

    assert not Ruling.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(world, client, decision):
    client.force_login(world.cleo)
    sent = {"decision": decision.pk, "text": "Bishops only."}
    shown = client.post("/rulings/new", sent).text
    assert "On which codes" in shown
    assert "This field is required." in shown
    assert "Bishops only." in shown

    settlement = decision.settlement
    verbs.open_again(settlement, reason="A look.", version=settlement.version, by=world.edda)
    shown = client.post("/rulings/new", sent | {"codes": [decision.code_id]}).text
    assert "A ruling is made of a settled difference" in shown
    assert "Bishops only." in shown
    assert not Ruling.objects.exists()


def test_pressing_twice_makes_one_ruling(world, client, decision):
    client.force_login(world.cleo)
    sent = {"decision": decision.pk, "text": "Bishops only.", "codes": [decision.code_id]}
    answers = [client.post("/rulings/new", sent).url for _ in range(2)]

    assert answers == ["/rulings/#R-1"] * 2
    assert Ruling.objects.count() == 1


def test_a_withdrawn_ruling_is_read_with_the_reason(world, client):
    ruling = make_ruling("Elders count.", [world["track:4"]], by=world.cleo)
    client.force_login(world.cleo)
    address = f"/rulings/{ruling.pk}/withdraw"
    client.post(address, {"version": ruling.version})
    assert "Say why R-1 no longer holds." in read(client)
    client.post(address, {"version": ruling.version, "why": "Now in the codebook."})

    assert "Withdrawn 1" in read(client)
    assert "Now in the codebook." in read(client)
    assert "Elders count." not in read(client, "/codebook/track/4")
    client.logout()
    assert "Now in the codebook." in read(client)


def test_whoever_withdraws_one_is_told_that_everybody_reads_why(world, client):
    make_ruling("Elders count.", [world["track:4"]], by=world.cleo)
    client.force_login(world.cleo)

    assert "Why R-1 no longer holds. Everybody reads it: name no case and no coder." in read(client)


def test_researchers_read_rulings_and_make_none(world, client, decision):
    client.force_login(world.ada)
    sent = {"decision": decision.pk, "text": "Mine.", "codes": [decision.code_id]}

    assert client.post("/rulings/new", sent).status_code == 403
    assert "No ruling is in force" in read(client)


def test_the_list_takes_as_many_queries_however_long_it_is(
    world, client, decision, django_assert_num_queries
):
    for number in range(4):
        codes = [world["track:4"], world["track:7"]]
        make_ruling(f"Ruling {number}.", codes, decision=decision, by=world.cleo)

    with django_assert_num_queries(4):
        client.get("/rulings/")
