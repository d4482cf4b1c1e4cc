"""The rows of the form, the things they name, and what is said of rows that are wrong."""

import pytest
from filled import Page

from annotate.actions.indexing import index
from annotate.models import Actor, Case, Conflict, Source
from annotate.models.vocabularies import State


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def draft(world, title="Oslo channel", *tags, **fields):
    return world.case(title, *tags, state=State.DRAFT, **fields)


def edit(client, case):
    return Page(client, f"/cases/{case.public_id}/edit")


def test_a_row_is_added_without_scripts_and_nothing_is_lost(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["start"] = "Half a title", "not a date"

    page.press(add_row="participations")

    assert page["participations-TOTAL_FORMS"] == "2"
    assert (page["title"], page["start"]) == ("Half a title", "not a date")
    assert "data-error-summary" not in page.html


@pytest.mark.parametrize("rows", ["", "x", "-3", "99999999", "٣"])
def test_a_number_of_rows_that_is_none_is_no_crash(world, ada, rows):
    page = Page(ada, "/cases/new")
    page["title"], page["places-TOTAL_FORMS"] = "Oslo", rows

    assert page.press(add_row="places").answer.status_code == 200
    page["places-TOTAL_FORMS"] = rows
    assert page.save().status_code in {200, 302}


def test_evidence_is_added_to_a_code_without_scripts(world, ada):
    page = Page(ada, "/cases/new")
    page.tick(world["track:7"], rationale="Said.")

    page.press(add_row=f"tag-{world['track:7'].pk}-evidence")

    assert f"tag-{world['track:7'].pk}-evidence-0-quote" in page.typed
    assert page[f"tag-{world['track:7'].pk}-rationale"] == "Said."


def test_the_second_country_becomes_the_first(world, ada):
    page = edit(ada, draft(world, countries=["NOR", "ISR"]))

    page.press(move_up="countries-1")
    page.save()

    rows = Case.objects.get().case_countries.all()
    assert [row.country.key for row in rows] == ["ISR", "NOR"]


def test_a_removed_row_is_gone_and_the_others_stay(world, ada):
    case = draft(world)
    world.party(case, "PLO")
    world.party(case, "Israel")
    page = edit(ada, case)
    page["participations-0-DELETE"] = "on"

    page.save()

    assert [str(row.actor) for row in case.participations.all()] == ["Israel"]


def test_errors_are_listed_on_top_and_lead_to_their_fields(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["start"], page["end"] = "Oslo", "1990-05", "1989"

    page.save()

    assert "One thing to fix" in page.html
    assert '<a href="#id_end">End: 1989 lies before the start (May 1990).</a>' in page.html
    assert page["end"] == "1989"


@pytest.mark.parametrize(
    ("prefix", "row", "says"),
    [
        ("countries", {"country": "Atlantis"}, "No country is called “Atlantis”"),
        ("participations", {"actor": "PLO", "role": "mediator"}, "is not known yet"),
        (
            "participations",
            {"actor": "PLO", "kind": "state", "role": "mediator", "at_table": "on"},
            "needs a side",
        ),
        ("citations", {"title": "Gaza First"}, "needs its kind and its title"),
        ("citations", {"source": "#99"}, "is no source"),
        ("links", {"name": "successor", "other": "Oslo"}, "is no case"),
        ("places", {"name": "Oslo", "latitude": "59"}, "both latitude and longitude"),
        ("events", {"date": "1993-13", "label": "Met"}, "there is no month 13"),
        ("verifications", {"facts": "All"}, "This field is required"),
    ],
)
def test_a_row_that_is_wrong_says_so(world, ada, prefix, row, says):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row(prefix, **row)

    page.save()

    assert not Case.objects.exists()
    assert says in page.html.replace("&#x27;", "'")


def test_the_same_actor_in_the_same_role_is_refused_at_the_second_row(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    for _ in range(2):
        page.row("participations", actor="PLO", kind="armed-group", role="mediator")

    page.save()

    assert "This actor has this role already." in page.html


def test_one_new_actor_in_two_roles_is_one_actor(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    for role in ("mediator", "host"):
        page.row("participations", actor="Norway", kind="state", role=role)

    page.save()

    assert Actor.objects.get().participations.count() == 2


def test_a_link_that_closes_a_circle_is_refused(world, ada):
    first, second = draft(world, "First"), draft(world, "Second")
    page = edit(ada, first)
    page.row("links", name="part-of", other=second.public_id)
    page.save()
    page = edit(ada, second)
    page.row("links", name="part-of", other=first.public_id)

    page.save()

    assert "would close a circle" in page.html
    assert not second.links.exists()


def test_a_source_described_just_like_a_known_one_is_that_one(world, ada):
    world.source(world.case(), "Gaza First")
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("citations", kind="book", title="Gaza First")

    page.save()

    assert Source.objects.count() == 1


def test_a_source_of_this_case_alone_is_corrected_in_the_form(world, ada):
    case = draft(world)
    world.source(case, "Gaza Frist")
    page = edit(ada, case)
    page["citations-0-title"] = "Gaza First"

    page.save()

    assert Source.objects.get().title == "Gaza First"
    assert Source.objects.get().version == 2


def test_a_source_that_other_cases_cite_is_not_corrected_here(world, ada):
    case = draft(world)
    source = world.source(case, "Gaza First").source
    world.change.save(type(case.citations.get())(case=world.case(), source=source))
    page = edit(ada, case)
    page["citations-0-title"] = "Gaza Last"

    page.save()

    assert "Other cases use this source too" in page.html
    assert Source.objects.get().title == "Gaza First"


def test_a_known_conflict_is_found_by_name(world, ada):
    conflict = world.conflict()
    page = Page(ada, "/cases/new")
    page["title"], page["conflict_name"] = "Oslo", conflict.name

    page.save()

    assert Case.objects.get().conflict == conflict
    assert Conflict.objects.count() == 1


def test_a_summary_of_four_sentences_is_warned_of_and_saved(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["summary"] = "Oslo", "One. Two. Three. Four."

    page.save()

    assert "4 sentences. Keep the first two" in edit(ada, Case.objects.get()).html


def test_a_title_like_a_known_one_is_warned_of(world, ada):
    index(world.case("Wunlit Dinka-Nuer Peace Conference"))
    page = Page(ada, "/cases/new")
    page["title"] = "Wunlit peace conference"

    page.press(add_row="countries")

    assert "This may be in the dataset already." in page.html


@pytest.mark.parametrize("total", ["abc", "1.5", "-5", "9" * 5000])
def test_a_count_of_rows_that_is_none_still_brings_a_blank_row(ada, total):
    typed = {"add_row": "citations", "citations-TOTAL_FORMS": total}

    assert 'name="citations-0-title"' in ada.post("/cases/new", typed).text
