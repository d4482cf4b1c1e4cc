"""The page on which a case is settled, and the queue that leads there."""

import re

import pytest
from coded import answer, coded, give, submit
from filled import Page

from annotate.actions import coding as coding_verbs
from annotate.models import Case, Coding, Decision, Settlement
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    case = world.case("Aceh talks", "track:1 lead", state=State.IN_REVIEW, owner=world.edda)
    world.document(case, "Citizens came first. Norway hosted the talks.")
    return case


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


@pytest.fixture
def disputed(world, case):
    """Three coders: all say track 4 leads; they differ on track 7 and in the role of track 6."""
    codings = give(world, case, "ada", "ben", "edda")
    said = {
        "ada": [("track:4 lead", "Citizens"), "track:6 lead", ("track:7 lead", "Norway hosted")],
        "ben": ["track:4 lead", "track:6 supporting", "track:7 ?"],
        "edda": ["track:4 lead", "track:6 supporting"],
    }
    for name, answers in said.items():
        submit(answer(codings[name], *answers, note=f"{name} wrote to you."))
    return case


def address(case, tail=""):
    return f"/cases/{case.public_id}/settle{tail}"


def opened(client, case):
    return Page(client, address(case))


def choose(page, world, key, answer, reason=""):
    name = f"code-{world[key].pk}"
    page[f"{name}-answer"] = answer
    page[f"{name}-reason"] = reason


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def coders(case):
    return [coding.coder.username for coding in case.codings.order_by("pk")]


def decide_all(page, world):
    choose(page, world, "track:6", "present:supporting")
    choose(page, world, "track:7", "absent")
    page["reason"] = "The exclude rule."


# What is shown


def test_the_coders_stand_side_by_side_differences_first(disputed, cleo):
    shown = text(opened(cleo, disputed).html)

    assert "2 differences in 18 codes" in shown
    for letter, name in zip("ABC", coders(disputed), strict=True):
        assert f"{letter} · {name}" in shown
        assert f"{name} wrote to you." in shown
    assert "“Norway hosted”" in shown
    assert "role only" in shown
    assert "3 different answers" in shown
    assert "16 codes on which all three agree" in shown
    assert "Present, lead, by all three" in shown
    assert "6 Activism: choose an answer." in shown
    assert "if they marked any, the passages that the case had for it before go." in shown


def test_a_difference_in_the_role_alone_is_settled_as_a_role(world, disputed, cleo):
    html = opened(cleo, disputed).html
    offered = re.findall(rf'name="code-{world["track:6"].pk}-answer" value="([a-z:-]+)"', html)

    assert offered == ["present:lead", "present:supporting"]


def test_the_page_takes_these_queries(disputed, cleo, django_assert_num_queries):
    opened(cleo, disputed)

    with django_assert_num_queries(len(QUERIES)):
        cleo.get(address(disputed))


QUERIES = [
    "the session",
    "the user",
    "the user's groups",
    "the case",
    "its codings with coder, round and codebook",
    "its settlements",
    "which of the codings may be read",
    "the codes",
    "the judgements",
    "their evidence",
    "rulings on the codes that differ",
    "the stored texts",
]


def test_a_case_that_nobody_codes_has_nothing_to_settle(case, cleo):
    assert "Nobody has coded this case" in opened(cleo, case).html


def test_one_coding_is_waited_with(world, case, cleo):
    submit(give(world, case, "ada", "ben")["ada"])

    assert "1 of 2 coders of this case have submitted" in text(opened(cleo, case).html)


def test_who_still_codes_the_case_sees_none_of_it(world, case, cleo):
    codings = give(world, case, "ada", "ben", "cleo")
    submit(answer(codings["ada"], "track:7 lead"))
    submit(codings["ben"])
    page = opened(cleo, case)

    assert "You are coding this case yourself" in page.html
    assert "ada" not in page.html
    assert page.press(then="settle").answer.status_code == 200
    assert not Settlement.objects.exists()


