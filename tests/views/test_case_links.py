"""Links between cases: who sees and changes them, and what a form does that was opened before."""

import pytest
from django.test import Client
from filled import Page

from annotate.actions.cases import publish, send_back
from annotate.actions.links import Link, directed
from annotate.models import CaseLink
from annotate.models.vocabularies import State
from annotate.queries.history import entries


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def edit(user, case):
    return Page(signed_in(user), f"/cases/{case.public_id}/edit")


def linked(world, case, name, other, note=""):
    return world.change.save(directed(case, Link(name, other, note)))


def reworded(row, note, change):
    row.note = note
    return change.save(row)


def said():
    return [(row.case.title, row.type, row.target.title, row.note) for row in links()]


def links():
    return CaseLink.objects.select_related("case", "target")


# Who sees and changes them


@pytest.fixture
def draft_of_published(world):
    """Ada's case in review, which has become part of a published one."""
    tags = ["track:2 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Rehearsal", *tags, state=State.IN_REVIEW)
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    whole = world.case("Oslo channel", state=State.PUBLISHED)
    linked(world, case, "part-of", whole)
    return case, whole


def test_a_published_case_shows_a_link_to_everybody_once_the_other_end_is_published(
    world, client, draft_of_published
):
    case, whole = draft_of_published
    assert "Rehearsal" not in client.get(whole.get_absolute_url()).text
    assert "Rehearsal" in signed_in(world.ben).get(whole.get_absolute_url()).text

    publish(case, version=1, by=world.cleo)

    assert "Rehearsal" in client.get(whole.get_absolute_url()).text


def test_the_history_of_the_published_end_tells_when_the_other_is_published_and_returned(
    world, draft_of_published
):
    case, whole = draft_of_published
    publish(case, version=1, by=world.cleo)
    send_back(case, reason="Which sources?", version=2, by=world.cleo)

    latest = [(entry.who, entry.why) for entry in entries(whole, world.ben)[:2]]

    told = f"{case.public_id} was {{}}, and with it the link to it"
    assert latest == [("cleo", told.format("returned")), ("cleo", told.format("published"))]


def test_history_tells_of_no_case_that_its_reader_may_not_see(world, draft_of_published):
    case, whole = draft_of_published
    type(case).objects.filter(pk=case.pk).update(visibility="restricted", owner=world.cleo)
    case.refresh_from_db()
    publish(case, version=1, by=world.cleo)

    assert not any(case.public_id in entry.why for entry in entries(whole, world.ben))


def test_a_researcher_changes_no_link_of_two_published_cases(world):
    first, second = world.case("Madrid"), world.case("Oslo")
    row = linked(world, first, "successor", second, "Same parties")
    page = edit(world.ada, world.case("Rehearsal", state=State.DRAFT))
    page.row("links", name="successor", other=second.public_id, id=str(row.pk), seen="1")
    page.row("links", name="part-of", other=first.public_id, id=str(row.pk), DELETE="on")

    page.save()

    assert ("Madrid", "successor", "Oslo", "Same parties") in said()
    for case in (first, second):
        assert signed_in(world.ada).post(f"/cases/{case.public_id}/edit").status_code == 403


# A form that was opened before the other end changed the link


@pytest.fixture
def opened(world):
    """Ada has a draft open that succeeds a published case, at which Cleo works."""
    case = world.case("Oslo", state=State.DRAFT)
    row = linked(world, case, "predecessor", world.case("Madrid"), "Same parties")
    world.change = type(world.change)(by=world.cleo)
    return row, edit(world.ada, case)


def test_a_link_that_was_removed_at_the_other_end_is_not_put_back_unasked(world, opened):
    row, ada = opened
    world.change.delete(row)
    ada["summary"] = "Another field."

    assert ada.save().status_code == 302

    assert said() == []


def test_a_note_that_was_changed_at_the_other_end_stays(world, opened):
    row, ada = opened
    reworded(row, "Other parties", world.change)
    ada["summary"] = "Another field."

    assert ada.save().status_code == 302

    assert said() == [("Madrid", "successor", "Oslo", "Other parties")]


def test_one_is_asked_before_a_removed_link_is_put_back_as_one_typed_it(world, opened):
    row, ada = opened
    world.change.delete(row)
    ada["links-0-note"] = "The same parties"

    ada.save()
    assert "Somebody removed this link meanwhile. Saving again puts it back." in ada.html
    assert said() == []

    ada.save()
    assert said() == [("Madrid", "successor", "Oslo", "The same parties")]


def test_one_sees_the_others_note_before_ones_own_replaces_it(world, opened):
    row, ada = opened
    reworded(row, "Other parties", world.change)
    ada["links-0-note"] = "The same parties"

    ada.save()
    assert "with the note “Other parties”. Saving again puts yours in its place." in ada.html
    assert said() == [("Madrid", "successor", "Oslo", "Other parties")]

    ada.save()
    assert said() == [("Madrid", "successor", "Oslo", "The same parties")]


@pytest.mark.parametrize("typed", [{"DELETE": "on"}, {"name": "", "other": "", "note": ""}])
def test_one_sees_the_others_note_before_one_removes_the_link(world, opened, typed):
    row, ada = opened
    reworded(row, "Other parties", world.change)
    for field, text in typed.items():
        ada[f"links-0-{field}"] = text

    ada.save()
    assert "with the note “Other parties”. Saving again removes it." in ada.html
    assert len(said()) == 1

    ada.save()
    assert said() == []


def test_a_link_that_both_ends_write_keeps_the_first_note_until_the_second_saw_it(world, opened):
    _, ada = opened
    other = world.case("Camp David")
    linked(world, other, "fed-into", links().get().target, "First")
    ada.row("links", name="drew-on", other=other.public_id, note="Second")

    ada.save()
    assert "with the note “First”" in ada.html

    ada.save()
    assert ("Camp David", "fed-into", "Oslo", "Second") in said()


def test_a_link_that_is_called_otherwise_replaces_the_one_that_was_shown(opened):
    _, ada = opened
    ada["links-0-name"] = "drew-on"

    assert ada.save().status_code == 302

    assert said() == [("Madrid", "fed-into", "Oslo", "Same parties")]


@pytest.mark.parametrize("number", ["9" * 40, "-1", "x", "٣"])
def test_a_number_of_a_link_that_is_none_is_no_crash(opened, number):
    _, ada = opened
    ada["links-0-seen"] = ada["links-0-id"] = number

    assert ada.save().status_code in {200, 302}
    assert len(said()) == 1
