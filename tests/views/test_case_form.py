"""Entering and changing a case on the page, as a browser without scripts does it."""

import pytest
from filled import Page

from annotate.models import Actor, Case, Draft
from annotate.models.vocabularies import State


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


def draft(world, title="Oslo channel", *tags, **fields):
    return world.case(title, *tags, state=State.DRAFT, **fields)


def edit(client, case):
    return Page(client, f"/cases/{case.public_id}/edit")


# Doors


@pytest.mark.parametrize("address", ["/cases/new", "/cases/PI-0001/edit"])
def test_signed_out_one_is_sent_to_the_sign_in_page(world, client, address):
    world.case(pk=1)

    assert client.get(address)["Location"].startswith("/sign-in?")


def test_an_analyst_enters_no_case(world, client):
    client.force_login(world.dan)

    assert client.get("/cases/new").status_code == 403


def test_a_researcher_does_not_edit_a_published_case(world, ada):
    case = world.case()

    assert ada.get(f"/cases/{case.public_id}/edit").status_code == 403


def test_a_restricted_case_of_somebody_else_does_not_exist(world, ada):
    case = draft(world, visibility="restricted", owner=world.ben)

    assert ada.get(f"/cases/{case.public_id}/edit").status_code == 404
    assert ada.post(f"/cases/{case.public_id}/draft").status_code == 404
    assert ada.post(f"/cases/{case.public_id}/submit").status_code == 404


# Entering


def test_a_title_is_enough_for_a_draft(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Wunlit peace conference"

    answer = page.save()

    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.public_id}/edit"
    assert (case.title, case.state, case.owner) == (
        "Wunlit peace conference",
        State.DRAFT,
        world.ada,
    )


def test_everything_that_is_entered_is_there_again_when_the_form_is_opened(world, ada):
    world.country("NOR")
    other = draft(world, "Madrid conference")
    page = Page(ada, "/cases/new")
    page["title"], page["start"], page["narrative"] = "Oslo", "1993-01", "They met in Norway twice."
    page["conflict_name"], page["conflict_kind"] = "Levant", "interstate"
    page.row("countries", country="nor")
    page.row("places", name="Sarpsborg", country="NOR", latitude="59.28", longitude="11.11")
    page.row("events", date="1993-08-20", label="Initialled")
    page.row("participations", actor="PLO", kind="armed-group", role="principal-party", side="PLO")
    page["participations-0-at_table"] = "on"
    page.row("citations", kind="book", title="Gaza First", author="Jane Corbin", year="1994")
    page.row("links", name="predecessor", other=other.public_id)
    page.row("documents", title="Minutes", text="Both sides agreed.")
    page.tick(world["track:2"], answer="lead", rationale="Fafo convened.", confidence="high")
    assert page.save().status_code == 302

    again = edit(ada, Case.objects.get(title="Oslo"))

    assert again["countries-0-country"] == "NOR"
    assert again["places-0-latitude"] == "59.28"
    assert again["events-0-date"] == "1993-08-20"
    assert again["participations-0-actor"] == "PLO"
    assert again["participations-0-at_table"] == "on"
    assert again["citations-0-author"] == "Jane Corbin"
    assert again["links-0-name"] == "predecessor"
    assert again["conflict_name"] == "Levant"
    assert again[f"tag-{world['track:2'].pk}-rationale"] == "Fafo convened."
    assert "Minutes" in again.html


def test_saving_what_was_opened_changes_nothing_but_the_version(world, ada):
    case = draft(world, "Oslo", "track:2 lead", "type:cultural", countries=["NOR"], start="1993")
    world.party(case, "PLO")
    world.source(case)
    edit(ada, case).save()
    before = [row.history.count() for row in [*case.tags.all(), *case.citations.all()]]

    edit(ada, case).save()

    assert [row.history.count() for row in [*case.tags.all(), *case.citations.all()]] == before


