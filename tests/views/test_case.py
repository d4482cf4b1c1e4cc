"""The page of a case: what it shows to whom, also when the case is bare, hostile or huge."""

import re

import pytest
from django.urls import reverse

from annotate.actions import codebook
from annotate.actions.change import Change
from annotate.models import CaseLink, Event, Place, Verification
from annotate.models.vocabularies import LinkType, State, Visibility

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> {{ 7|add:7 }}'


def page(client, case, user=None):
    if user:
        client.force_login(user)
    return client.get(case.get_absolute_url())


def text(answer):
    """What one reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def full(world, **fields):
    """A case with one of everything."""
    fields = {"start": "1993-01", "end": "1993-09-13", "conflict": world.conflict()} | fields
    case = world.case("Oslo channel", "track:1 lead", "type:political", countries=["NOR"], **fields)
    world.document(case, "Secret talks in Norway began between academics.")
    world.evidence(case.tags.first(), "Secret talks")
    world.party(case, "Israel")
    world.third_party(case, "Norway", side="mediators")
    source = world.source(case, author="Jane Corbin", url="https://example.org/gaza").source
    world.change.save(Event(case=case, label="Signed", date="1993-09-13"))
    world.change.save(Place(case=case, name="Sarpsborg", country=world.country("NOR")))
    world.change.save(
        Verification(
            case=case, source=source, facts="Dates", checked_by="Ada", checked_on="2026-11-02"
        )
    )
    other = world.case("Geneva Initiative", "track:2 lead", conflict=world.conflict())
    world.change.save(CaseLink(case=case, target=other, type=LinkType.FED_INTO))
    world.case("Madrid", "track:1 lead", start="1991", conflict=world.conflict())
    return case


# Who may see what


def test_the_public_reads_a_published_case(world, client):
    answer = page(client, full(world))

    assert answer.status_code == 200
    for said in ["Oslo channel", "Sarpsborg", "Jane Corbin", "Signed", "Geneva Initiative"]:
        assert said in text(answer)


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": State.DRAFT},
        {"state": State.IN_REVIEW},
        {"visibility": Visibility.TEAM},
        {"embargo_until": "2999-01-01"},
    ],
)
def test_a_case_one_may_not_see_does_not_exist(world, client, hidden):
    case = world.case(**hidden)
    missing = case.get_absolute_url().replace(f"{case.pk:04d}", "9999")

    answer = page(client, case)
    assert answer.status_code == 404
    assert answer.content.replace(case.public_id.encode(), b"PI-9999") == (
        client.get(missing).content
    )
    assert page(client, case, world.dan).status_code == 404
    assert page(client, case, world.ada).status_code == 200


def test_a_case_has_one_address(world, client):
    case = world.case()
    address = case.get_absolute_url()

    assert client.get(address.replace("PI-", "PI-0")).status_code == 404
    assert client.get(address.replace("PI-", "pi-")).status_code == 404
    assert client.get(address.replace("PI-", "")).status_code == 404


def test_a_restricted_case_is_its_owners_and_the_curators(world, client):
    case = world.case(visibility=Visibility.RESTRICTED, owner=world.ada)

    assert page(client, case, world.ben).status_code == 404
    assert page(client, case, world.ada).status_code == 200
    assert page(client, case, world.cleo).status_code == 200


def test_the_internal_note_state_and_history_are_for_the_team(world, client):
    case = full(world, internal_note="Ask the embassy.")

    for user in (None, world.dan):
        shown = text(page(client, case, user))
        assert "Ask the embassy" not in shown
        assert "told in a test" not in shown
        assert "entered the case" not in shown
    shown = text(page(client, case, world.ada))
    assert "Ask the embassy" in shown
    assert "entered the case" in shown


def test_a_link_does_not_betray_a_case_to_who_may_not_see_it(world, client):
    oslo, draft = world.case("Oslo"), world.case("Secret draft", state=State.DRAFT)
    world.change.save(CaseLink(case=draft, target=oslo, type=LinkType.SUCCESSOR))

    assert "Secret draft" not in text(page(client, oslo))
    assert "Predecessor Secret draft" in text(page(client, oslo, world.ada))


# What may be done


def buttons(answer):
    names = {"edit": "/edit", "submit": "/submit", "publish": "/publish", "return": "/return"}
    case = answer.context["case"].get_absolute_url()
    return {name for name, path in names.items() if f'"{case}{path}"'.encode() in answer.content}


@pytest.mark.parametrize(
    ("state", "ada", "cleo"),
    [
        (State.DRAFT, {"edit", "submit"}, {"edit", "submit"}),
        (State.IN_REVIEW, {"edit"}, {"edit", "publish", "return"}),
        (State.PUBLISHED, set(), {"edit", "return"}),
    ],
)
def test_each_is_offered_what_they_may_do(world, client, state, ada, cleo):
    case = world.case(state=state)

    assert buttons(page(client, case, world.ada)) == ada
    assert buttons(page(client, case, world.cleo)) == cleo


def test_a_returned_case_says_why_and_can_be_submitted_again(world, client):
    case = world.case(state=State.RETURNED, return_reason="Which source gives the end?")

    answer = page(client, case, world.ada)
    assert "Which source gives the end?" in text(answer)
    assert buttons(answer) == {"edit", "submit"}


def test_what_is_missing_leads_to_its_place_in_the_form(world, client):
    case = world.case(state=State.IN_REVIEW)

    answer = page(client, case, world.ada)
    assert "No track leads." in text(answer)
    edit = reverse("annotate:case_edit", args=[case.pk])
    assert f'href="{edit}#dimension-track"' in answer.content.decode()


def test_a_case_in_review_says_of_no_dimension_both_that_none_applies_and_that_it_waits(
    world, client
):
    shown = text(page(client, world.case(state=State.IN_REVIEW), world.ada))

    assert "Outcome none applies" in shown
    assert "Outcome: tag at least one code." in shown
    assert "no answer" not in shown


# Dates


def test_the_duration_is_as_exact_as_the_dates_and_says_that_it_is_derived(world, client):
    case = world.case("Oslo channel", start="1993-01-20", end="1993-09-13")

    assert "Duration about 8 months derived" in text(page(client, case))
    assert "Duration not known" in text(page(client, world.case("Madrid", start="1991")))


# Tags


def test_why_shows_the_passage_in_bold_its_document_and_the_codebook(world, client):
    answer = page(client, full(world))

    assert "<b>Secret talks</b> in Norway began" in answer.content.decode()
    assert "Source: Case narrative , §1" in text(answer)
    assert "high confidence" in text(answer)
    assert "Codebook 1.0" in text(answer)


def test_why_names_the_coder_to_the_team_and_the_day_to_everybody(world, client):
    case = world.case("Oslo channel", "track:1 lead")

    assert re.search(r"Coded \d+ \w+ 20\d\d ", text(page(client, case)))
    assert "ada" not in text(page(client, case))
    assert re.search(r"Coded by ada , \d+ \w+ 20\d\d ", text(page(client, case, world.ben)))


def test_a_tag_that_was_loaded_says_that_its_coder_is_not_recorded(world, client):
    world.change = Change(by=None, why="loaded")
    case = world.case("Oslo channel", "track:1 lead")

    assert "Loaded, coder not recorded," in text(page(client, case, world.ada))


def test_a_confidence_that_was_not_recorded_is_not_invented(world, client):
    case = world.case()
    world.tag(case, "track:1 lead", confidence="")

    assert "confidence not recorded" in text(page(client, case))


@pytest.mark.parametrize("path", ["", "cases/", "cases/PI-{0}/documents/{1}"])
def test_where_the_sources_do_not_tell_this_is_written_wherever_the_tag_stands(world, client, path):
    case = world.case("Aceh talks", "type:cultural", narrative="They met.")
    row = world.document(case, "They met.")
    world.evidence(case.tags.get(), "They met")
    case.tags.update(certainty="cannot-tell")
    answer = client.get("/" + path.format(f"{case.pk:04d}", row.pk))

    shown = re.sub(r'<span class="sr">.*?</span>', "", answer.text)
    assert re.search(r">Cultural(<[^<]*>|\s|Type|,)*\(?cannot tell", shown)


def test_a_track_that_the_sources_do_not_tell_has_no_empty_role(world, client):
    case = world.case("Aceh talks", "track:4 lead")
    case.tags.update(certainty="cannot-tell", role="")

    assert "Private citizen : cannot tell cannot tell Because." in text(page(client, case))


def test_a_tag_whose_code_was_retired_stays_and_says_so(world, client):
    case = world.case("Oslo", "track:9 lead")
    codebook.retire_code(world["track:9"], by=world.cleo, replaced_by=world["track:8"])

    assert "retired code" in text(page(client, case))


def test_a_new_dimension_appears_by_itself(world, client):
    world.dimension("venue", ["church"], position=9)
    world.publish_codebook("1.1")
    case = world.case("Oslo")
    world.tag(case, "venue:church")

    assert "Venue Church" in text(page(client, case))


# Sources


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//x", "http://[::1"]
)
def test_only_web_addresses_become_links(world, client, url):
    case = world.case()
    world.source(case, "Gaza First", url=url)

    answer = page(client, case)
    assert "Gaza First" in text(answer)
    assert f'href="{url}' not in answer.content.decode()


def test_a_doi_leads_to_its_resolver_and_nothing_else_does(world, client):
    case = world.case()
    world.source(case, "One", doi="10.1000/182#x")
    world.source(case, "Two", doi="javascript:alert(1)")

    shown = page(client, case).content.decode()
    assert 'href="https://doi.org/10.1000/182%23x"' in shown
    assert 'href="javascript' not in shown


# Strange cases


def test_a_case_with_nothing_but_a_title_says_what_is_not_there(world, client):
    shown = text(page(client, world.case("Bare", state=State.DRAFT), world.ada))

    for said in ["No summary yet", "No tag yet", "Nobody is named yet", "No source yet"]:
        assert said in shown
    assert "not yet coded" in shown


def test_hostile_text_is_shown_as_text_everywhere(world, client):
    case = full(world, summary=HOSTILE, narrative=HOSTILE, aliases=HOSTILE, internal_note=HOSTILE)
    case.title = case.start_note = case.why_many_tracks = HOSTILE
    Change(by=world.ben, why=HOSTILE).save(case)
    tag = case.tags.first()
    tag.rationale = HOSTILE
    world.change.save(tag)
    world.party(case, HOSTILE, note=HOSTILE)
    world.source(case, HOSTILE, author=HOSTILE)
    world.change.save(Event(case=case, label=HOSTILE, date="1993"))

    for address in ["", "/history"]:
        client.force_login(world.ada)
        shown = client.get(case.get_absolute_url() + address).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "{{ 7|add:7 }}" in shown


def test_arabic_text_keeps_its_direction(world, client):
    case = world.case("قناة أوسلو", "track:1 lead", summary="محادثات سرية")

    shown = page(client, case).content.decode()
    assert '<h1 dir="auto">قناة أوسلو</h1>' in shown
    assert "“<bdi>قناة أوسلو</bdi>” (PI-" in shown


def test_a_case_may_have_two_hundred_tags(world, client, django_assert_max_num_queries):
    dimension = world.dimension("topic", [], multi_valued=True, position=9)
    case = world.case("Broad")
    for number in range(200):
        world.code(dimension, f"topic-{number}", position=number)
        world.tag(case, f"topic:topic-{number}")

    with django_assert_max_num_queries(20):
        assert text(page(client, case)).count("Topic") >= 200


# Queries

PUBLIC = [
    "the case with conflict, codebook and owner",
    "its tags",
    "their evidence with the text around each passage",
    "how they were settled",
    "who coded them, and when",
    "its parties",
    "its countries",
    "its places",
    "its sources",
    "its verifications",
    "its events",
    "the dimensions",
    "their codes",
    "its links",
    "others of its conflict",
    "the tracks of those",
]
TEAM = [
    "the session",
    "the user",
    "the user's groups",
    *PUBLIC,
    "codings that nobody has settled, for what is still missing",
    "circles of links, for the same",
    "the history of the case and all its parts",
]


def test_the_public_page_takes_these_queries(world, client, django_assert_num_queries):
    case = full(world)

    with django_assert_num_queries(len(PUBLIC)):
        page(client, case)


def test_the_page_of_the_team_takes_a_few_more(world, client, django_assert_num_queries):
    case = full(world, state=State.IN_REVIEW)
    page(client, case, world.ada)  # the first on a connection also asks what the database can do

    with django_assert_num_queries(len(TEAM)):
        client.get(case.get_absolute_url())


# History


def test_who_is_signed_out_is_asked_to_sign_in_before_the_history(world, client):
    address = reverse("annotate:case_history", args=[world.case().pk])

    assert client.get(address).url == f"{reverse('annotate:login')}?next={address}"


def test_analysts_read_no_history(world, client):
    client.force_login(world.dan)

    assert client.get(reverse("annotate:case_history", args=[world.case().pk])).status_code == 403


def test_the_team_reads_who_changed_what_and_why(world, client):
    case = world.case("Oslo channel", end="1993-08")
    case.end = "1993-09-13"
    Change(by=world.ben, why="signed in September").save(case)
    client.force_login(world.ada)

    shown = text(client.get(reverse("annotate:case_history", args=[case.pk])))
    assert "ben changed it signed in September End 1993-08 1993-09-13" in shown


def test_the_history_of_a_case_one_may_not_see_does_not_exist(world, client):
    case = world.case(visibility=Visibility.RESTRICTED, owner=world.cleo)
    client.force_login(world.ada)

    assert client.get(reverse("annotate:case_history", args=[case.pk])).status_code == 404
