"""A case that was answered under one codebook, and a newer one that asks more."""

import pytest
from filled import Page

from annotate.models import Case
from annotate.models.vocabularies import State
from annotate.queries.columns import case_columns
from annotate.queries.export_rows import export_rows
from annotate.queries.history import entries


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


@pytest.fixture
def published(world):
    """A complete case of codebook 1.0; then 1.1 asks a new dimension and a new kind of outcome."""
    case = world.case("Oslo", "track:2 lead", "type:cultural", "outcome:ceasefire")
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    world.dimension("weather", ["sunny", "rainy"], position=9, multi_valued=True)
    world.code(case.tags.get(code__key="ceasefire").code.dimension, "truce", position=9)
    world.publish_codebook("1.1")
    return case


def edit(client, case):
    return Page(client, f"/cases/{case.public_id}/edit")


def cells(case, *names):
    (row,) = export_rows(Case.objects.filter(pk=case.pk))
    read = {column.name: column.read for column in case_columns()}
    return [read[name](row) for name in names]


WEATHER = ["weather", "weather_sunny", "weather_rainy"]


def test_the_form_says_what_the_newer_codebook_asks_more_and_leads_there(world, cleo, published):
    page = edit(cleo, published)

    truce = world["outcome:truce"]
    assert "Answered under codebook 1.0" in page.html
    assert "Codebook 1.1 asks more:" in page.html
    assert '<a href="#dimension-weather">Weather</a>' in page.html
    assert f'<a href="#code-{truce.pk}">Outcome: Truce</a>' in page.html
    assert 'id="dimension-weather"' in page.html
    assert f'id="code-{truce.pk}"' in page.html


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_case_that_answers_the_latest_codebook_or_none_is_told_of_no_other(world, cleo, state):
    world.dimension("weather", ["sunny"])
    world.version = world.publish_codebook("1.1")

    page = edit(cleo, world.case("Oslo", state=state))

    assert "Answered under codebook" not in page.html


def test_a_returned_case_is_told_that_submitting_moves_it(world, cleo, published):
    fields = {"state": State.RETURNED, "return_reason": "Which sources?"}
    Case.objects.filter(pk=published.pk).update(**fields)

    page = edit(cleo, published)

    assert "When it is submitted again it answers codebook 1.1." in page.html
    assert "to_codebook" not in page.html


def test_what_the_cases_codebook_does_not_ask_is_refused_with_the_way_to_answer_it(
    world, cleo, published
):
    page = edit(cleo, published)
    page.tick(world["weather:sunny"], rationale="It shone.", confidence="high")

    page.save()

    assert "Codebook 1.0, under which this case is answered, does not ask this." in page.html
    assert "Tick “Answer under codebook 1.1 from now on” first" in page.html
    assert cells(published, *WEATHER) == [None, None, None]
    assert page[f"tag-{world['weather:sunny'].pk}-rationale"] == "It shone."


def test_what_no_codebook_asks_yet_is_refused_for_a_published_case(world, cleo, published):
    world.dimension("mood", ["hopeful"])
    page = edit(cleo, published)
    page.tick(world["mood:hopeful"], rationale="So they said.", confidence="low")
    page["to_codebook"] = "on"

    page.save()

    assert "No published codebook asks this yet" in page.html
    assert not published.tags.of("mood").exists()


def test_a_case_that_moves_answers_every_code_of_the_newer_codebook(world, cleo, published):
    page = edit(cleo, published)
    page.tick(world["weather:sunny"], rationale="It shone.", confidence="high")
    page["to_codebook"] = "on"

    assert page.save().status_code == 302

    published.refresh_from_db()
    assert published.codebook_version.number == "1.1"
    assert cells(published, *WEATHER) == ["sunny", 1, 0]
    assert {tag.codebook_version.number for tag in published.tags.all()} == {"1.1"}
    assert "Answered under codebook" not in edit(cleo, published).html


def test_a_case_that_moves_with_nothing_ticked_has_none_of_it(cleo, published):
    page = edit(cleo, published)
    page["to_codebook"] = "on"
    page.save()

    assert cells(published, *WEATHER) == ["none", 0, 0]


def test_a_case_that_does_not_move_is_not_yet_coded_in_what_is_new(cleo, published):
    page = edit(cleo, published)
    page["summary"] = "Better."
    page.save()

    published.refresh_from_db()
    assert (published.summary, published.codebook_version.number) == ("Better.", "1.0")
    assert cells(published, *WEATHER) == [None, None, None]


def test_the_history_says_that_the_case_moved(world, cleo, published):
    page = edit(cleo, published)
    page["to_codebook"] = "on"
    page.save()

    changes = {(c.field, c.before, c.after) for c in entries(published, world.cleo)[0].changes}
    assert ("Codebook version", "1.0", "1.1") in changes


def test_a_published_case_moves_only_with_all_that_publishing_asks_of_what_is_new(
    world, cleo, published
):
    page = edit(cleo, published)
    page["to_codebook"], page["summary"] = "on", "Better."
    page.tick(world["weather:sunny"], rationale="It shone.")

    page.save()
    assert "Sunny: no confidence." in page.html
    assert page["to_codebook"] == "on"
    published.refresh_from_db()
    assert (published.summary, published.codebook_version.number) == ("", "1.0")
    assert cells(published, *WEATHER) == [None, None, None]

    page[f"tag-{world['weather:sunny'].pk}-confidence"] = "low"
    assert page.save().status_code == 302
    published.refresh_from_db()
    assert published.codebook_version.number == "1.1"


def test_what_a_published_case_lacked_before_does_not_keep_it_from_moving(cleo, published):
    published.tags.of("track").update(confidence="")
    page = edit(cleo, published)
    page["to_codebook"] = "on"

    assert page.save().status_code == 302

    published.refresh_from_db()
    assert published.codebook_version.number == "1.1"


def test_a_mandatory_question_must_be_answered_before_a_published_case_moves(world, cleo):
    case = world.case("Oslo", "track:2 lead", "type:cultural", "outcome:ceasefire")
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    world.dimension("weather", ["sunny"], mandatory=True)
    world.publish_codebook("1.1")
    page = edit(cleo, case)
    page["to_codebook"] = "on"

    page.save()

    assert '<a href="#dimension-weather">Weather: tag at least one code.</a>' in page.html
    case.refresh_from_db()
    assert case.codebook_version.number == "1.0"


def test_no_case_moves_to_a_codebook_that_asks_what_is_retired(world, cleo, published):
    rainy = world["weather:rainy"]
    type(rainy).objects.filter(pk=rainy.pk).update(retired_at=published.created_at)
    page = edit(cleo, published)
    page["to_codebook"] = "on"

    page.save()

    assert "“Rainy” is retired but codebook 1.1 still asks it." in page.html
    published.refresh_from_db()
    assert published.codebook_version.number == "1.0"


def test_the_choice_is_kept_in_the_draft(cleo, published):
    page = edit(cleo, published)
    page["to_codebook"] = "on"
    page.press(add_row="places")

    assert page["to_codebook"] == "on"


def test_a_case_in_review_moves_though_it_is_not_complete(world, client, published):
    Case.objects.filter(pk=published.pk).update(state=State.IN_REVIEW)
    published.citations.all().delete()
    client.force_login(world.ada)
    page = edit(client, published)
    page["to_codebook"] = "on"

    assert page.save().status_code == 302

    published.refresh_from_db()
    assert published.codebook_version.number == "1.1"
