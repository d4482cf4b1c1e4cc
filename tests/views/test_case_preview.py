"""The page of a case as it would be: made by the real saving, which is then taken back."""

import pytest
from django.apps import apps
from filled import Page

from annotate.models import Case, User
from annotate.models.vocabularies import State


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def stored():
    """How many rows there are of everything, but for who was last seen when."""
    models = [model for model in apps.get_app_config("annotate").get_models() if model is not User]
    return {model.__name__: model._base_manager.count() for model in models}


def preview(page):
    address = page.address.removesuffix("/edit").split("?")[0]
    return page.client.post(f"{address}/preview", dict(page.typed.lists())).content.decode()


def test_a_new_case_is_seen_as_it_would_be_and_nothing_is_stored(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo channel", "Two academics opened talks."
    page.row("participations", actor="PLO", kind="armed-group", role="principal-party")
    page.row("citations", kind="book", title="Gaza First")
    page.tick(world["track:2"], answer="lead", rationale="Fafo.", confidence="high")
    page.row(f"tag-{world['track:2'].pk}-evidence", quote="academics")
    before = stored()

    html = preview(page)

    assert "Preview, not saved" in html
    for words in ("Oslo channel", "PLO", "Gaza First", "Fafo.", "academics"):
        assert words in html
    assert stored() == before
    assert page.save().status_code == 302
    assert Case.objects.get().title == "Oslo channel"


def test_a_stored_case_is_seen_with_what_is_typed_and_stays_as_it_is(world, ada):
    case = world.case("Oslo", "track:2 lead", state=State.DRAFT)
    page = Page(ada, f"/cases/{case.public_id}/edit")
    page["title"] = "Oslo channel"

    html = preview(page)

    assert "Preview, not saved" in html
    assert '<h1 dir="auto">Oslo channel</h1>' in html
    assert "Submit for review" not in html
    case.refresh_from_db()
    assert (case.title, case.version) == ("Oslo", 1)


def test_where_there_are_errors_it_says_what_stands_in_the_way(ada):
    page = Page(ada, "/cases/new")
    page["start"] = "1993-13"

    html = preview(page)

    assert "No preview yet" in html
    assert "there is no month 13" in html
    assert "Title: This field is required." in html


def test_a_published_case_that_would_break_a_rule_is_not_shown_as_if_it_could_be_saved(
    world, client
):
    client.force_login(world.cleo)
    case = world.case("Oslo", "track:2 lead", "type:cultural")
    page = Page(client, f"/cases/{case.public_id}/edit")
    page[f"tag-{world['track:2'].pk}-answer"] = "supporting"

    assert "No track leads." in preview(page)


def test_a_case_that_somebody_else_saved_meanwhile_is_not_shown_over_theirs(world, ada):
    case = world.case("Oslo", state=State.DRAFT)
    page, other = (Page(ada, f"/cases/{case.public_id}/edit") for _ in range(2))
    other["summary"] = "New."
    assert other.save().status_code == 302

    assert "was changed by somebody else since you opened it" in preview(page)
