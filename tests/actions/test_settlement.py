"""Several codings become the tags of a case, and what lost stays on record."""

import pytest
from actions.test_at_once import at_once
from coded import answer, coded, give, submit
from django.core.exceptions import ValidationError

from annotate.actions import coding as coding_verbs
from annotate.actions import settlement as verbs
from annotate.actions.cases import NotReady
from annotate.actions.change import EditConflict
from annotate.actions.pool import add_place, take
from annotate.models import Case, Code, Coding, Decision, Evidence, Judgement, Settlement
from annotate.models.comparison import Comparison
from annotate.models.vocabularies import State
from tests.stepped import merge


@pytest.fixture
def case(world):
    case = world.case("Aceh talks", state=State.IN_REVIEW, owner=world.edda)
    world.document(case, "Citizens came first. Norway hosted the talks.")
    return case


def fresh(case):
    return Case.objects.get(pk=case.pk)


def decision(key, reason="The include rule says so."):
    """`"track:4 lead"`, `"track:7 ?"`, or `"track:7 -"` for absent."""
    full_key, _, role = key.partition(" ")
    dimension, code = full_key.split(":")
    found = Code.objects.get(
        **{"number" if code.isdigit() else "key": code}, dimension__key=dimension
    )
    value = {"?": "cannot-tell", "-": "absent"}.get(role, "present")
    role = role if value == "present" else ""
    return Decision(code=found, value=value, role=role, reason=reason)


def save(case, by, *decisions, version=0, **how):
    round_ = case.codings.first().round
    rows = [decision(one) if isinstance(one, str) else one for one in decisions]
    how = {"seen": seen(case)} | how
    return verbs.save_decisions(fresh(case), round_, rows, version=version, by=by, **how)


def seen(case):
    return Comparison.of(case.codings.submitted().order_by("pk")).seen


def settle(case, by, *decisions, version=0, **how):
    kept = save(case, by, *decisions, version=version)
    how = {"seen": seen(case)} | how
    return verbs.settle(kept, version=kept.version, by=by, **how)


def tags(case):
    return {
        (tag.code.full_key, tag.certainty, tag.role)
        for tag in case.tags.coded().select_related("code__dimension")
    }


# What the case says afterwards


def test_what_all_coders_say_is_adopted_in_one_step(world, case):
    coded(world, case, ada=["track:4 lead", "track:7 ?"], ben=["track:4 lead", "track:7 ?"])
    settle(case, world.cleo)

    assert tags(case) == {
        ("track:private-citizen", "present", "lead"),
        ("track:religious", "cannot-tell", ""),
    }
    assert {tag.adopted_from.count() for tag in case.tags.coded()} == {2}


def test_where_they_differ_the_case_says_what_was_decided(world, case):
    world.tag(case, "track:1 lead")
    coded(
        world,
        case,
        ada=["track:4 lead", "track:7 lead"],
        ben=["track:4 supporting", "track:1 lead"],
    )
    settle(case, world.cleo, "track:4 supporting", "track:7 -", "track:1 -")

    assert tags(case) == {("track:private-citizen", "present", "supporting")}
    tag = case.tags.coded().get()
    assert tag.rationale == "The include rule says so."
    assert tag.codebook_version == world.version
    assert [one.coding.coder for one in tag.adopted_from.all()] == [world.ben]
    assert case.tags.model.history.filter(history_type="-", code=world["track:1"]).count() == 1


def test_the_tag_rests_on_the_passages_of_those_who_said_so_each_once(world, case):
    given = {
        "ada": [("track:4 lead", "Citizens"), ("track:7 lead", "Norway")],
        "ben": [("track:4 lead", "Citizens", "Norway hosted")],
    }
    coded(world, case, **given)
    settle(case, world.cleo, "track:7 -")

    tag = case.tags.coded().get()
    assert [row.quote for row in tag.evidence.all()] == ["Citizens", "Norway hosted"]
    assert Evidence.objects.exclude(judgement=None).count() == 4


def test_it_is_as_sure_as_the_least_sure_and_has_everybodys_words(world, case):
    codings = give(world, case, "ada", "ben")
    for name, confidence in (("ada", "high"), ("ben", "medium")):
        submit(answer(codings[name], "track:4 lead"))
        Judgement.objects.filter(coding=codings[name]).update(confidence=confidence)
    settle(case, world.cleo)

    tag = case.tags.coded().get()
    assert (tag.confidence, tag.rationale) == ("medium", "ada says so.\nben says so.")


