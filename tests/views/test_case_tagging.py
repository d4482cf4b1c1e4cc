"""The codes of the form: what is typed under one is either a tag's or an error, never dropped."""

import pytest
from filled import Page

from annotate.forms.entry.tagging import LEFT
from annotate.models import Case
from annotate.models.vocabularies import State


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def quoted(page, name):
    """A quote under a code that was ticked for a moment; returns the name of its row."""
    page[f"{name}-on"] = "on"
    place = page.row(f"{name}-evidence", quote="talks")
    del page.typed[f"{name}-on"]
    return f"{name}-evidence-{place}"


@pytest.mark.parametrize("typed", ["rationale", "confidence", "quote"])
def test_what_is_typed_under_a_code_that_is_not_ticked_is_refused_and_kept(world, ada, typed):
    page = Page(ada, "/cases/new")
    page["title"], name = "Oslo", f"tag-{world['track:2'].pk}"
    field = f"{name}-{typed}"
    if typed == "quote":
        field = f"{quoted(page, name)}-quote"
    page[field] = "high" if typed == "confidence" else "talks"

    page.save()

    assert not Case.objects.exists()
    assert f'<a href="#id_{name}-on">{world["track:2"]}: {LEFT}</a>' in page.html
    assert f'<p class="msg" id="{name}-left" aria-live="polite">{LEFT}</p>' in page.html
    assert page[field] == ("high" if typed == "confidence" else "talks")


def test_ticking_it_makes_a_tag_of_it_and_clearing_it_is_no_error(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    name, other = (f"tag-{world[f'track:{number}'].pk}" for number in (2, 4))
    page[f"{name}-rationale"], page[f"{other}-rationale"] = "Fafo.", "Neighbours."
    page.save()
    page[f"{name}-on"], page[f"{other}-rationale"] = "on", " "

    assert page.save().status_code == 302

    assert [tag.rationale for tag in Case.objects.get().tags.all()] == ["Fafo."]


def test_unticking_a_stored_tag_removes_it_with_its_grounds_which_the_history_keeps(world, ada):
    case = world.case("Oslo", "track:2 lead", state=State.DRAFT)
    removed = case.tags.get()
    page = Page(ada, f"/cases/{case.public_id}/edit")
    del page.typed[f"tag-{world['track:2'].pk}-on"]

    assert page.save().status_code == 302

    assert not case.tags.exists()
    assert removed.history.filter(history_type="-").get().rationale == "Because."


def test_a_removed_row_of_evidence_is_nothing_typed(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    row = quoted(page, f"tag-{world['track:2'].pk}")
    page[f"{row}-DELETE"] = "on"

    assert page.save().status_code == 302


def test_while_typing_the_code_itself_says_so(world, ada):
    name = f"tag-{world['track:2'].pk}"

    html = ada.post("/cases/new/derive", {f"{name}-rationale": "Fafo."}).content.decode()

    assert f'<p id="{name}-left" hx-swap-oob="innerHTML">{LEFT}</p>' in html


def test_a_draft_of_nothing_but_words_under_an_unticked_code_is_offered(world, ada):
    case = world.case("Oslo", state=State.DRAFT)
    page = Page(ada, f"/cases/{case.public_id}/edit")
    page[f"tag-{world['track:2'].pk}-rationale"] = "Fafo."
    ada.post(f"/cases/{case.public_id}/draft", dict(page.typed.lists()))

    assert "Fafo." in ada.get(f"/cases/{case.public_id}/edit").content.decode()