def test_of_two_rounds_the_one_that_waits_is_shown_and_the_other_can_be_asked_for(
    world, case, cleo
):
    first = coded(world, case, ada=["track:7 lead"], ben=[])
    coded(world, case, ada=["track:5 lead"], edda=["track:5 lead"])

    assert f'href="?round={first.pk}" aria-current="page"' in opened(cleo, case).html
    later = cleo.get(f"{address(case)}?round={first.pk + 1}").text
    assert "They agree on every code" in later
    for unknown in ["999", "abc", "0"]:
        assert cleo.get(f"{address(case)}?round={unknown}").status_code == 404


# Choosing and settling


def test_choosing_and_settling_takes_no_script(world, disputed, cleo):
    page = opened(cleo, disputed)
    decide_all(page, world)
    answer = page.press(then="settle").answer

    assert answer.url == f"{address(disputed)}?round={Settlement.objects.get().round_id}"
    tags = {str(tag.code): tag.role for tag in disputed.tags.coded().select_related("code")}
    assert tags == {"4 Private citizen": "lead", "6 Activism": "supporting"}
    shown = text(cleo.get(answer.url).text)
    assert "Settled by cleo" in shown
    assert "The exclude rule." in shown
    assert "cleo settled it" in shown


def test_one_reason_holds_for_all_that_have_none_of_their_own(world, disputed, cleo):
    page = opened(cleo, disputed)
    decide_all(page, world)
    choose(page, world, "track:7", "cannot-tell", "Nobody saw it.")
    page.press(then="settle")

    reasons = set(Decision.objects.values_list("code__number", "reason"))
    assert reasons == {(6, "The exclude rule."), (7, "Nobody saw it.")}


def test_what_is_missing_is_said_and_what_was_chosen_stays(world, disputed, cleo):
    page = opened(cleo, disputed)
    choose(page, world, "track:7", "absent", "Seen by none.")
    page.press(then="settle")

    assert "6 Activism: choose an answer." in text(page.html)
    assert page[f"code-{world['track:7'].pk}-answer"] == "absent"
    assert not Settlement.objects.finished().exists()
    assert Page(cleo, address(disputed))[f"code-{world['track:7'].pk}-reason"] == "Seen by none."


def test_a_reason_for_all_is_kept_before_any_answer_is_chosen(disputed, cleo):
    page = opened(cleo, disputed)
    page["reason"] = "The exclude rule."
    page.press(then="keep")

    assert opened(cleo, disputed)["reason"] == "The exclude rule."


def test_what_all_say_is_adopted_with_one_button(world, case, cleo):
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    page = opened(cleo, case)
    assert "Adopt what both say" in page.html
    page.press(then="settle")

    assert [str(tag.code) for tag in case.tags.coded()] == ["4 Private citizen"]


def test_open_codings_ask_for_a_box_to_be_ticked(world, case, cleo):
    codings = give(world, case, "ada", "ben", "edda")
    submit(codings["ada"])
    submit(codings["ben"])
    page = opened(cleo, case)
    assert "2 of 3 coders have submitted. Not submitted: edda ." in text(page.html)

    assert "Tick the box" in page.press(then="settle").html
    page["without_open"] = "on"
    assert page.press(then="settle").answer.status_code == 302


def test_whose_coding_ended_so_reads_it_on_the_front_page(world, client, case):
    codings = give(world, case, "ada", "ben", "edda")
    submit(codings["ada"])
    submit(codings["ben"])
    client.force_login(world.cleo)
    page = opened(client, case)
    page["without_open"] = "on"
    page.press(then="settle")

    client.force_login(world.edda)
    assert "Settled without it by cleo" in text(client.get("/").text)
    assert client.get(case.get_absolute_url()).status_code == 200


