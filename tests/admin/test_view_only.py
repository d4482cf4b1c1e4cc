"""Evidence and history are looked at here, never written."""

import re

import pytest
from coded import answer, give
from django.urls import reverse

from annotate.models import (
    Case,
    Code,
    CodebookVersion,
    Dimension,
    Evidence,
    Judgement,
    Tag,
    User,
)
from annotate.models.vocabularies import State
from tests.upkeep import address, list_of, save

SHOWN = [Evidence, Case.history.model, Code.history.model]


@pytest.mark.parametrize("model", SHOWN)
def test_whoever_is_signed_out_is_asked_to_sign_in(client, db, model):
    assert client.get(list_of(model)).url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("model", SHOWN)
def test_researchers_are_refused(world, sign_in, model):
    assert sign_in(world.ada).get(list_of(model)).status_code == 403


@pytest.mark.parametrize("model", SHOWN)
def test_curators_look_and_cannot_write(world, sign_in, model):
    case = world.case("Oslo channel", "track:1 lead")
    world.document(case, "Norway hosted the talks.")
    world.evidence(case.tags.get(), "Norway hosted")
    client, row = sign_in(world.cleo), model.objects.first()

    assert client.get(list_of(model)).status_code == 200
    assert client.get(address(row)).status_code == 200
    assert client.post(address(row), {}).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403


def test_the_history_of_people_is_for_admins(world, sign_in):
    people = list_of(User.history.model)

    assert sign_in(world.cleo).get(people).status_code == 403
    assert sign_in(world.edda).get(people).status_code == 200


def visible(page):
    return re.sub(r"<[^>]*>", " ", page.text).casefold()


def test_histories_are_called_what_they_are(world, sign_in):
    case, client = world.case("Oslo channel"), sign_in(world.cleo)
    index, changes = client.get(reverse("admin:index")), client.get(list_of(Case.history.model))
    change = client.get(address(case.history.get()))

    assert "changes of cases" in visible(index)
    assert "history of cases" in visible(changes)
    assert not any("historical" in visible(page) for page in (index, changes, change))
    assert all(word in visible(change) for word in ["when:", "what:", "who:", "why:"])
    assert "oslo channel as of" not in visible(change)


@pytest.mark.parametrize("model", [Case, Tag, Evidence, Code])
def test_a_page_of_changes_takes_the_same_queries_however_many_rows(
    world, sign_in, django_assert_num_queries, model
):
    client = sign_in(world.cleo)
    for number in range(20):
        case = world.case(f"Round {number}", "track:1 lead")
        world.document(case, "Norway hosted the talks.")
        world.evidence(case.tags.get(), "Norway hosted")

    # Session, person, groups; latest and earliest day, days, people to filter by; count, rows.
    with django_assert_num_queries(8):
        assert len(client.get(list_of(model.history.model)).context["cl"].result_list) >= 20


def test_the_history_of_a_row_takes_the_same_queries_however_long(
    world, sign_in, django_assert_num_queries
):
    code, other = world["outcome:ceasefire"], world["outcome:no-agreement"]
    for turn in range(20):
        code.replaced_by = other if turn % 2 else None
        world.change.save(code)
    client = sign_in(world.cleo)

    # Session, person, groups; the code, its history with all that it names.
    with django_assert_num_queries(5):
        page = client.get(address(code, "history"))
    assert page.text.count("<ins>No agreement</ins>") == 10


def test_the_history_of_a_person_names_the_roles(world, sign_in, django_assert_num_queries):
    for role in ["curator", "analyst"] * 5:
        save(sign_in(world.edda), User.objects.get(username="ada"), role=role)
    client = sign_in(world.edda)

    # As above, with the groups of the person now and of all records then.
    with django_assert_num_queries(8):
        page = client.get(address(world.ada, "history"))
    assert "<del>curator</del><ins>analyst</ins>" in page.text


@pytest.mark.parametrize("model", [Case, CodebookVersion, Case.history.model])
def test_a_row_leads_to_its_history_only_where_there_is_one(world, sign_in, model):
    world.case("Oslo channel")
    client, row = sign_in(world.cleo), model.objects.first()

    shown = address(row, "history") in client.get(address(row)).text
    assert shown == (client.get(address(row, "history"), follow=True).status_code == 200)
    assert shown == (model is Case)


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (Code, "tags={tag}"),
        (Code, "tags__id__gte=1"),
        (Code, "tags__isnull=False"),
        (Code, "judgements={judgement}"),
        (Code, "versions={version}"),
        (Dimension, "codes=1"),
        (CodebookVersion, "codings__isnull=False"),
        (User, "codings__isnull=False"),
    ],
)
def test_a_list_does_not_answer_questions_about_rows_that_point_to_it(world, sign_in, model, asked):
    case = world.case("Aceh", "track:7 lead", state=State.IN_REVIEW, owner=world.edda)
    answer(give(world, case, "edda", "ben")["ben"], "track:4 lead")
    rows = {"tag": case.tags.get(), "judgement": Judgement.objects.get(), "version": world.version}
    asked = asked.format(**{name: row.pk for name, row in rows.items()})

    assert sign_in(world.edda).get(f"{list_of(model)}?{asked}").status_code == 400


@pytest.mark.parametrize(
    "asked",
    ["dimension__id__exact=1", "parent=1", "retired=no", "origin__exact=", "label__startswith=R"],
)
def test_a_list_answers_questions_about_its_own_columns_and_filters(world, sign_in, asked):
    assert sign_in(world.cleo).get(f"{list_of(Code)}?{asked}").status_code == 200
