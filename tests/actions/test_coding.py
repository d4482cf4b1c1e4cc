import pytest
from coded import answer, dimension, give, submit
from django.core.exceptions import ValidationError

from annotate.actions import coding as verbs
from annotate.actions import pool
from annotate.actions.change import EditConflict
from annotate.models import Case, Coding, Evidence, Judgement
from annotate.models.answer_sheet import AnswerSheet
from annotate.models.vocabularies import CodingState, Seen, State, Value


@pytest.fixture
def ada(world):
    """Ada's coding of a draft of Edda's."""
    case = world.case("Oslo channel", state=State.DRAFT, owner=world.edda)
    world.document(case, "Norway hosted the talks. Two academics opened them.")
    return give(world, case, "ada", "ben")["ada"]


def again(coding):
    return Coding.objects.get(pk=coding.pk)


def values(coding):
    lines = AnswerSheet.of(coding).lines
    return {line.code.full_key: line.value for line in lines if line.judgement}


def test_an_answer_is_kept_with_the_passage_it_rests_on(ada):
    answer(ada, ("track:1 lead", "Norway hosted"), "track:2 ?")

    assert values(ada) == {
        "track:government": Value.PRESENT,
        "track:professional-cr": Value.CANNOT_TELL,
    }
    assert Evidence.objects.get().quote == "Norway hosted"
    assert again(ada).state == CodingState.STARTED


def test_what_is_said_again_is_not_written_again(ada):
    answer(ada, ("track:1 lead", "Norway hosted"))
    before = Judgement.history.count(), Evidence.history.count(), Coding.history.count()
    answer(ada, ("track:1 lead", "Norway hosted"))

    assert (Judgement.history.count(), Evidence.history.count(), Coding.history.count()) == before


def test_what_is_not_said_any_more_is_gone_with_its_passages_but_stays_in_the_history(ada):
    answer(ada, ("track:1 lead", "Norway hosted"))
    answer(ada)

    assert not Judgement.objects.exists()
    assert not Evidence.objects.exists()
    assert Judgement.history.filter(history_type="-").count() == 1


def test_a_sub_type_brings_its_type(ada):
    answer(ada, "type:economic-integration")

    assert set(values(ada)) == {"type:economic", "type:economic-integration"}


def test_of_two_tabs_the_second_is_told(ada):
    first, second = again(ada), again(ada)
    verbs.save_answers(first, [], version=first.version, by=ada.coder)

    with pytest.raises(EditConflict):
        verbs.save_answers(second, [], version=second.version, by=ada.coder)


def test_a_coding_read_before_it_was_given_to_another_is_not_written_over(world, ada):
    """Although the version sent is the newest."""
    read, now = again(ada), again(ada)
    pool.assign(now, None, version=now.version, by=world.cleo)

    with pytest.raises(verbs.NotOpen):
        verbs.save_answers(read, [], version=again(ada).version, by=ada.coder)
    assert again(ada).state == CodingState.LAPSED


def test_nobody_answers_for_somebody_else(world, ada):
    with pytest.raises(verbs.NotOpen, match="given to ada"):
        verbs.save_answers(again(ada), [], version=ada.version, by=world.ben)


def test_a_code_that_the_codebook_did_not_ask_is_refused(world, ada):
    world.code(dimension("type"), "military", position=9)

    with pytest.raises(ValidationError, match="not asked by codebook"):
        answer(ada, "type:military")


def test_a_coding_is_not_submitted_while_a_question_stands_unanswered(ada):
    answer(ada, "track:1 lead")

    with pytest.raises(verbs.Unfinished) as refused:
        verbs.submit(again(ada), version=again(ada).version, by=ada.coder)
    assert [str(one) for one in refused.value.unanswered] == ["Type", "Officialness", "Outcome"]
    assert again(ada).state == CodingState.STARTED


def test_nor_with_two_answers_where_there_can_be_one(ada):
    answer(ada, "track:1 lead", "outcome:ceasefire", "outcome:no-agreement")

    with pytest.raises(verbs.Unfinished, match="Outcome takes one answer"):
        submit(ada)


