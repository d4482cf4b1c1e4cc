"""What the workbench shows, in how many queries, and whose coding it is."""

from datetime import date, timedelta

import pytest
from coded import answer, dimension, give, submit
from django.utils import timezone

from annotate.models import Coding, Ruling
from annotate.models.vocabularies import CodingState, State
from annotate.queries.coding import (
    Due,
    Mark,
    coding_to_show,
    marked_paragraphs,
    own_codings,
    submissions_compared,
)
from annotate.queries.work_codings import given_to

# The session, its user and their roles; the case; the coding with its codebook and round; where
# none applies, the judgements, their evidence with its documents and citations; the codes; the
# texts and the sources; the rulings and their codes.
QUERIES = 15


@pytest.fixture
def case(world):
    case = world.case("Oslo channel", state=State.DRAFT, owner=world.edda)
    world.document(case, "Norway hosted the talks. Two academics opened them.")
    world.source(case)
    return case


@pytest.mark.parametrize("many", [False, True])
def test_the_page_takes_a_fixed_number_of_queries(
    world, client, case, django_assert_num_queries, many
):
    ada = give(world, case, "ada", "ben")["ada"]
    answers = [("track:1 lead", "Norway"), ("track:2 ?", "Two")] if many else []
    answer(ada, ("track:4 lead", "talks", "opened"), *answers)
    cite(world, ada)
    for number, key in enumerate(["track:1", "track:2", "track:4"][: 3 if many else 1]):
        rule(world, number, key)
    client.force_login(world.ada)

    with django_assert_num_queries(QUERIES):
        client.get(f"/cases/{case.public_id}/code")


def cite(world, coding):
    judgement = coding.judgements.first()
    citation = coding.case.citations.get()
    world.change.save(judgement.evidence.model(judgement=judgement, citation=citation, pages="12"))


def rule(world, number, key):
    Ruling.objects.create(number=number, text="So.", made_by=world.cleo).codes.add(world[key])


def test_the_unfinished_coding_is_shown_and_else_the_last_submitted(world, case):
    first = give(world, case, "ada", title="One")["ada"]
    assert coding_to_show(case, world.ada) == first
    submit(first)
    second = give(world, case, "ada", title="Two")["ada"]
    assert coding_to_show(case, world.ada) == second
    submit(second)
    assert coding_to_show(case, world.ada) == second
    assert coding_to_show(case, world.ben) is None


def test_a_coding_that_was_left_alone_is_not_shown_for_answering(world, case):
    ada = give(world, case, "ada")["ada"]
    Coding.objects.filter(pk=ada.pk).update(state=CodingState.LAPSED)

    assert coding_to_show(case, world.ada) is None
    assert own_codings(case, world.ada).get() == ada


def test_pieces_add_up_to_the_text_whatever_overlaps(world, case):
    document = case.documents.get()
    marks = [Mark(0, 6, world["track:1"], "lead"), Mark(3, 30, world["track:2"], "lead")]
    (paragraph,) = marked_paragraphs(document, marks)

    assert "".join(piece.words for piece in paragraph.pieces) == document.text
    assert [len(piece.over) for piece in paragraph.pieces] == [1, 2, 1, 0]
    assert [mark.code.number for mark in paragraph.marked] == [1, 2]


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "overdue by 2 days"), (-1, "overdue by 1 day"), (0, "due today"), (1, "due tomorrow")],
)
def test_when_it_is_due_is_said_in_words(world, case, days, words):
    due_on = timezone.localdate() + timedelta(days=days)
    ada = give(world, case, "ada", due_on=due_on)["ada"]

    assert Due.of(ada).words == words
    assert Due.of(ada).is_over == (days < 0)
    ada.state = CodingState.SUBMITTED
    assert Due.of(ada) is None


def test_what_is_given_to_somebody_comes_by_its_date_with_how_far_it_is(
    world, case, django_assert_num_queries
):
    later = world.case("Bergen channel", state=State.DRAFT, owner=world.edda)
    give(world, world.case("Some day", state=State.DRAFT), "ben")
    give(world, later, "ben", "ada", due_on=date(2030, 5, 2))
    ben = give(world, case, "ben", due_on=date(2030, 5, 1))["ben"]
    answer(ben, "track:1 lead", "track:2 ?", none_apply=[dimension("outcome")])

    with django_assert_num_queries(1):
        found = given_to(world.ben)
    said = [(given.coding.case.title, given.answered, given.questions) for given in found]
    assert said == [("Oslo channel", 2, 4), ("Bergen channel", 0, 4), ("Some day", 0, 4)]


def test_nothing_is_compared_while_there_is_one_submission(world, case):
    ada = give(world, case, "ada")["ada"]
    submit(ada)

    assert submissions_compared(ada, None) is None
