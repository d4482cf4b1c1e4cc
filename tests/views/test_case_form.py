"""Entering and changing a case on the page, as a browser without scripts does it."""

import pytest
from filled import Page

from annotate.actions.indexing import index
from annotate.models import Actor, Case, Conflict, Draft, Source
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


# Rows and errors


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


# Tags and quotes


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


# The history


def test_every_row_written_names_its_author_and_reason(world, ada):
    page = Page(ada, "/cases/new")
    page["title"], page["why"] = "Oslo", "First entry"
    page.row("participations", actor="PLO", kind="armed-group", role="mediator")
    tagged(world, page, "track:2")

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
    # duplicates; what is missing (9); documents, the sources of checks, the codebook's number.
    with django_assert_max_num_queries(34):
        ada.get(f"/cases/{case.public_id}/edit")


# What no browser sends


@pytest.mark.parametrize("total", ["abc", "1.5", "-5", "9" * 5000])
def test_a_count_of_rows_that_is_none_still_brings_a_blank_row(ada, total):
    typed = {"add_row": "citations", "citations-TOTAL_FORMS": total}

    assert 'name="citations-0-title"' in ada.post("/cases/new", typed).text


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