def test_where_no_coder_says_why_the_standing_words_stay(world, case):
    standing = world.tag(case, "track:4 lead", rationale="Elders spoke.", confidence="medium")
    world.evidence(standing, "Citizens")
    coded(world, case, ada=["track:4 lead", "track:7 ?"], ben=["track:4 lead", "track:7 ?"])
    Judgement.objects.update(rationale="", confidence="")
    settle(case, world.cleo)

    four, seven = case.tags.coded().order_by("code__number")
    assert (four.rationale, four.confidence) == ("Elders spoke.", "medium")
    assert four.evidence.get().quote == "Citizens"
    assert (seven.rationale, seven.confidence) == ("Both coders say so.", "")


@pytest.mark.parametrize("said", ["track:4 ?", "track:4 supporting"])
def test_another_answer_does_not_rest_on_the_passages_of_the_one_it_replaces(world, case, said):
    world.evidence(world.tag(case, "track:4 lead"), "Citizens")
    coded(world, case, ada=[said], ben=[said])
    settle(case, world.cleo)

    assert not case.tags.coded().get().evidence.exists()


def test_an_answer_that_no_coder_gave_can_be_decided_all_the_same(world, case):
    coded(world, case, ada=["track:4 lead"], ben=["track:4 supporting"], cleo=[])
    settle(case, world.edda, "track:4 ?")

    assert tags(case) == {("track:private-citizen", "cannot-tell", "")}
    assert not case.tags.coded().get().adopted_from.exists()


def test_settling_again_writes_nothing_that_is_there(world, case):
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    first = settle(case, world.cleo)
    before = case.tags.model.history.count()
    opened = verbs.open_again(first, reason="A look.", version=first.version, by=world.cleo)
    settle(case, world.cleo, version=opened.version)

    assert case.tags.model.history.count() == before


def test_a_case_answers_the_newer_codebook_of_the_round(world, case):
    world.code(world["type:political"].dimension, "military", position=9)
    newer = world.publish_codebook("1.1")
    coded(world, case, ada=["type:military"], ben=["type:military"])
    settle(case, world.cleo)

    assert fresh(case).codebook_version == newer


def test_whoever_has_the_form_of_the_case_open_is_told(world, case):
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    settle(case, world.cleo)

    assert fresh(case).version == case.version + 1
    assert fresh(case).state == State.IN_REVIEW


# A code that was merged while the round was open


def test_what_was_settled_of_a_merged_code_is_said_of_the_one_that_took_over(world, case):
    coded(world, case, ada=[("track:4 lead", "Citizens")], ben=["track:4 lead"])
    merge(world, "track:4", "track:7")
    settle(case, world.cleo)

    assert tags(case) == {("track:religious", "present", "lead")}
    tag = case.tags.coded().get()
    assert [row.quote for row in tag.evidence.all()] == ["Citizens"]
    assert {one.code for one in tag.adopted_from.all()} == {world["track:4"]}


@pytest.mark.parametrize(
    ("four", "seven", "said"),
    [
        ("track:4 lead", "track:7 -", ("present", "lead")),
        ("track:4 -", "track:7 supporting", ("present", "supporting")),
        ("track:4 supporting", "track:7 lead", ("present", "lead")),
        ("track:4 ?", "track:7 lead", ("present", "lead")),
        ("track:4 ?", "track:7 -", ("cannot-tell", "")),
    ],
)
def test_of_two_answers_that_a_merge_made_one_the_stronger_stands(world, case, four, seven, said):
    coded(world, case, ada=["track:4 lead", "track:7 ?"], ben=["track:4 ?", "track:7 lead"])
    merge(world, "track:4", "track:7")
    decided = [decision(four, "Elders."), decision(seven, "Bishops.")]
    settle(case, world.cleo, *decided)

    assert tags(case) == {("track:religious", *said)}
    both = "-" not in four + seven
    words = ["Elders.", "Bishops."] if both else ["Elders." if "-" in seven else "Bishops."]
    assert case.tags.coded().get().rationale == "\n".join(words)


def test_passages_that_a_merge_moved_stay_where_no_coder_marked_any(world, case):
    world.evidence(world.tag(case, "track:4 lead"), "Citizens")
    coded(world, case, ada=["track:4 lead"], ben=["track:4 lead"])
    merge(world, "track:4", "track:7")
    settle(case, world.cleo)

    assert case.tags.coded().get().evidence.get().quote == "Citizens"


def test_the_type_of_a_sub_type_that_took_over_is_present_too(world, case):
    coded(world, case, ada=["type:cultural"], ben=["type:cultural"])
    merge(world, "type:cultural", "type:economic-integration")
    settle(case, world.cleo)

    assert tags(case) == {
        ("type:economic", "present", ""),
        ("type:economic-integration", "present", ""),
    }


