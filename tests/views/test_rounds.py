"""Opening a round, seeing how far it has come, and giving codings to others."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from coded import answer, give, submit
from django.urls import reverse
from django.utils import timezone

from annotate.actions import pool
from annotate.models import Coding, Round, SavedSearch
from annotate.models.vocabularies import CodingState, State, Visibility

ROUNDS = reverse("annotate:rounds")
NEW = reverse("annotate:round_new")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def drafts(world):
    return [world.case(f"Case {n}", state=State.DRAFT, owner=world.edda) for n in range(4)]


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


def typed(world, *coders, **fields):
    people = [person.pk for person in coders or (world.ada, world.ben)]
    plain = {"title": "Pilot", "question": "?", "seed": 7, "codings_per_case": 2}
    return plain | {"coders": people, "step": "preview"} | fields


def errors(page):
    return [text for texts in page.context["form"].errors.values() for text in texts]


def confirm(client, page):
    """Presses the button of a preview."""
    sent = {}
    for name, value in HIDDEN.findall(page.text):
        sent.setdefault(name, []).append(unescape(value))
    return client.post(NEW, sent | {"step": "open"})


# Who


@pytest.mark.parametrize("address", [ROUNDS, NEW])
def test_rounds_are_for_those_who_give_cases_out(world, client, address):
    assert client.get(address).url.startswith("/sign-in")
    client.force_login(world.ada)
    assert client.get(address).status_code == 403
    client.force_login(world.cleo)
    assert client.get(address).status_code == 200


# Opening


def test_without_a_round_the_list_says_what_to_do(cleo):
    assert "Nothing is given out for coding yet" in cleo.get(ROUNDS).text


def test_the_list_of_cases_brings_its_question_along_to_whoever_may_give_cases_out(world, cleo):
    world.case("Liberia", "track:7 lead")
    page = cleo.get("/cases/?track=7")
    link = re.search(r'href="(/rounds/new\?[^"]*)"', page.text)[1]
    assert cleo.get(link).context["form"]["question"].value() == "?track=7"

    cleo.force_login(world.ada)
    assert "/rounds/new" not in cleo.get("/cases/?track=7").text


def test_a_round_is_shown_before_it_is_opened(world, cleo, drafts):
    page = cleo.post(NEW, typed(world))
    assert not Round.objects.exists()
    assert "Give 8 codings out" in page.text

    assert confirm(cleo, page).url == Round.objects.get().get_absolute_url()
    assert Coding.objects.count() == 8


def test_a_question_is_kept_with_the_round_and_asked_again_from_its_page(world, cleo):
    world.case("Liberia", "track:7 lead")
    world.case("Oslo", "track:1 lead")
    confirm(cleo, cleo.post(NEW, typed(world, question="http://testserver/cases/?track=7&page=1")))

    round_ = Round.objects.get()
    assert round_.question == "?track=7"
    assert {coding.case.title for coding in round_.codings.all()} == {"Liberia"}
    page = cleo.get(round_.get_absolute_url())
    assert '<a href="/cases/?track=7">Cases where track is Religious.</a>' in page.text


def test_whoever_codes_a_case_of_a_round_does_not_read_the_question_that_drew_it(world, cleo):
    world.case("Liberia", "track:7 lead", visibility=Visibility.TEAM, owner=world.edda)
    confirm(cleo, cleo.post(NEW, typed(world, world.cleo, world.ben, question="?track=7")))
    round_ = Round.objects.get()

    page = cleo.get(round_.get_absolute_url())
    assert "Liberia" in page.text
    assert "Religious" not in page.text
    assert "track=7" not in page.text

    submit(round_.codings.get(coder=world.cleo))
    assert "Cases where track is Religious." in cleo.get(round_.get_absolute_url()).text


def test_the_question_of_another_round_that_drew_the_case_is_not_read_either(world, cleo):
    case = world.case("Liberia", "track:7 lead", visibility=Visibility.TEAM, owner=world.edda)
    confirm(cleo, cleo.post(NEW, typed(world, question="?track=7")))
    first = Round.objects.get()
    give(world, case, "cleo", title="Second")

    assert "track=7" not in cleo.get(first.get_absolute_url()).text


@pytest.mark.parametrize("number", ["9" * 40, "1" * 5000, "x"])
def test_a_coder_whom_no_database_could_number_is_refused(world, cleo, number):
    page = cleo.post(NEW, typed(world, coders=[world.ada.pk, number]))
    assert any("not" in error for error in page.context["form"].errors["coders"])


def test_a_saved_question_is_asked(world, cleo):
    world.case("Liberia", "track:7 lead")
    saved = SavedSearch.objects.create(user=world.cleo, name="Religious", query="track=7")
    confirm(cleo, cleo.post(NEW, typed(world, saved=saved.pk, question="")))

    assert Round.objects.get().question == "?track=7"


def test_nobody_asks_what_somebody_else_saved(world, cleo):
    saved = SavedSearch.objects.create(user=world.ada, name="Religious", query="track=7")

    assert (
        "not one of the available choices"
        in errors(cleo.post(NEW, typed(world, saved=saved.pk, question="")))[0]
    )


def test_cases_can_be_named_by_their_numbers(world, cleo, drafts):
    numbers = f"{drafts[2].public_id}, pi-{drafts[0].pk}\n{drafts[2].public_id}"
    confirm(cleo, cleo.post(NEW, typed(world, question="", numbers=numbers)))

    assert set(Coding.objects.values_list("case", flat=True)) == {drafts[0].pk, drafts[2].pk}
    assert Round.objects.get().question == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"question": "?trak=7"}, "There is no filter “trak”. Did you mean track?"),
        ({"question": "?track=prophecy"}, "“prophecy” is no value of track"),
        ({"question": "religious"}, "There is no question in “religious”"),
        ({"question": "?track=7"}, "No case answers this question."),
        ({"question": "", "numbers": "PI-9999"}, "There is no case “PI-9999”."),
        ({"question": "", "numbers": "Oslo"}, "“Oslo”: a case is named by its number"),
        ({"question": ""}, "Say in one of the three ways which cases are meant"),
        ({"numbers": "PI-0001"}, "Say in one of the three ways which cases are meant"),
        ({"size": 5}, "There are 4 to draw from."),
        ({"codings_per_case": 3}, "3 codings of each case take 3 coders; 2 are chosen."),
        ({"due_on": "2001-01-01"}, "This day is over."),
        ({"seed": "-1"}, "greater than or equal to 0"),
        ({"lapse_days": 0}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_shown_or_given_out(
    world, cleo, drafts, fields, words
):
    page = cleo.post(NEW, typed(world, **fields))

    assert any(words in text for text in errors(page)), errors(page)
    assert "plan" not in page.context


def test_one_coder_too_few_is_counted_as_one(world, cleo, drafts):
    page = cleo.post(NEW, typed(world, world.ada))

    assert "2 codings of each case take 2 coders; 1 is chosen." in errors(page)


def test_a_sample_is_drawn_again_by_its_seed(world, cleo, drafts):
    def drawn(**fields):
        return cleo.post(NEW, typed(world, size=2, **fields)).context["plan"].cases

    first = drawn(seed=11)
    assert len(first) == 2
    assert drawn(seed=11, question="?sort=-title") == first
    assert any(drawn(seed=seed) != first for seed in range(12, 30))


def test_a_seed_is_offered_and_another_one_the_next_time(cleo):
    seeds = {cleo.get(NEW).context["form"]["seed"].value() for _ in range(5)}
    assert len(seeds) > 1


def test_the_preview_says_what_is_public_and_what_cannot_be_read_and_who_knows_it(world, cleo):
    public = world.case("Oslo channel", "track:1 lead")
    world.document(public, "Norway hosted the talks.")
    world.case("Ada’s own", state=State.DRAFT, owner=world.ada)
    shown = cleo.post(NEW, typed(world)).context["preview"]

    assert [case.title for case in shown.public] == ["Oslo channel"]
    assert [case.title for case in shown.unread] == ["Ada’s own"]
    shares = {share.coder: share for share in shown.shares}
    assert [case.title for case in shares[world.ada].own] == ["Ada’s own"]
    assert shares[world.ben].own == []
    assert (shares[world.ben].load, shares[world.ben].gets) == (0, 2)


def test_the_preview_says_what_cannot_be_given_and_the_rest_is(world, cleo, drafts):
    world.case("Back channel", owner=world.edda, visibility=Visibility.RESTRICTED)
    page = cleo.post(NEW, typed(world))
    assert "ada may not know it; ben may not know it" in page.text

    confirm(cleo, page)
    assert Coding.objects.count() == 8


def test_what_changed_since_the_preview_is_shown_before_anything_is_given_out(world, cleo, drafts):
    page = cleo.post(NEW, typed(world))
    world.case("One more", state=State.DRAFT, owner=world.edda)
    again = confirm(cleo, page)

    assert again.status_code == 409
    assert "Nothing is given out yet" in again.text
    assert not Round.objects.exists()
    confirm(cleo, again)
    assert Coding.objects.count() == 10


def test_pressing_twice_opens_one_round(world, cleo, drafts):
    page = cleo.post(NEW, typed(world))
    confirm(cleo, page)

    assert confirm(cleo, page).status_code == 409
    assert Round.objects.count() == 1


def test_going_back_from_the_preview_keeps_what_was_typed(world, cleo, drafts):
    page = cleo.post(NEW, typed(world, step="change", title="Pilot of spring"))

    assert 'value="Pilot of spring"' in page.text
    assert page.context["form"]["coders"].value() == [str(world.ada.pk), str(world.ben.pk)]


def test_without_a_codebook_that_can_be_answered_no_round_is_opened(world, cleo, drafts):
    page = cleo.post(NEW, typed(world))
    code = world["outcome:ceasefire"]
    code.retired_at = timezone.now()
    world.change.save(code)

    assert "is retired but codebook 1.0 still asks it" in errors(confirm(cleo, page))[0]


# How far it is


@pytest.fixture
def round_(world, drafts):
    """Case 0: Ada submitted, Ben started, one place in the pool; both are late."""
    yesterday = timezone.now().date() - timedelta(days=1)
    codings = give(world, drafts[0], "ada", "ben", due_on=yesterday, seed=7)
    submit(codings["ada"])
    answer(codings["ben"], "track:1 lead")
    found = Round.objects.get()
    pool.add_place(found, drafts[0], None, expected=2, by=world.cleo)
    return found


def test_the_list_and_the_page_of_a_round_count_its_codings(cleo, round_):
    (line,) = cleo.get(ROUNDS).context["lines"]
    progress = line.progress
    assert (line.cases, progress.given, progress.submitted) == (1, 3, 1)
    assert (progress.started, progress.assigned, progress.pool, progress.overdue) == (1, 0, 1, 2)

    page = cleo.get(round_.get_absolute_url())
    assert page.context["progress"] == progress
    coders = {line.coder.username: line.progress for line in page.context["coders"]}
    assert (coders["ada"].submitted, coders["ben"].started) == (1, 1)
    assert "overdue" in page.text


def test_the_page_of_a_round_leads_to_how_far_its_coders_agree(cleo, round_):
    link = f"/reliability/?round={round_.pk}"
    assert link in cleo.get(round_.get_absolute_url()).text
    assert cleo.get(link).status_code == 200


@pytest.mark.parametrize(
    ("kind", "count"), [("submitted", 1), ("started", 1), ("assigned", 0), ("pool", 1)]
)
def test_the_cases_of_a_round_can_be_narrowed_to_those_with_such_a_coding(
    cleo, round_, kind, count
):
    page = cleo.get(round_.get_absolute_url(), {"only": kind})
    assert page.context["table"].page.paginator.count == count


def test_a_misspelt_kind_shows_nothing_rather_than_everything(cleo, round_):
    assert cleo.get(round_.get_absolute_url(), {"only": "late"}).status_code == 404


def test_the_progress_is_a_file_that_says_nothing_of_the_answers(world, cleo, round_):
    ben = Coding.objects.get(coder=world.ben)
    pool.assign(ben, None, version=ben.version, by=world.cleo)
    text = cleo.get(reverse("annotate:round_csv", args=[round_.pk])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert sorted((row["coder"], row["state"]) for row in rows) == [
        ("", "assigned"),
        ("", "assigned"),
        ("ada", "submitted"),
        ("ben", "lapsed"),
    ]
    assert {row["in_pool"] for row in rows} == {"false", "true"}
    assert {row["blind"] for row in rows} == {"blind"}
    assert "government" not in text


def test_the_page_of_a_round_takes_as_many_queries_for_many_cases_as_for_few(
    world, cleo, drafts, django_assert_max_num_queries
):
    confirm(cleo, cleo.post(NEW, typed(world)))
    address = Round.objects.get().get_absolute_url()
    cleo.get(address)

    # Session, user, groups; the round, whether one may see it; six counts, twice; last answers,
    # coders; the cases, twice; their codings; nine for the question in words.
    with django_assert_max_num_queries(32):
        cleo.get(address)


# To somebody else


def address_of(name, coding):
    return reverse(f"annotate:coding_{name}", args=[coding.pk])


def test_a_curator_gives_a_coding_to_somebody_else(world, cleo, drafts):
    coding = give(world, drafts[0], "ada")["ada"]
    page = cleo.get(address_of("assign", coding))
    assert "given to <bdi>ada</bdi>" in page.text

    sent = {"coder": world.ben.pk, "version": coding.version, "reason": "On leave."}
    assert cleo.post(address_of("assign", coding), sent).url == coding.round.get_absolute_url()
    assert Coding.objects.standing().get().coder == world.ben


def test_or_puts_it_into_the_pool_by_a_button_of_its_own(world, cleo, drafts):
    coding = give(world, drafts[0], "ada")["ada"]
    sent = {"coder": "", "version": coding.version}
    page = cleo.post(address_of("assign", coding), sent)
    assert errors(page) == ["Choose somebody, or put it into the pool."]

    cleo.post(address_of("assign", coding), sent | {"pool": ""})
    assert Coding.objects.in_pool().count() == 1


def test_of_two_curators_the_second_is_told_and_nothing_is_done(world, cleo, drafts):
    coding = give(world, drafts[0], "ada")["ada"]
    sent = {"coder": world.ben.pk, "version": coding.version}
    cleo.post(address_of("assign", coding), sent)
    page = cleo.post(address_of("assign", coding), sent | {"coder": world.edda.pk})

    assert "was changed by somebody else" in page.text
    assert Coding.objects.standing().get().coder == world.ben


def test_a_submitted_coding_stays_and_can_be_opened_again_for_its_coder(world, cleo, round_):
    coding = Coding.objects.get(coder=world.ada)
    assert "It stays with its coder" in cleo.get(address_of("assign", coding)).text

    sent = {"version": coding.version, "reason": "Track 2 was split."}
    assert cleo.post(address_of("reopen", coding), sent).url == round_.get_absolute_url()
    again = Coding.objects.get(pk=coding.pk)
    assert (again.state, again.reopen_reason) == (CodingState.STARTED, "Track 2 was split.")


def test_opening_again_takes_a_reason(world, cleo, round_):
    coding = Coding.objects.get(coder=world.ada)
    page = cleo.post(address_of("reopen", coding), {"version": coding.version, "reason": " "})

    assert errors(page) == ["This field is required."]


def test_one_more_coding_of_a_case_is_added(world, cleo, round_, drafts):
    address = reverse("annotate:coding_add", args=[round_.pk, drafts[0].pk])
    page = cleo.get(address)
    cleo.post(address, {"coder": world.cleo.pk, "version": page.context["codings"].count()})

    assert Coding.objects.of(world.cleo).get().case == drafts[0]


def test_a_case_of_another_round_gets_none(cleo, round_, drafts):
    assert cleo.get(f"/rounds/{round_.pk}/cases/{drafts[1].public_id}/more").status_code == 404


# From the pool


@pytest.fixture
def place(world, drafts):
    coding = give(world, drafts[0], "ada")["ada"]
    return pool.add_place(coding.round, drafts[0], None, expected=1, by=world.cleo)


def test_a_researcher_takes_a_coding_from_the_front_page(world, client, place):
    client.force_login(world.ben)
    page = client.get("/")
    assert "Codings anybody may take" in page.text

    sent = {"version": place.version}
    assert client.post(address_of("take", place), sent).url == place.get_absolute_url()
    assert Coding.objects.get(pk=place.pk).coder == world.ben
    assert "Codings anybody may take" not in client.get("/").text


def test_whoever_codes_the_case_is_not_offered_it(world, client, place):
    client.force_login(world.ada)

    assert "Codings anybody may take" not in client.get("/").text


def test_whoever_comes_second_is_told(world, client, place):
    pool.take(Coding.objects.get(pk=place.pk), version=place.version, by=world.edda)
    client.force_login(world.ben)
    answer = client.post(address_of("take", place), {"version": place.version}, follow=True)

    assert "Somebody else was quicker with “Case 0”" in answer.text


def test_pressing_take_twice_leads_to_ones_coding(world, client, place):
    client.force_login(world.ben)
    answers = [client.post(address_of("take", place), {"version": place.version}) for _ in "ab"]

    assert [answer.url for answer in answers] == [place.get_absolute_url()] * 2


def test_what_was_taken_over_is_said_to_whoever_left_it(world, client, drafts):
    coding = give(world, drafts[0], "ada")["ada"]
    pool.assign(coding, world.ben, reason="Ada is on leave.", version=coding.version, by=world.cleo)
    client.force_login(world.ada)

    page = client.get("/")
    assert "No longer yours to code" in page.text
    assert "Given to ben by cleo: Ada is on leave." in page.text


def test_a_restricted_case_in_the_pool_is_there_only_for_those_who_may_know_it(world, client):
    secret = world.case("Back channel", owner=world.ada, visibility=Visibility.RESTRICTED)
    coding = give(world, secret, "ada")["ada"]
    place = pool.add_place(coding.round, secret, None, expected=1, by=world.cleo)
    client.force_login(world.ben)

    assert "Back channel" not in client.get("/").text
    assert client.post(address_of("take", place), {"version": 1}).status_code == 404