def test_an_answer_that_was_not_offered_is_refused(world, disputed, cleo):
    page = opened(cleo, disputed)
    choose(page, world, "track:6", "absent", "Because.")

    assert "Select a valid choice" in page.press(then="settle").html


# Kept while choosing


def test_what_is_chosen_is_kept_as_it_is_chosen(world, disputed, cleo):
    page = opened(cleo, disputed)
    choose(page, world, "track:7", "absent")
    for _ in range(2):
        answer = cleo.post(address(disputed, "/draft"), dict(page.typed.lists())).json()
        page["version"] = str(answer["fields"]["version"])

    assert len(answer["saved"]) == len("12:11:02")
    assert Decision.objects.get(code__number=7).value == "absent"


def test_two_adjudicators_do_not_choose_over_each_other(world, client, disputed):
    client.force_login(world.cleo)
    mine = opened(client, disputed)
    client.force_login(world.edda)
    theirs = opened(client, disputed)
    choose(theirs, world, "track:7", "present:lead", "Norway is a church state.")
    theirs.press(then="keep")
    client.force_login(world.cleo)
    choose(mine, world, "track:7", "absent", "No.")

    kept = client.post(address(disputed, "/draft"), dict(mine.typed.lists()))
    assert kept.status_code == 409
    shown = text(mine.press(then="keep").html)
    assert "edda has chosen answers for this case since you opened this page" in shown
    assert "Kept meanwhile: present, lead. Norway is a church state." in shown
    mine.press(then="keep")
    assert Decision.objects.get(code__number=7).value == "absent"


def test_what_somebody_settled_meanwhile_stays_and_yours_is_shown_beside(world, client, disputed):
    client.force_login(world.edda)
    late = opened(client, disputed)
    client.force_login(world.cleo)
    first = opened(client, disputed)
    decide_all(first, world)
    first.press(then="settle")
    client.force_login(world.edda)
    choose(late, world, "track:7", "present:lead", "Norway is a church state.")
    shown = text(late.press(then="settle").html)

    assert "cleo settled this case on" in shown
    assert "What you had chosen was not saved" in shown
    assert "Norway is a church state." in shown
    assert Decision.objects.get(code__number=7).value == "absent"


def reopen(world, case, name):
    coding = case.codings.get(coder=getattr(world, name))
    coding_verbs.reopen(coding, reason="Look again.", version=coding.version, by=world.edda)


def test_what_is_typed_while_a_coding_is_reopened_is_shown_and_what_was_kept_stays(
    world, disputed, cleo
):
    page = opened(cleo, disputed)
    decide_all(page, world)
    page.press(then="keep")
    page = opened(cleo, disputed)
    choose(page, world, "track:6", "present:lead", "Typed on six.")
    choose(page, world, "track:7", "absent", "Typed on seven.")
    reopen(world, disputed, "edda")
    reopen(world, disputed, "ben")

    draft = cleo.post(address(disputed, "/draft"), dict(page.typed.lists()))
    assert (draft.status_code, "saved" in draft.json()) == (409, False)
    shown = text(page.press(then="settle").html)
    assert "A coding was submitted or reopened since you opened this page." in shown
    assert "6 Activism : present, lead. Typed on six." in shown
    assert "7 Religious : absent. Typed on seven." in shown
    assert set(Decision.objects.values_list("reason", flat=True)) == {"The exclude rule."}


def test_a_reason_for_all_goes_to_the_one_difference_that_is_left(world, disputed, cleo):
    page = opened(cleo, disputed)
    decide_all(page, world)
    reopen(world, disputed, "ada")
    page.press(then="keep")

    assert page[f"code-{world['track:7'].pk}-reason"] == "The exclude rule."
    assert "6 Activism : present, supporting. The exclude rule." in text(page.html)
    page.press(then="keep")
    assert Decision.objects.get().code == world["track:7"]


# Afterwards