def test_a_merge_into_a_code_that_the_round_did_not_ask_leaves_the_answer_where_it_is(world, case):
    round_ = coded(world, case, ada=["type:cultural"], ben=["type:cultural"])
    world.code(world["type:cultural"].dimension, "public")
    world.publish_codebook("1.1")
    merge(world, "type:cultural", "type:public")
    settle(case, world.cleo)

    assert not round_.codebook_version.codes.filter(key="public").exists()
    assert tags(case) == {("type:cultural", "present", "")}


# What it takes


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ([], "7 Religious: choose an answer."),
        (["track:7"], "7 Religious: say whether lead or supporting."),
        ([("track:7 lead", " ")], "7 Religious: say why."),
    ],
)
def test_each_difference_takes_an_answer_its_role_and_a_reason(world, case, decided, words):
    coded(world, case, ada=["track:7 lead"], ben=[])
    rows = [decision(*([one] if isinstance(one, str) else one)) for one in decided]

    with pytest.raises(verbs.Undecided, match=words):
        settle(case, world.cleo, *rows)
    assert tags(case) == set()


def test_two_answers_where_one_is_asked_are_refused(world, case):
    coded(world, case, ada=["outcome:ceasefire"], ben=["outcome:no-agreement"])

    with pytest.raises(verbs.Undecided, match="Outcome takes one answer"):
        settle(case, world.cleo, "outcome:ceasefire", "outcome:no-agreement")


def test_a_sub_type_without_its_type_is_refused(world, case):
    coded(world, case, ada=["type:economic-integration"], ben=[])

    with pytest.raises(verbs.Undecided, match="Economic integration is present, so Economic is"):
        settle(case, world.cleo, "type:economic-integration", "type:economic -")


def test_one_coding_is_not_settled(world, case):
    coded(world, case, ada=["track:7 lead"])

    with pytest.raises(verbs.NotToSettle, match="not yet two"):
        settle(case, world.cleo)


def test_open_codings_are_waited_for_unless_the_adjudicator_says_otherwise(world, case):
    codings = give(world, case, "ada", "ben", "cleo")
    submit(codings["ada"])
    submit(codings["ben"])

    with pytest.raises(verbs.NotToSettle, match="2 of 3 coders have submitted"):
        settle(case, world.edda)
    assert settle(case, world.edda, version=1, without_open=True).settled_by == world.edda


def test_what_is_unfinished_ends_with_the_settlement_and_is_kept(world, case):
    codings = give(world, case, "ada", "ben", "cleo", lapse_days=3)
    place = add_place(codings["ada"].round, case, None, expected=3, by=world.edda)
    answer(codings["cleo"], "track:7 lead")
    for name in ("ada", "ben"):
        submit(answer(codings[name], "track:4 lead"))
    settle(case, world.edda, without_open=True)

    cleos = Coding.objects.get(coder=world.cleo)
    assert (cleos.state, cleos.lapses_at, cleos.judgements.count()) == ("lapsed", None, 1)
    assert cleos.history.first().history_change_reason == "Settled without it by edda"
    assert not Coding.objects.filter(pk=place.pk).exists()
    with pytest.raises(coding_verbs.NotOpen):
        submit(cleos)


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_place_at_the_moment_of_settling(world, case):
    codings = give(world, case, "ada", "ben")
    place = add_place(codings["ada"].round, case, None, expected=2, by=world.edda)
    for coding in codings.values():
        submit(coding)

    def outcome(verb):
        try:
            verb()
        except (EditConflict, coding_verbs.NotOpen):
            return "told"

    at_once(
        outcome,
        lambda: settle(case, world.edda, without_open=True),
        lambda: take(place, version=place.version, by=world.cleo),
    )
    assert Settlement.objects.finished().exists()
    assert not case.codings.unfinished().exists()


def test_nobody_settles_what_they_are_coding_themselves(world, case):
    codings = give(world, case, "ada", "ben", "cleo")
    submit(codings["ada"])
    submit(codings["ben"])

    with pytest.raises(verbs.NotToSettle, match="coding this case yourself"):
        settle(case, world.cleo, without_open=True)


def test_a_coding_that_moved_on_unseen_is_not_settled(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])
    before = seen(case)
    ada = Coding.objects.get(coder=world.ada)
    coding_verbs.reopen(ada, reason="Look again.", version=ada.version, by=world.cleo)
    submit(answer(ada, "track:4 lead"))

    with pytest.raises(verbs.NotToSettle, match="since you opened this page"):
        settle(case, world.cleo, "track:4 lead", seen=before)


