"""Curators handle cases together, after seeing what will happen to each."""

import re

from django.urls import reverse

from annotate.actions.change import claim
from annotate.models import Case
from annotate.models.vocabularies import State
from tests.upkeep import address, choose, confirm, list_of

TAGS = ["track:7 lead", "type:political", "outcome:ceasefire", "officialness:official primary"]


def ready(world, title="Sant'Egidio", **fields):
    case = world.case(title, *TAGS, **({"state": State.IN_REVIEW} | fields))
    for source in ["Ceasefire in Rome", "Talks in Rome"]:
        world.source(case, f"{source} ({title})")
    return case


def state(case):
    return Case.objects.get(pk=case.pk).state


def says(page):
    return {line.row.title: line.says for line in page.context["lines"]}


def test_whoever_is_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(list_of(Case)).url.startswith(reverse("annotate:login"))


def test_researchers_have_no_business_here(world, sign_in):
    assert sign_in(world.ada).get(list_of(Case)).status_code == 403


def test_a_case_is_found_by_title_and_by_public_id(world, sign_in):
    case = world.case("Oslo channel")
    world.case("Sant'Egidio")
    client = sign_in(world.cleo)

    for asked in ["oslo", case.public_id, case.public_id.lower()]:
        page = client.get(list_of(Case), {"q": asked})
        assert list(page.context["cl"].result_list) == [case], asked


def test_cases_are_filtered_by_a_track_and_listed_once(world, sign_in):
    case = world.case("Oslo channel", "track:1 lead", "track:2 lead")
    world.case("Sant'Egidio", "track:7 lead")
    page = sign_in(world.cleo).get(list_of(Case), {"track": world["track:1"].pk})

    assert list(page.context["cl"].result_list) == [case]


def test_a_case_leads_to_its_own_form_and_cannot_be_changed_here(world, sign_in):
    case, client = world.case("Oslo channel"), sign_in(world.cleo)

    assert reverse("annotate:case_edit", args=[case.pk]) in client.get(address(case)).text
    assert client.post(address(case), {"title": "Bergen channel"}).status_code == 403


def test_the_page_before_publishing_says_what_each_case_lacks(world, sign_in):
    ready(world)
    world.case("Bare", state=State.IN_REVIEW)
    world.case("Draft", state=State.DRAFT)
    page = choose(sign_in(world.cleo), "publish", list(Case.objects.all()))

    assert says(page)["Sant'Egidio"] == "in review → published"
    assert says(page)["Draft"] == "stays draft: not in review"
    assert "No track leads." in says(page)["Bare"]
    assert not Case.objects.published().exists()


def test_of_a_case_that_lacks_much_the_first_few_are_told_and_its_page_has_the_rest(world, sign_in):
    case = world.case("Bare", "track:7 supporting", state=State.IN_REVIEW)
    for key in ["type:political", "type:cultural", "outcome:ceasefire"]:
        world.tag(case, key, rationale="", confidence="")
    page = choose(sign_in(world.cleo), "publish", [case])

    assert re.search(r"And \d+ more\.$", says(page)["Bare"])
    assert f'<a href="{case.get_absolute_url()}"><bdi>Bare</bdi></a>' in page.text


def test_changing_nothing_leads_back_to_the_list_as_it_was_filtered(world, sign_in):
    case, client = ready(world), sign_in(world.cleo)
    filtered = f"{list_of(Case)}?state__exact=in-review"
    page = client.post(filtered, {"action": "publish", "_selected_action": [case.pk]})

    assert f'href="{filtered}">Change nothing' in page.text


def test_confirming_publishes_those_that_are_ready_and_leaves_the_others(world, sign_in):
    case, bare = ready(world), world.case("Bare", state=State.IN_REVIEW)
    client = sign_in(world.cleo)
    page = confirm(client, choose(client, "publish", [case, bare]), [case, bare])

    assert "Publish: 1 case." in page.text
    assert (state(case), state(bare)) == (State.PUBLISHED, State.IN_REVIEW)
    assert case.history.first().history_user == world.cleo


