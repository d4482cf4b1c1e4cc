"""Under which version of the codebook a tag was decided."""

import csv

import pytest

from annotate.actions import codebook
from annotate.actions.cases import WrongState, open_case, save_case, submit
from annotate.actions.content import Content
from annotate.actions.retagging import plan_retag, retag
from annotate.actions.tags import Answer
from annotate.models import Case, Tag
from annotate.models.vocabularies import State

WAITING = "not yet in a published codebook"


def content(world, *keys, **said):
    said = {"rationale": "Because.", "confidence": "high"} | said
    answers = [Answer(Tag(code=world[key], **said)) for key in keys]
    return Content(answers=answers, offered=[answer.tag.code for answer in answers])


@pytest.fixture
def case(world):
    """A draft, tagged with a code that was added since the codebook was published."""
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    parts = content(world, "outcome:ceasefire", "outcome:declaration")
    return open_case(Case(title="Oslo"), parts, by=world.ada)


def versions(case):
    rows = case.tags.order_by("code__key").values_list("code__key", "codebook_version__number")
    return dict(rows)


def shown(client, case):
    """What its page says of the version, and what the table of its tags does."""
    page = client.get(case.get_absolute_url()).content.decode()
    table = client.get(f"{case.get_absolute_url()}.csv?shape=tags").getvalue().decode("utf-8-sig")
    rows = csv.DictReader(table.splitlines())
    return WAITING in page, {row["code"]: row["codebook_version"] for row in rows}


def test_a_tag_of_an_unpublished_code_waits_for_the_version_that_asks_it(world, client, case):
    client.force_login(world.ada)
    assert shown(client, case) == (True, {"ceasefire": "1.0", "declaration": ""})

    codebook.publish(number="1.1", notes="", by=world.cleo)

    assert shown(client, case) == (False, {"ceasefire": "1.0", "declaration": "1.1"})
    trace = case.tags.get(code__key="declaration").history.first()
    assert (trace.history_user, trace.history_change_reason) == (
        world.cleo,
        "Codebook 1.1 published",
    )


def test_no_case_is_submitted_with_a_code_that_no_codebook_asks_yet(world, case):
    with pytest.raises(WrongState, match="“Outcome: Declaration” is not in the latest published"):
        submit(case, version=1, by=world.ada)

    codebook.publish(number="1.1", notes="", by=world.cleo)
    submit(Case.objects.get(pk=case.pk), version=1, by=world.ada)

    assert versions(case) == {"ceasefire": "1.1", "declaration": "1.1"}


def test_a_retired_code_keeps_the_version_under_which_it_was_asked(world, case):
    codebook.retire_code(world["outcome:ceasefire"], by=world.cleo)
    codebook.publish(number="1.1", notes="", by=world.cleo)
    reworded = content(world, "outcome:ceasefire", "outcome:declaration", rationale="Both said so.")

    save_case(case, reworded, version=1, by=world.ada)

    assert set(case.tags.values_list("rationale", flat=True)) == {"Both said so."}
    assert versions(case) == {"ceasefire": "1.0", "declaration": "1.1"}


def test_a_code_that_is_back_but_not_yet_asked_again_takes_tags_over_without_a_version(world):
    case = world.case("Bergen", "outcome:no-agreement", state=State.DRAFT)
    ceasefire = world["outcome:ceasefire"]
    codebook.retire_code(ceasefire, by=world.cleo)
    codebook.publish(number="1.1", notes="", by=world.cleo)
    codebook.unretire_code(world["outcome:ceasefire"], by=world.cleo)
    plan = plan_retag(
        Case.objects.all(), old=world["outcome:no-agreement"], new=world["outcome:ceasefire"]
    )

    retag(plan, new=world["outcome:ceasefire"], by=world.cleo, why="They did agree.")

    assert versions(case) == {"ceasefire": None}
    with pytest.raises(WrongState, match="“Outcome: Ceasefire” is not in the latest published"):
        submit(Case.objects.get(pk=case.pk), version=2, by=world.ada)
    codebook.publish(number="1.2", notes="", by=world.cleo)
    assert versions(case) == {"ceasefire": "1.2"}