def test_nor_without_the_role_of_a_track(ada):
    answer(ada, "track:1")

    with pytest.raises(verbs.Unfinished, match="1 Government: say whether lead or supporting"):
        submit(ada)


def test_a_submission_counts_what_was_answered_and_what_was_not(world, ada):
    answer(ada, "track:1 lead", "track:2 ?", "type:political")
    submit(ada)
    submission = ada.submissions.get()

    assert (submission.present, submission.cannot_tell, submission.absent) == (2, 1, 15)
    assert submission.codebook_version == world.version
    assert again(ada).state == CodingState.SUBMITTED


def test_that_none_applies_is_taken_back_by_an_answer(ada):
    answer(ada, none_apply=[dimension("type")])
    answer(ada, "type:political", none_apply=[dimension("type")])

    assert not again(ada).none_apply.exists()


def test_a_submitted_coding_is_not_changed(ada):
    submit(answer(ada, "track:1 lead"))

    with pytest.raises(verbs.NotOpen, match="a curator can reopen it"):
        answer(ada, "track:2 lead")


def test_a_reopened_coding_keeps_its_first_submission_and_is_not_blind_any_more(world, ada):
    submit(answer(ada, "track:1 lead"))
    reopen(world, ada, reason="Track 2 was overlooked.")
    submit(answer(ada, "track:2 lead"))

    said = [submission.answers["answers"][0]["code"] for submission in ada.submissions.all()]
    assert said == ["track:government", "track:professional-cr"]
    assert again(ada).seen == Seen.REOPENED


def test_a_submission_keeps_the_note_and_where_none_applies(world, ada):
    submit(answer(ada, "track:1 lead", "type:political", note="Not sure of track 1."))
    reopen(world, ada, reason="Track 2 was overlooked.")
    submit(answer(ada, "track:1 lead", note="Sure now.", none_apply=[dimension("type")]))
    first, latest = (submission.answers for submission in ada.submissions.all())

    assert (first["note"], latest["note"]) == ("Not sure of track 1.", "Sure now.")
    assert first["none_apply"] == ["officialness", "outcome"]
    assert latest["none_apply"] == ["type", "officialness", "outcome"]


def test_who_entered_the_case_goes_on_seeing_it_while_their_coding_is_open_again(world, ada):
    own = give(world, world.case("Aceh talks", state=State.DRAFT), "ada")["ada"]
    submit(own)
    reopen(world, own, reason="Track 2 was overlooked.")

    assert again(own).seen == Seen.OWN
    assert own.case in Case.objects.visible_to(world.ada)


def test_reopening_takes_a_reason(world, ada):
    submit(ada)

    with pytest.raises(ValidationError, match="Say why"):
        reopen(world, ada, reason=" ")


def test_nor_is_a_coding_reopened_that_was_read_before_it_was(world, ada):
    read = submit(ada)
    reopen(world, ada, reason="Track 2 was overlooked.")

    with pytest.raises(verbs.NotOpen, match="Only a submitted coding"):
        verbs.reopen(read, reason="Again.", version=again(ada).version, by=world.cleo)


def test_only_what_is_submitted_is_reopened(world, ada):
    with pytest.raises(verbs.NotOpen, match="Only a submitted coding"):
        reopen(world, ada, reason="Too early.")


def reopen(world, coding, *, reason):
    coding = again(coding)
    return verbs.reopen(coding, reason=reason, version=coding.version, by=world.cleo)


def test_a_case_that_became_public_meanwhile_is_marked_so(world, ada):
    ada.case.state, ada.case.codebook_version = State.PUBLISHED, world.version
    world.written_by(world.edda).save(ada.case)
    submit(ada)

    assert again(ada).seen == Seen.PUBLISHED


def test_a_coding_in_another_hand_keeps_its_answers_to_itself(ada):
    answer(ada, "track:1 lead")

    assert not Coding.objects.get(coder__username="ben").judgements.exists()
