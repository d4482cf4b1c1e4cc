"""No word of a case that somebody may not see is in any answer to them."""

import pytest
from filled import Page

from annotate.actions.indexing import index
from annotate.models import Case, CaseLink, Conflict, Country, Permalink, Place
from annotate.models.vocabularies import State

SECRETS = [
    "PI-7041",
    "Canarytitle",
    "Canaryalias",
    "Canaryconflict",
    "Canaryactor",
    "Canarysource",
    "Canaryplace",
    "Canaryquote",
]
ADDRESSES = [
    "/",
    "/saved/",
    "/cases/",
    "/cases/?conflict=8051",
    "/cases/?country=CNR",
    "/cases/matrix",
    "/cases/matrix?conflict=8051",
    "/cases.csv",
    "/cases.csv?shape=tags",
    "/cases/columns",
    "/cases/new",
    "/codebook/",
    "/codebook/track",
    "/codebook/track/private-citizen",
    "/cases/PI-7001",
    "/cases/PI-7001/history",
    "/cases/PI-7002",
    "/cases/PI-7002/edit",
    "/cases/PI-7002/history",
    "/cases/PI-7041",
    "/cases/PI-7041/edit",
    "/cases/PI-7041/history",
    "/cases/PI-7041/timeline.csv",
    "/cases/PI-7041.bib",
    "/q/c0ffee",
    "/cases/similar?title=Canarytitle+talks",
    "/cases/similar?title=Canaryalias",
    *(f"/cases/suggest/{kind}?q=canary" for kind in ("actors", "cases", "conflicts", "sources")),
    *(f"/cases/?q={word}" for word in SECRETS),
    *(f"/cases.csv?q={word}" for word in SECRETS),
]


@pytest.fixture
def mine(world):
    """Ada's draft PI-7002, linked as her published PI-7001 is to Ben's restricted PI-7041."""
    hidden = world.case(
        "Canarytitle talks",
        "track:4 lead",
        pk=7041,
        aliases="Canaryalias",
        owner=world.ben,
        visibility="restricted",
    )
    fill(world, hidden)
    known = world.case("Oslo channel", "track:4 lead", pk=7001)
    mine = world.case("Aceh talks", "track:4 lead", pk=7002, state=State.DRAFT)
    for case in (known, mine):
        world.change.save(CaseLink(case=case, target=hidden, type="fed-into"))
    for case in Case.objects.all():
        index(case)
    Permalink.objects.create(key="c0ffee", query="q=canarytitle")
    return mine


def fill(world, hidden):
    hidden.conflict = Conflict.objects.create(pk=8051, name="Canaryconflict", kind="interstate")
    hidden.save()
    world.party(hidden, "Canaryactor")
    world.source(hidden, "Canarysource")
    world.change.save(Place(case=hidden, name="Canaryplace"))
    world.document(hidden, "The Canaryquote was said.")
    world.evidence(hidden.tags.get(), "Canaryquote")


def sign_in(client, world, name):
    if name:
        client.force_login(getattr(world, name))
    return client


@pytest.mark.parametrize("who", ["ada", "dan", None])
def test_no_answer_holds_a_word_of_a_case_one_may_not_see(world, client, mine, who):
    sign_in(client, world, who)
    leaks = {address: leaked_at(client, address) for address in ADDRESSES}

    assert {address: words for address, words in leaks.items() if words} == {}


def leaked_at(client, address):
    answer = client.get(address, follow=True)
    text = answer.getvalue().decode()
    asked = f"{address} {answer.request['QUERY_STRING']}"  # which pages may repeat
    words = [word for word in SECRETS if word not in asked]
    return [word for word in [*words, "Canarytitle talks"] if word in text]


def test_its_owner_finds_them_all(world, client, mine):
    client.force_login(world.ben)
    text = client.get("/cases/PI-7041").text

    assert [word for word in SECRETS if word not in text] == []


@pytest.mark.parametrize("who", ["ada", "dan", None])
def test_neither_its_conflict_nor_its_country_is_offered_as_a_filter(world, client, mine, who):
    hidden = Case.objects.get(pk=7041)
    hidden.countries.add(Country.objects.create(key="CNR", name="Canaryland"))

    text = sign_in(client, world, who).get("/cases/").text

    assert "Canaryland" not in text
    assert "Canaryconflict" not in text


def test_a_case_one_may_not_see_cannot_be_linked_to(world, client, mine):
    page = Page(sign_in(client, world, "ada"), "/cases/PI-7002/edit")
    page.row("links", name="successor", other="PI-7041")

    assert "is no case" in page.save().content.decode()
    assert not CaseLink.objects.filter(case=mine, type="successor").exists()


def test_saving_a_case_keeps_its_link_to_one_its_author_may_not_see(world, client, mine):
    page = Page(sign_in(client, world, "ada"), "/cases/PI-7002/edit")
    page["title"] = "Aceh dialogue"
    page.row("links", id=str(CaseLink.objects.get(case=mine).pk))  # no page shows it; a guess may

    assert page.save().status_code == 302
    assert Case.objects.get(pk=7002).title == "Aceh dialogue"
    assert CaseLink.objects.filter(case=mine, target=7041).exists()
