"""What stands only in cases one may not see: the form answers as if it did not exist."""

import pytest
from filled import Page

from annotate.models import Actor, Case, Citation, Conflict, Source
from annotate.models.vocabularies import State
from annotate.queries.history import entries

CANARY = "Canary Islands back channel"


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


@pytest.fixture
def hidden(world):
    """A case of Ben's that Ada may not see, with one row of every kind that has a name."""
    case = world.case("Secret talks", visibility="restricted", owner=world.ben)
    case.conflict = world.conflict(CANARY)
    case.save()
    world.party(case, CANARY)
    world.source(case, CANARY)
    return case


def entered(ada, name, *, actor="", conflict=""):
    """Ada enters a case that names an actor and a conflict of this name; `actor` is its kind."""
    page = Page(ada, "/cases/new?fresh")
    page["title"] = "Oslo"
    page["conflict_name"], page["conflict_kind"] = name, conflict
    page.row("participations", actor=name, kind=actor, role="mediator")
    page.answer = page.save()
    return page


def test_a_hidden_name_is_asked_for_its_kind_just_like_one_that_nobody_has_used(ada, hidden):
    unknown = entered(ada, "Nobody's name").html
    known = entered(ada, CANARY).html

    asked = "is not known yet: choose what kind of"
    assert known.count(f"“{CANARY}” {asked}") == unknown.count(f"“Nobody&#x27;s name” {asked}") > 1
    assert not Case.objects.filter(title="Oslo").exists()


@pytest.mark.parametrize(
    ("actor", "conflict"), [("state", "interstate"), ("armed-group", "communal")]
)
def test_a_hidden_name_is_taken_on_saving_and_its_row_stays_as_it_is(ada, hidden, actor, conflict):
    assert entered(ada, CANARY, actor=actor, conflict=conflict).answer.status_code == 302

    case = Case.objects.get(title="Oslo")
    assert (case.participations.get().actor, case.conflict) == (
        hidden.participations.get().actor,
        hidden.conflict,
    )
    assert (Actor.objects.get().kind, Conflict.objects.get().kind) == ("state", "interstate")
    assert (Actor.objects.get().version, Conflict.objects.get().version) == (1, 1)


def test_the_history_of_the_hidden_case_gains_nothing(world, ada, hidden):
    before = len(entries(hidden, world.ben))
    entered(ada, CANARY, actor="armed-group", conflict="communal")

    assert len(entries(hidden, world.ben)) == before


def test_an_actor_in_two_roles_is_the_hidden_one_in_both(ada, hidden):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    for role in ("mediator", "host"):
        page.row("participations", actor=CANARY, kind="state", role=role)

    assert page.save().status_code == 302
    assert Actor.objects.get().participations.count() == 3


def test_a_name_from_a_case_one_sees_needs_no_kind(world, ada):
    case = world.case("Madrid", conflict=world.conflict(CANARY))
    world.party(case, CANARY)

    assert entered(ada, CANARY).answer.status_code == 302


def test_a_source_described_just_like_a_hidden_one_becomes_one_of_its_own(ada, hidden):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("citations", kind="book", title=CANARY)

    assert page.save().status_code == 302

    theirs, mine = Source.objects.filter(title=CANARY).order_by("pk")
    assert hidden.citations.get().source == theirs
    assert Case.objects.get(title="Oslo").citations.get().source == mine


def test_correcting_a_source_that_a_hidden_case_cites_too_changes_only_ones_own(world, ada, hidden):
    case = world.case("Oslo", state=State.DRAFT)
    theirs = hidden.citations.get().source
    world.change.save(Citation(case=case, source=theirs))
    page = Page(ada, f"/cases/{case.public_id}/edit")
    page["citations-0-title"] = "Corrected"

    assert page.save().status_code == 302

    theirs.refresh_from_db()
    assert (theirs.title, theirs.version) == (CANARY, 1)
    assert case.citations.get().source.title == "Corrected"
