"""Codes that are ticked in the form, and the quotes they rest on."""

import pytest
from filled import Page

from annotate.models import Case
from annotate.models.vocabularies import State


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


def draft(world, title="Oslo channel", *tags, **fields):
    return world.case(title, *tags, state=State.DRAFT, **fields)


def edit(client, case):
    return Page(client, f"/cases/{case.public_id}/edit")


def tagged(world, page, key, **said):
    said = {"rationale": "Because.", "confidence": "high"} | said
    page.tick(world[key], **said)
    return f"tag-{world[key].pk}-evidence"


def test_a_quote_is_anchored_in_the_narrative(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo", "🕊 Two academics\r\nopened secret talks."
    evidence = tagged(world, page, "track:2", answer="lead")
    page.row(evidence, quote="academics\r\nopened")

    page.save()

    row = Case.objects.get().tags.coded().get().evidence.get()
    assert row.document.text[row.start : row.end] == "academics\nopened" == row.quote
    assert (row.prefix, row.suffix) == ("🕊 Two ", " secret talks.")


def test_words_that_stand_nowhere_are_refused(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo", "Two academics opened talks."
    page.row(tagged(world, page, "track:2"), quote="three academics")

    page.save()

    assert "No text of the case has these words" in page.html


def test_words_that_stand_twice_ask_for_which(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo", "Talks, then more Talks."
    evidence = tagged(world, page, "track:2")
    page.row(evidence, quote="Talks")
    page.save()
    assert "stand in 2 places" in page.html

    page[f"{evidence}-0-occurrence"] = "narrative:17"
    page.save()

    assert Case.objects.get().tags.coded().get().evidence.get().start == 17


def test_a_quote_follows_the_narrative_when_that_is_rewritten(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo", "Two academics opened talks."
    page.row(tagged(world, page, "track:2"), quote="academics")
    page.save()
    case = Case.objects.get()
    page = edit(ada, case)
    page["narrative"] = "In Norway two academics opened talks."

    page.save()

    row = case.tags.coded().get().evidence.get()
    assert row.document.text == "In Norway two academics opened talks."
    assert row.document.corrects.text == "Two academics opened talks."
    assert row.start == 14


def test_a_quote_that_the_new_narrative_lacks_is_not_lost_in_silence(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["narrative"] = "Oslo", "Two academics opened talks."
    page.row(tagged(world, page, "track:2"), quote="academics")
    page.save()
    page = edit(ada, Case.objects.get())
    page["narrative"] = "Two scholars opened talks."

    page.save()

    assert "No text of the case has these words" in page.html


def test_evidence_may_cite_a_page_of_a_source_entered_on_the_same_page(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("citations", kind="book", title="Gaza First")
    page.row(tagged(world, page, "track:2"), place=page["citations-0-ref"], pages="12–14")

    page.save()

    row = Case.objects.get().tags.coded().get().evidence.get()
    assert (row.citation.source.title, row.pages) == ("Gaza First", "12–14")


def test_evidence_for_a_removed_source_is_an_error(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page.row("citations", kind="book", title="Gaza First")
    page.row(tagged(world, page, "track:2"), place=page["citations-0-ref"])
    page["citations-0-DELETE"] = "on"

    page.save()

    assert "not among those the case cites" in page.html


def test_a_source_and_what_rests_on_it_are_removed_together(world, ada):
    case = draft(world, "Oslo", "track:2 lead")
    citation = world.source(case)
    world.change.save(
        case.tags.get().evidence.model(tag=case.tags.get(), citation=citation, pages="3")
    )
    page = edit(ada, case)
    page["citations-0-DELETE"] = page[f"tag-{world['track:2'].pk}-evidence-0-DELETE"] = "on"

    assert page.save().status_code == 302
    assert not case.citations.exists()


def test_a_sub_type_tags_its_type_along(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    tagged(world, page, "type:economic-integration")

    page.save()

    tags = Case.objects.get().tags.of("type")
    assert {tag.code.key for tag in tags} == {"economic", "economic-integration"}
    assert {tag.rationale for tag in tags} == {"Because."}


def test_what_cannot_be_told_is_a_tag_of_its_own_certainty(world, ada):
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    tagged(world, page, "track:2", answer="cannot-tell")

    page.save()

    tag = Case.objects.get().tags.coded().get()
    assert (tag.certainty, tag.role) == ("cannot-tell", "")


def test_a_new_dimension_is_asked_with_no_change_of_code(world, ada):
    weather = world.dimension("weather", ["sunny", "rainy"])
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    assert weather.label in page.html

    tagged(world, page, "weather:sunny")
    page.save()

    assert Case.objects.get().tags.of("weather").exists()


def test_a_retired_code_stays_on_the_cases_that_have_it(world, ada):
    case = draft(world, "Oslo", "track:8 lead")
    funding = world["track:8"]
    type(funding).objects.filter(pk=funding.pk).update(retired_at=case.created_at)
    page = edit(ada, case)
    assert "retired" in page.html

    page.save()

    assert case.tags.get().code == funding


def test_an_override_needs_a_reason(world, ada):
    fmt = world.dimension("format", ["bilateral", "trilateral", "not-applicable"], derived=True)
    page = Page(ada, "/cases/new")
    page["title"] = "Oslo"
    page[f"override-{fmt.pk}-codes"] = str(world["format:bilateral"].pk)
    page.save()
    assert "Say why the rule does not hold here." in page.html

    page[f"override-{fmt.pk}-reason"] = "Norway only hosted."
    page.save()

    tag = Case.objects.get().tags.of("format").get()
    assert (tag.code.key, tag.origin, tag.rationale) == (
        "bilateral",
        "override",
        "Norway only hosted.",
    )