def test_a_settled_case_is_opened_again_with_a_reason(world, disputed, cleo):
    page = opened(cleo, disputed)
    decide_all(page, world)
    page.press(then="settle")
    done = opened(cleo, disputed)
    again = address(disputed, "/again")
    sent = {"version": done["version"]}

    assert "This field is required" in cleo.post(again, sent).text
    cleo.post(again, sent | {"reason": "A new source."})
    shown = text(opened(cleo, disputed).html)
    assert "cleo opened it again A new source." in shown
    assert "2 chosen, 0 to go" in shown


def test_a_coding_goes_back_to_its_coder_with_a_reason(world, disputed, cleo):
    page = opened(cleo, disputed)
    ben = Coding.objects.get(coder=world.ben)
    assert "Choose whose coding goes back" in page.press(then="return").html
    page["back"], page["back_reason"] = str(ben.pk), "Read the exclude rule again."
    page.press(then="return")

    ben.refresh_from_db()
    assert ben.is_unfinished
    assert ben.reopen_reason == "Read the exclude rule again."


def test_a_published_case_leads_to_the_form_where_a_rule_can_be_kept(world, cleo):
    tags = ["track:2 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Oslo", *tags)
    coded(world, case, ada=["track:2 lead"], ben=["track:2 lead"])
    shown = opened(cleo, case).press(then="settle").html

    assert "No type of diplomacy is tagged." in shown
    assert f"/cases/{case.public_id}/edit#dimension-type" in shown


# The queue


def test_the_queue_holds_what_waits_and_not_what_is_settled(world, disputed, cleo):
    coded(world, world.case("Madrid"), ada=["track:4 lead"], ben=["track:4 lead"])
    give(world, world.case("Dayton"), "ada", "ben")
    shown = text(cleo.get("/disputes/").text)

    assert "Aceh talks PI-0001 Pilot 2 3 of 3" in shown.replace(disputed.public_id, "PI-0001")
    assert "none, to be adopted" in shown
    assert "Dayton" not in shown
    page = opened(cleo, disputed)
    decide_all(page, world)
    page.press(then="settle")
    assert "Aceh talks" not in cleo.get("/disputes/").text


def test_the_queue_takes_as_many_queries_however_long_it_is(world, cleo, django_assert_num_queries):
    for number in range(3):
        case = world.case(f"Case {number}")
        coded(world, case, ada=["track:4 lead"], ben=[])

    with django_assert_num_queries(11):
        assert cleo.get("/disputes/").text.count("PI-") == 6


def test_what_one_codes_oneself_is_not_in_ones_queue(world, case, cleo):
    codings = give(world, case, "ada", "ben", "cleo")
    submit(codings["ada"])
    submit(codings["ben"])

    assert "Nothing is disputed" in cleo.get("/disputes/").text


# Before publication


def test_a_case_is_not_published_while_its_coders_differ(world, disputed, cleo):
    shown = cleo.get(disputed.get_absolute_url()).text

    assert "Its 3 coders differ on 2 codes, which a curator has to settle." in shown
    assert f"{address(disputed)}?round=" in shown
    page = opened(cleo, disputed)
    decide_all(page, world)
    page.press(then="settle")
    assert "which a curator has to settle" not in cleo.get(disputed.get_absolute_url()).text


@pytest.mark.parametrize("name", ["ada", "dan"])
def test_only_curators_settle(world, client, disputed, name):
    client.force_login(getattr(world, name))

    for one in ["/disputes/", address(disputed)]:
        assert client.get(one).status_code == 403
    assert not Case.objects.filter(pk=disputed.pk, tags__code__number=4).exists()


def test_the_front_page_of_a_curator_names_what_waits(world, client, disputed):
    client.force_login(world.cleo)
    shown = text(client.get("/").text)
    assert "Disputes to settle 1 Aceh talks" in shown
    assert "2 differences, 3 of 3 submitted" in shown

    client.force_login(world.ada)
    assert "Disputes to settle" not in client.get("/").text