def test_a_case_changed_after_it_was_shown_is_shown_again_and_not_published(world, sign_in):
    case, client = ready(world), sign_in(world.cleo)
    page = choose(client, "publish", [case])
    claim(case, case.version)

    page = confirm(client, page, [case])

    assert "no longer what you saw" in page.text
    assert state(case) == State.IN_REVIEW


def test_cases_go_back_with_one_reason(world, sign_in):
    cases, client = [ready(world), ready(world, "Oslo channel")], sign_in(world.cleo)
    page = choose(client, "send_back", cases)
    confirm(client, page, cases, reason="Cite the treaty.")

    assert [case.return_reason for case in Case.objects.all()] == ["Cite the treaty."] * 2
    assert {state(case) for case in cases} == {State.RETURNED}


def test_nothing_goes_back_without_a_reason(world, sign_in):
    case, client = ready(world), sign_in(world.cleo)
    page = confirm(client, choose(client, "send_back", [case]), [case], reason=" ")

    assert "This field is required" in page.text
    assert state(case) == State.IN_REVIEW


def retagging(world, why="Activists"):
    return {"old": world["track:7"].pk, "new": world["track:6"].pk, "why": why}


def test_retagging_first_shows_what_happens_to_each_case(world, sign_in):
    cases = [
        world.case("Sant'Egidio", "track:7 lead"),
        world.case("Liberia", "track:7 supporting", "track:6 lead"),
        world.case("Oslo channel", "track:1 lead"),
    ]
    client = sign_in(world.cleo)
    assert not choose(client, "retag", cases).context["lines"]

    page = choose(client, "retag", cases, shown="", **retagging(world))

    assert says(page) == {
        "Sant'Egidio": "“7 Religious” → “6 Activism”, lead",
        "Liberia": "“7 Religious”, supporting joins “6 Activism”, with its evidence",
        "Oslo channel": "stays as it is: not tagged “7 Religious”",
    }
    assert not cases[0].tags.filter(code=world["track:6"]).exists()


def test_cases_that_answer_an_older_codebook_are_named_and_left_out(world, sign_in):
    old = world.case("Sant'Egidio", "outcome:ceasefire")
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    version = world.publish_codebook("1.1")
    new = world.case("Oslo channel", "outcome:ceasefire", codebook_version=version)
    codes = {"old": world["outcome:ceasefire"].pk, "new": world["outcome:declaration"].pk}
    client, typed = sign_in(world.cleo), codes | {"why": "It says so itself."}
    page = choose(client, "retag", [old, new], shown="", **typed)

    assert says(page)["Sant'Egidio"] == (
        "stays as it is: codebook 1.0, which it answers, does not ask “Declaration”"
    )
    assert 'value="Retag 1 of 2"' in page.text

    confirm(client, page, [old, new], **typed)

    assert old.tags.get().code.key == "ceasefire"
    assert new.tags.get().code.key == "declaration"


def test_confirming_retags_the_cases_and_keeps_who_and_why(world, sign_in):
    case, client = world.case("Sant'Egidio", "track:7 lead"), sign_in(world.cleo)
    page = choose(client, "retag", [case], shown="", **retagging(world))
    confirm(client, page, [case], **retagging(world))

    assert case.tags.get().code == world["track:6"]
    record = case.tags.get().history.first()
    assert (record.history_user, record.history_change_reason) == (world.cleo, "Activists")


def test_other_codes_than_those_shown_are_shown_first(world, sign_in):
    case, client = world.case("Sant'Egidio", "track:7 lead"), sign_in(world.cleo)
    page = choose(client, "retag", [case], shown="", **retagging(world))
    page = confirm(client, page, [case], **retagging(world) | {"new": world["track:5"].pk})

    assert "no longer what you saw" in page.text
    assert case.tags.get().code == world["track:7"]


def test_an_empty_selection_does_nothing_and_says_so(world, sign_in):
    case, client = ready(world), sign_in(world.cleo)
    page = client.post(list_of(Case), {"action": "publish", "index": "0"}, follow=True)

    assert "No items have been changed" in page.text
    assert state(case) == State.IN_REVIEW
