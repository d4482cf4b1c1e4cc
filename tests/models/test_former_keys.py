"""Who names a merged code by its old key is led to the one that took over."""

import pytest
from django.contrib.auth.models import AnonymousUser

from annotate.actions import steps
from annotate.models import Case
from annotate.models.former_keys import led
from annotate.models.vocabularies import State
from annotate.queries.codebook_columns import codebook_columns
from annotate.queries.export_rows import export_rows
from annotate.queries.question import Question
from tests.coded import give
from tests.stepped import merge


def ask(query, user=None):
    question = Question(query, user or AnonymousUser())
    assert question.is_valid, question.refusals
    return question


@pytest.mark.parametrize("old", ["track=7", "track=religious", "track=7&track=6"])
def test_a_question_with_the_old_key_is_that_of_the_new_one(world, old):
    case = world.case("Oslo channel", "track:7 lead")
    world.case("Liberia", "track:1 lead")
    merge(world, "track:7", "track:6")

    question = ask(old)
    assert list(question.cases) == [case]
    assert str(question.address) == "track=6"
    assert str(question.sentence) == "Cases where track is Activism."
    assert question.hash == ask("track=6").hash
    assert question.led == [(world["track:7"], world["track:6"])]


def test_what_is_excluded_is_led_on_too(world):
    world.case("Oslo channel", "track:7 lead")
    other = world.case("Liberia", "track:1 lead")
    merge(world, "track:7", "track:6")

    assert list(ask("not.track=7").cases) == [other]


def test_a_code_merged_twice_leads_to_the_last(world):
    case = world.case("Oslo channel", "track:7 lead")
    merge(world, "track:7", "track:6")
    merge(world, "track:6", "track:5")

    assert list(ask("track=7").cases) == list(ask("track=6").cases) == [case]
    assert str(ask("track=7").address) == "track=5"


def test_an_undone_merge_leads_nowhere(world):
    world.case("Oslo channel", "track:7 lead")
    steps.undo(merge(world, "track:7", "track:6"), by=world.cleo)

    question = ask("track=7")
    assert (str(question.address), question.led) == ("track=7", [])


def test_a_merged_code_with_tags_left_answers_for_itself(world):
    old = world.case("Oslo channel", "outcome:ceasefire")
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    version = world.publish_codebook("1.1")
    new = world.case("Liberia", "outcome:ceasefire", codebook_version=version)
    merge(world, "outcome:ceasefire", "outcome:armistice")

    assert list(ask("outcome=ceasefire").cases) == [old]
    assert list(ask("outcome=armistice").cases) == [new]


def test_a_tag_that_one_may_not_see_does_not_change_where_the_old_key_leads(world, client):
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    world.publish_codebook("1.1")
    hidden = world.case("Aceh", "outcome:ceasefire", state=State.IN_REVIEW, owner=world.edda)
    merge(world, "outcome:ceasefire", "outcome:armistice")
    world.publish_codebook("1.2")
    page = "/codebook/outcome/ceasefire"

    client.force_login(world.ada)
    assert (client.get(page).status_code, ask("outcome=ceasefire", world.ada).led) == (200, [])
    give(world, hidden, "ada", "ben")
    assert client.get(page).url == "/codebook/outcome/armistice"
    assert str(ask("outcome=ceasefire", world.ada).address) == "outcome=armistice"


def test_a_retired_code_that_was_not_merged_answers_for_itself(world):
    case = world.case("Oslo channel", "track:7 lead")
    code = world["track:7"]
    heir = world["track:6"]
    steps.retire(code, replaced_by=heir, why="…", version=code.version, by=world.cleo)

    assert list(ask("track=7").cases) == [case]
    assert ask("track=7").led == []


def test_the_page_says_that_the_question_is_asked_of_another_code(world, client):
    world.case("Oslo channel", "track:7 lead")
    merge(world, "track:7", "track:6")
    page = client.get("/cases/", {"track": "7"})

    assert "“Religious” was merged into" in page.text
    assert "/cases.csv?track=6" in page.text
    answer = client.get("/cases.csv", {"track": "religious"})
    assert b"Oslo channel" in b"".join(answer)


def test_the_columns_of_a_merged_code_stay_and_claim_no_absence(world):
    case = world.case("Oslo channel", "track:7 lead")
    merge(world, "track:7", "track:6")
    row = next(iter(rows(case)))
    columns = {name: (read(row), meaning) for name, _, meaning, read, *_ in codebook_columns()}

    assert columns["track_religious"][0] is None
    assert "Merged into Activism." in columns["track_religious"][1]
    assert (columns["track_activism"][0], columns["track_business"][0]) == (1, 0)
    assert columns["track"][0] == "activism"


def rows(case):
    return export_rows(Case.objects.filter(pk=case.pk))


def test_where_nothing_is_retired_nothing_is_asked(world, django_assert_num_queries):
    codes = list(world["track:7"].dimension.codes.all())
    with django_assert_num_queries(0):
        assert led(codes, AnonymousUser()) == {}
