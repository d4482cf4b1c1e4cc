"""Two people at once: nothing is lost and nothing is overwritten unseen."""

import pytest
from django.db import connection
from django.test import Client
from filled import Page

from annotate.actions import upkeep
from annotate.models import CaseLink
from annotate.models.vocabularies import State


@pytest.fixture
def pages(world):
    """Ada and Ben have the same draft open."""
    case = world.case("Oslo", "track:2 lead", state=State.DRAFT, summary="As it was.")
    world.party(case, "PLO")
    opened = []
    for user in (world.ada, world.ben):
        client = Client()
        client.force_login(user)
        opened.append(Page(client, f"/cases/{case.public_id}/edit"))
    return case, *opened


def test_both_versions_stand_side_by_side_and_nothing_is_saved(pages):
    case, ada, ben = pages
    ben["summary"] = "As Ben sees it."
    ben.save()
    ada["summary"] = "As Ada sees it."

    ada.save()

    assert "ben</bdi> saved this case" in ada.html
    assert "As Ben sees it." in ada.html
    assert ada["summary"] == "As Ada sees it."
    case.refresh_from_db()
    assert case.summary == "As Ben sees it."


def test_saving_again_keeps_ones_own_words(pages):
    case, ada, ben = pages
    ben["summary"] = "As Ben sees it."
    ben.save()
    ada["summary"] = "As Ada sees it."
    ada.save()

    ada.save()

    case.refresh_from_db()
    assert case.summary == "As Ada sees it."


def test_choosing_theirs_takes_their_words(pages):
    case, ada, ben = pages
    ben["summary"] = "As Ben sees it."
    ben.save()
    ada["summary"], ada["aliases"] = "As Ada sees it.", "Norwegian channel"
    ada.save()
    ada["choose-summary"] = "theirs"

    ada.save()

    case.refresh_from_db()
    assert (case.summary, case.aliases) == ("As Ben sees it.", "Norwegian channel")


def test_what_only_the_other_changed_is_taken_over(world, pages):
    case, ada, ben = pages
    ben.row("participations", actor="Israel", kind="state", role="principal-party")
    ben.tick(world["track:4"], answer="supporting")
    ben.save()
    ada["summary"] = "As Ada sees it."

    ada.save()
    assert "taken over" in ada.html
    ada.save()

    case.refresh_from_db()
    assert case.summary == "As Ada sees it."
    assert [str(row.actor) for row in case.participations.all()] == ["PLO", "Israel"]
    assert {tag.code.number for tag in case.tags.of("track")} == {2, 4}


def test_both_changing_a_tag_is_a_choice(world, pages):
    case, ada, ben = pages
    name = f"tag-{world['track:2'].pk}"
    ben[f"{name}-rationale"] = "Fafo."
    ben.save()
    ada[f"{name}-rationale"] = "Two academics."

    ada.save()

    assert f'name="choose-{name}"' in ada.html
    ada[f"choose-{name}"] = "theirs"
    ada.save()
    assert case.tags.get().rationale == "Fafo."


def test_a_third_save_in_between_is_a_conflict_again(pages):
    _, ada, ben = pages
    ben["summary"] = "First."
    ben.save()
    ada["summary"] = "Ada's."
    ada.save()
    again = Page(ben.client, ben.address)
    again["summary"] = "Second."
    again.save()

    ada.save()

    assert "Second." in ada.html
    assert "saved this case" in ada.html


def test_autosave_says_that_somebody_else_has_saved(pages):
    case, ada, ben = pages
    ben["summary"] = "As Ben sees it."
    ben.save()

    answer = ada.client.post(f"/cases/{case.public_id}/draft", dict(ada.typed.lists()))

    assert answer.status_code == 409
    assert "somebody else has saved" in answer.json()["message"]
    assert "is kept" in ada.client.get(ada.address).content.decode()


def test_a_link_that_somebody_adds_from_the_other_end_meanwhile_stays(world, pages):
    case, ada, ben = pages
    other = world.case("Madrid", state=State.DRAFT)
    madrid = Page(ben.client, f"/cases/{other.public_id}/edit")
    madrid.row("links", name="successor", other=case.public_id)
    madrid.save()

    ada["summary"] = "As Ada sees it."
    ada.save()

    assert CaseLink.objects.get().target == case


@pytest.mark.parametrize("typed", [{"DELETE": "on"}, {"name": "", "other": "", "note": ""}])
def test_a_link_that_was_shown_is_removed(world, pages, typed):
    case, ada, _ = pages
    ada.row("links", name="part-of", other=world.case("Madrid").public_id)
    ada.save()
    page = Page(ada.client, f"/cases/{case.public_id}/edit")
    for field, text in typed.items():
        page[f"links-0-{field}"] = text

    page.save()

    assert not CaseLink.objects.exists()


@pytest.fixture
def corrected(world, pages):
    """Ada has the case open with a source that Cleo then corrects."""
    case, ada, _ = pages
    source = world.source(case, "Gaza Frist").source
    page = Page(ada.client, f"/cases/{case.public_id}/edit")
    source.title = "Gaza First"
    upkeep.save(source, version=1, by=world.cleo)
    return source, page


def test_a_source_corrected_meanwhile_is_not_put_back(corrected):
    source, ada = corrected
    ada["summary"] = "As Ada sees it."

    assert ada.save().status_code == 302

    source.refresh_from_db()
    assert (source.title, source.version) == ("Gaza First", 2)


def test_two_corrections_of_a_source_are_shown_before_one_replaces_the_other(corrected):
    source, ada = corrected
    ada["citations-0-title"] = "Gaza first!"
    ada.save()
    assert "it now reads “Gaza First”" in ada.html
    assert ada["citations-0-title"] == "Gaza first!"

    ada.save()

    source.refresh_from_db()
    assert source.title == "Gaza first!"


def test_a_source_changed_in_the_very_moment_of_saving_is_no_crash(world, pages):
    case, ada, _ = pages
    world.source(case, "Gaza Frist")
    page = Page(ada.client, f"/cases/{case.public_id}/edit")
    page["citations-0-title"] = "Gaza First"

    def beaten(execute, sql, params, many, context):
        if sql.startswith('UPDATE "annotate_source"'):
            execute("UPDATE annotate_source SET version = 9", None, False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(beaten):
        page.save()

    assert "it now reads “Gaza Frist”" in page.html
    assert page["citations-0-title"] == "Gaza First"
