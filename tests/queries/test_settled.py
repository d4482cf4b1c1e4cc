"""What a case says of how its tags were settled: the reason to all, names to the team."""

import re

import pytest
from coded import coded

from annotate.actions import settlement as verbs
from annotate.actions.change import Change
from annotate.models import Case, Decision
from annotate.models.comparison import Comparison
from annotate.queries.settled import how_settled


@pytest.fixture
def settled(world):
    """Track 4 by all three; 7 by two of three, settled so; 6 by one, settled as absent."""
    tags = ["track:4 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Oslo channel")
    settle(
        world,
        case,
        {"track:7": "supporting", "track:6": ""},
        ada=[*tags, "track:7 supporting"],
        ben=[*tags, "track:7 supporting", "track:6 lead"],
        edda=tags,
    )
    return case


def settle(world, case, decided, **answers):
    round_ = coded(world, case, **answers)
    rows = [
        Decision(
            code=world[key],
            value="present" if role else "absent",
            role=role,
            reason=f"The rule on {key}.",
        )
        for key, role in decided.items()
    ]
    seen = Comparison.of(round_.codings.order_by("pk")).seen
    kept = verbs.save_decisions(case, round_, rows, seen=seen, version=0, by=world.cleo)
    world.source(case, "Gaza First")
    return verbs.settle(kept, seen=seen, version=kept.version, by=world.cleo)


def shown(client, case):
    html = client.get(case.get_absolute_url()).text
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def of(case, user, number):
    case = Case.objects.get(pk=case.pk)
    return how_settled(case, user).tags[case.tags.get(code__number=number).pk]


def test_everybody_reads_how_and_why_and_only_the_team_by_whom(client, world, settled):
    said = shown(client, settled)
    assert "2 of 3 coders; settled 2" in said
    assert "All three coders; adopted 2" in said
    assert "The rule on track:7." in said
    assert "cleo" not in said

    client.force_login(world.ada)
    assert "2 of 3 coders; settled by cleo , 2" in shown(client, settled)


def test_what_was_settled_as_absent_is_said_with_its_reason(client, settled):
    said = shown(client, settled)

    assert "1 code on which coders differed, settled as absent" in said
    assert "6 Activism Track : The rule on track:6." in said


def test_the_reason_stays_where_the_words_beside_the_tag_change(client, world, settled):
    tag = settled.tags.get(code__number=7)
    tag.rationale = "Bishops took part."
    Change(by=world.ben).save(tag)

    assert "Why it was settled so: The rule on track:7." in shown(client, settled)


def test_an_answer_that_changed_since_is_no_settled_one(world, settled):
    for number in (4, 7):
        tag = settled.tags.get(code__number=number)
        tag.certainty, tag.role = "cannot-tell", ""
        Change(by=world.ben).save(tag)

        assert of(settled, world.ben, number).is_changed


def test_the_latest_settlement_counts(world, settled):
    settle(world, settled, {"track:7": "lead"}, ada=ALL, ben=[*ALL, "track:7 lead"])

    assert (of(settled, world.ben, 7).agreed, of(settled, world.ben, 7).coders) == (1, 2)
    assert (of(settled, world.ben, 4).agreed, of(settled, world.ben, 4).coders) == (2, 2)


ALL = ["track:4 lead", "type:cultural", "outcome:ceasefire"]


def test_a_tag_that_nobody_settled_says_nothing_of_it(world, settled):
    tag = world.tag(settled, "officialness:official")

    assert tag.pk not in how_settled(settled, world.ada).tags


@pytest.mark.parametrize("opened", [False, True])
def test_it_takes_the_queries_it_says(world, settled, django_assert_num_queries, opened):
    settlement = settled.settlements.get()
    if opened:
        verbs.open_again(settlement, reason="A look.", version=settlement.version, by=world.cleo)
    list(settled.tags.all())

    with django_assert_num_queries(2 if opened else 8):
        how_settled(settled, world.ada)
