import csv
import io

import pytest
from coded import answer, coded, give, submit

from annotate.actions import settlement
from annotate.models import Case, Decision
from annotate.models.comparison import Comparison
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    """Ada and Ben differ on track 7, and on the role of track 4."""
    case = world.case("Aceh talks", state=State.IN_REVIEW, owner=world.edda)
    world.document(case, "Citizens came first. Churches came next.")
    coded(
        world,
        case,
        ada=[("track:4 lead", "Citizens", "came first"), "type:cultural"],
        ben=["track:4 supporting", "track:7 lead", "type:cultural", "track:9 ?"],
    )
    return case


def table(client, query=""):
    answer = client.get(f"/cases/codings.csv?{query}")
    assert answer.status_code == 200, answer.content
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cell(rows, code, **fields):
    """The only row of this code that has these fields."""
    dimension, key = code.split(":")
    (row,) = [
        row
        for row in rows
        if (row["dimension"], row["code"]) == (dimension, key)
        and all(row[name] == value for name, value in fields.items())
    ]
    return row


def test_each_coding_answers_every_code(world, client, case):
    client.force_login(world.cleo)
    rows = table(client, "coders=names")

    assert len(rows) == 2 * 18
    adas = [row for row in rows if row["coder"] == "ada"]
    assert {row["value"] for row in adas} == {"present", "absent"}
    assert cell(rows, "track:communication", coder="ben")["value"] == "cannot-tell"


def test_an_answer_comes_with_its_passages_and_grounds(world, client, case):
    client.force_login(world.cleo)
    row = cell(table(client, "coders=names"), "track:private-citizen", coder="ada")

    assert row["quote"] == "Citizens\ncame first"
    assert row["source"] == "Case narrative\nCase narrative"
    assert row["rationale"] == "ada says so."
    assert (row["blind"], row["codebook_version"]) == ("blind", "1.0")


def test_what_all_say_is_agreed_and_the_rest_is_blank(world, client, case):
    client.force_login(world.cleo)
    rows = table(client, "shape=agreed")

    assert len(rows) == 18
    assert cell(rows, "type:cultural")["value"] == "present"
    assert cell(rows, "track:religious")["value"] == ""
    assert cell(rows, "track:private-citizen")["value"] == "present"
    assert cell(rows, "track:private-citizen")["role"] == ""
    assert cell(rows, "track:business")["in_favour"] == "2"


def test_more_than_half_are_a_majority(world, client):
    case = world.case("Oslo channel", state=State.IN_REVIEW, owner=world.edda)
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"], cleo=["track:7 lead"])
    client.force_login(world.edda)
    rows = table(client, "shape=majority")

    row = cell(rows, "track:private-citizen")
    assert (row["value"], row["role"]) == ("present", "lead")
    assert (row["in_favour"], row["codings"]) == ("2", "3")
    assert cell(rows, "track:religious")["value"] == "absent"


def test_a_role_is_favoured_by_those_who_gave_it(world, client, case):
    decided = {"4": ("present", "lead"), "7": ("absent", ""), "9": ("absent", "")}
    settle(world, Case.objects.get(pk=case.pk), **decided)
    client.force_login(world.cleo)
    row = cell(table(client, "shape=settled"), "track:private-citizen")
    assert (row["role"], row["in_favour"], row["codings"]) == ("lead", "1", "2")

    case = world.case("Oslo channel", state=State.IN_REVIEW, owner=world.edda)
    said = {"ada": "lead", "ben": "lead", "edda": "supporting"}
    coded(world, case, **{name: [f"track:4 {role}"] for name, role in said.items()})
    rows = [row for row in table(client, "shape=majority") if row["title"] == "Oslo channel"]
    row = cell(rows, "track:private-citizen")
    assert (row["role"], row["in_favour"], row["codings"]) == ("lead", "2", "3")


def test_before_a_case_is_settled_there_is_nothing_settled(world, client, case):
    client.force_login(world.cleo)

    assert table(client, "shape=settled") == []


def settle(world, case, **decided):
    """Cleo decides each code that is named, as `(value, role)`; the reason is “By the rule.”"""
    rows = [
        Decision(code=world[f"track:{key}"], value=value, role=role, reason="By the rule.")
        for key, (value, role) in decided.items()
    ]
    round_ = case.codings.first().round
    seen = Comparison.of(case.codings.submitted().order_by("pk")).seen
    kept = settlement.save_decisions(case, round_, rows, seen=seen, version=0, by=world.cleo)
    settlement.settle(kept, seen=seen, version=kept.version, by=world.cleo)


def test_of_a_settled_case_it_tells_what_was_decided_and_what_all_agreed_on(world, client, case):
    settle(
        world,
        Case.objects.get(pk=case.pk),
        **{"4": ("present", "lead"), "7": ("absent", ""), "9": ("absent", "")},
    )
    client.force_login(world.cleo)
    rows = table(client, "shape=settled")

    decided = cell(rows, "track:private-citizen")
    assert (decided["value"], decided["role"], decided["reason"]) == (
        "present",
        "lead",
        "By the rule.",
    )
    assert cell(rows, "track:religious")["in_favour"] == "1"
    assert cell(rows, "type:cultural")["value"] == "present"


def test_the_answers_that_lost_stay_in_the_file(world, client, case):
    decided = {"4": ("present", "lead"), "7": ("absent", ""), "9": ("absent", "")}
    settle(world, Case.objects.get(pk=case.pk), **decided)
    client.force_login(world.cleo)

    said = {row["value"] for row in table(client) if row["code"] == "religious"}
    assert said == {"present", "absent"}


def test_coders_are_told_by_pseudonym(world, client, case):
    client.force_login(world.cleo)
    coders = {row["coder"] for row in table(client)}

    assert coders == {f"coder-{world.ada.pk}", f"coder-{world.ben.pk}"}


def test_a_researcher_is_not_told_names(world, client, case):
    client.force_login(world.ada)
    answer = client.get("/cases/codings.csv?coders=names")

    assert answer.status_code == 400
    assert "Only curators" in answer.text


def test_a_question_narrows_the_cases(world, client, case):
    coded(world, world.case("Oslo channel", "track:1 lead"), ada=["track:1 lead"])
    client.force_login(world.cleo)

    assert {row["case"] for row in table(client, "state=in-review")} == {case.public_id}


def test_what_is_not_submitted_is_in_no_file(world, client):
    case = world.case("Oslo channel", state=State.DRAFT, owner=world.edda)
    codings = give(world, case, "ada", "ben")
    answer(codings["ada"], "track:4 lead")
    submit(codings["ben"])
    client.force_login(world.cleo)

    assert {row["coder"] for row in table(client)} == {f"coder-{world.ben.pk}"}


@pytest.mark.parametrize(
    ("query", "words"),
    [("shape=wide", "none of all, agreed"), ("coders=all", "none of"), ("trak=1", "trak")],
)
def test_what_is_not_known_is_refused(world, client, query, words):
    client.force_login(world.cleo)
    answer = client.get(f"/cases/codings.csv?{query}")

    assert answer.status_code == 400
    assert words in answer.text


def test_the_dictionary_tells_its_columns(world, client, case):
    client.force_login(world.cleo)
    schema = client.get("/cases/columns.json").json()["codings"]

    assert [field["name"] for field in schema["fields"]] == list(table(client)[0])


@pytest.mark.parametrize(("name", "offered"), [("ada", True), ("dan", False)])
def test_the_list_of_cases_offers_them_to_the_team(world, client, case, name, offered):
    client.force_login(getattr(world, name))

    assert ("/cases/codings.csv?track=4" in client.get("/cases/?track=4").text) is offered