def test_arabic_and_composed_names_are_kept_in_normal_form(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "مؤتمر السلام e\u0301lan"
    page.row("participations", actor="الحركة الشعبية", kind="armed-group", role="mediator")

    page.save()

    assert Case.objects.get().title == "مؤتمر السلام élan"
    assert Actor.objects.get().name == "الحركة الشعبية"


def test_a_nul_is_left_out_and_the_rest_is_kept(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Os\0lo", "In\0 Norway"

    page.save()

    case = Case.objects.get()
    assert (case.title, case.narrative) == ("Oslo", "In Norway")


def test_a_title_of_256_characters_is_refused_and_stays_in_the_form(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["summary"] = "x" * 256, "Kept."

    page.save()

    assert not Case.objects.exists()
    assert (page["title"], page["summary"]) == ("x" * 256, "Kept.")
    assert "at most 255 characters" in page.html


def test_what_was_refused_is_kept_as_a_draft(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["start"] = "Oslo channel", "1993-02-30"
    page.save()

    assert not Case.objects.exists()
    assert "1993-02-30" in Draft.objects.get(user=world.ada).query


def test_a_page_that_did_not_arrive_whole_is_not_saved(world, ada):
    case = draft(world, "Oslo", "track:2 lead")
    page = edit(ada, case)
    del page.typed["end_of_page"]

    page.save()

    assert "had not arrived whole" in page.html
    assert case.tags.exists()


def test_two_cases_of_one_title_get_two_slugs(world, ada):
    for _ in range(2):
        page = Page(ada, "/cases/new")
        page["title"] = "Oslo channel"
        page.save()

    assert list(Case.objects.values_list("slug", flat=True)) == ["oslo-channel", "oslo-channel-2"]


# The history


def test_every_row_written_names_its_author_and_reason(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["why"] = "Oslo", "First entry"
    page.row("participations", actor="PLO", kind="armed-group", role="mediator")
    page.tick(world["track:2"], rationale="Because.", confidence="high")

    page.save()

    case = Case.objects.get()
    for row in [case, case.participations.get(), case.tags.coded().get(), Actor.objects.get()]:
        entry = row.history.get()
        assert (entry.history_user, entry.history_change_reason) == (world.ada, "First entry")


# Steps


def test_save_and_submit_in_one(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"

    page.save(then="submit")

    case = Case.objects.get()
    assert (case.state, case.codebook_version) == (State.IN_REVIEW, world.version)


def test_a_published_case_that_would_break_a_rule_is_not_saved(world, cleo):
    case = world.case("Oslo", "track:2 lead", "type:cultural")
    page = edit(cleo, case)
    page[f"tag-{world['track:2'].pk}-answer"] = "supporting"

    page.save()

    assert "No track leads." in page.html
    assert case.tags.of("track").get().role == "lead"


def test_the_form_of_an_existing_case_lists_what_is_missing(world, ada):
    page = edit(ada, draft(world))

    assert '<a href="#dimension-track">No track leads.</a>' in page.html
    assert 'id="dimension-track"' in page.html


# Speed


def test_the_form_asks_few_questions_however_much_there_is(
    world, ada, django_assert_max_num_queries
):
    case = draft(world, "Oslo", "track:2 lead", "track:1", "type:cultural", countries=["NOR"])
    document = world.document(case, "Secret talks")
    for tag in case.tags.all():
        world.evidence(tag, document.text)
    for name in "abcdefgh":
        world.party(case, name)
        world.source(case, name)

    # Session, user, groups; case, its rows (10), draft; codes twice, countries, actors;
    # duplicates; what is missing (10); documents, the sources of checks, the codebook's number.
    with django_assert_max_num_queries(35):
        ada.get(f"/cases/{case.public_id}/edit")


# What no browser sends


def test_marks_nested_too_deep_to_be_read_count_as_none(world, ada):
    page = edit(ada, draft(world))
    page["version"], page["seen"] = "77", "[" * 100_000

    assert page.save().status_code == 200
    assert "saved this case" in page.html


# Who may see it


def test_only_its_owner_and_curators_restrict_a_case(world, client):
    def restrict(person):
        client.force_login(person)
        page = edit(client, case)
        page["visibility"] = "restricted"
        return page.save()

    case = draft(world, owner=world.ada)

    refused = restrict(world.ben)
    assert "Only its owner and curators may restrict a case" in refused.text
    assert [restrict(person).status_code for person in (world.cleo, world.ada)] == [302, 302]