def test_a_published_case_goes_on_keeping_the_rules(world, case):
    case = world.case("Oslo", "track:2 lead", "type:cultural", "outcome:ceasefire")
    coded(world, case, ada=["type:cultural"], ben=["type:cultural"])

    with pytest.raises(NotReady, match="No track leads"):
        settle(case, world.cleo)
    assert len(tags(case)) == 3
    assert not Settlement.objects.finished().exists()


# Two adjudicators


def test_what_is_chosen_is_kept_and_of_two_adjudicators_the_second_is_told(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])
    kept = save(case, world.cleo, "track:7 lead")
    save(case, world.cleo, "track:7 -", version=kept.version)

    assert Decision.objects.get().value == "absent"
    with pytest.raises(EditConflict):
        save(case, world.edda, "track:7 lead", version=kept.version)
    with pytest.raises(EditConflict):
        save(case, world.edda, "track:7 lead")


def test_what_is_settled_is_not_settled_over(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])
    done = settle(case, world.cleo, "track:7 lead")

    with pytest.raises(verbs.AlreadySettled, match="cleo settled this case on"):
        settle(case, world.edda, "track:7 -", version=done.version - 1)
    with pytest.raises(verbs.AlreadySettled):
        settle(case, world.edda, "track:7 -", version=done.version)
    assert Decision.objects.get().value == "present"


@pytest.mark.django_db(transaction=True)
def test_of_two_adjudicators_at_once_one_settles_and_the_other_is_told(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])

    def outcome(by):
        try:
            return str(settle(case, by, "track:7 lead").settled_by)
        except (EditConflict, verbs.AlreadySettled):
            return "told"

    assert "told" in at_once(outcome, world.cleo, world.edda)
    assert case.tags.coded().count() == 1


# Codings that move on meanwhile


def reopened(world, name):
    coding = Coding.objects.get(coder=getattr(world, name))
    return coding_verbs.reopen(coding, reason="Look.", version=coding.version, by=world.edda)


def test_what_was_decided_outlives_the_reopening_of_a_coding(world, case):
    coded(world, case, ada=["track:7 lead", "track:4 lead"], ben=[])
    before = seen(case)
    kept = save(case, world.cleo, "track:7 lead", "track:4 lead")
    reopened(world, "ben")

    with pytest.raises(verbs.NotToSettle, match="since you opened this page"):
        save(case, world.cleo, version=kept.version, seen=before)
    save(case, world.cleo, version=kept.version)
    assert Decision.objects.count() == 2


def test_of_what_all_say_in_the_end_no_decision_is_left(world, case):
    coded(world, case, ada=["track:7 lead", "track:4 lead"], ben=[])
    kept = save(case, world.cleo, "track:7 -", "track:4 lead")
    submit(answer(reopened(world, "ben"), "track:7 lead"))
    settle(case, world.cleo, "track:4 lead", version=kept.version)

    assert Decision.objects.get().code == world["track:4"]
    assert ("track:religious", "present", "lead") in tags(case)


# Opened again


def test_a_settlement_is_opened_again_with_a_reason_and_the_tags_stay(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])
    done = settle(case, world.cleo, "track:7 lead")

    with pytest.raises(ValidationError, match="Say why"):
        verbs.open_again(done, reason=" ", version=done.version, by=world.cleo)
    opened = verbs.open_again(done, reason="A new source.", version=done.version, by=world.cleo)

    assert opened.settled_by is None
    assert opened.history.first().history_change_reason == "A new source."
    assert tags(case) == {("track:religious", "present", "lead")}
    settle(case, world.cleo, "track:7 -", version=opened.version)
    assert tags(case) == set()


def test_codings_go_back_to_their_coders_until_the_case_is_settled(world, case):
    coded(world, case, ada=["track:7 lead"], ben=[])
    ben = list(Coding.objects.filter(coder=world.ben))
    with pytest.raises(ValidationError, match="Choose whose"):
        verbs.return_to_coders([], reason="Track 7?", by=world.cleo)
    verbs.return_to_coders(ben, reason="Track 7?", by=world.cleo)
    assert Coding.objects.get(coder=world.ben).is_unfinished

    submit(ben[0])
    settle(case, world.cleo, "track:7 lead")
    with pytest.raises(coding_verbs.NotOpen, match="is settled"):
        verbs.return_to_coders(list(case.codings.all()), reason="Again.", by=world.cleo)
