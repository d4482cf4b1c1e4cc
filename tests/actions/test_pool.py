"""Codings change hands."""

from datetime import timedelta

import pytest
from coded import answer, coded, give, submit
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotate.actions import coding as coding_verbs
from annotate.actions import pool
from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen
from annotate.models import Coding, Settlement, User
from annotate.models.vocabularies import CodingState, Seen, State, Visibility


@pytest.fixture
def case(world):
    return world.case("Oslo channel", state=State.DRAFT, owner=world.edda)


@pytest.fixture
def adas(world, case):
    return again(give(world, case, "ada", lapse_days=14)["ada"])


def again(coding):
    return Coding.objects.select_related("case", "round", "coder").get(pk=coding.pk)


def left_alone(coding):
    past = timezone.now() - timedelta(hours=1)
    Coding.objects.filter(pk=coding.pk).update(lapses_at=past)
    return again(coding)


def take(coding, by):
    return pool.take(coding, version=coding.version, by=by)


def assign(world, coding, coder, **how):
    return pool.assign(coding, coder, version=coding.version, by=world.cleo, **how)


def add_place(world, coding, coder=None, expected=1):
    return pool.add_place(coding.round, coding.case, coder, expected=expected, by=world.cleo)


def in_pool():
    return set(Coding.objects.in_pool())


# The pool


def test_a_place_without_a_coder_is_in_the_pool_and_whoever_takes_it_has_it(world, adas):
    place = add_place(world, adas)
    assert in_pool() == {place}
    assert place.is_in_pool

    taken = take(again(place), world.ben)
    assert (taken.pk, taken.coder, taken.state) == (place.pk, world.ben, CodingState.ASSIGNED)
    assert taken.lapses_at > timezone.now() + timedelta(days=13)
    assert not in_pool()


def test_work_left_alone_is_taken_anew_and_stays_with_whoever_left_it(world, adas):
    answer(adas, "track:1 lead")
    taken = take(left_alone(adas), world.ben)

    left = again(adas)
    assert (left.state, left.coder, left.judgements.count()) == (CodingState.LAPSED, world.ada, 1)
    assert (taken.coder, taken.state, taken.judgements.count()) == (world.ben, "assigned", 0)
    assert left.history.first().history_change_reason == "Taken from the pool by ben"


def test_whoever_left_it_is_told_when_they_go_on(world, adas):
    take(left_alone(adas), world.ben)
    left = again(adas)

    with pytest.raises(NotOpen, match="left alone too long"):
        coding_verbs.save_answers(left, [], version=left.version, by=world.ada)


def test_going_on_with_what_was_left_alone_takes_it_out_of_the_pool(world, adas):
    seen = left_alone(adas)
    answer(adas, "track:1 lead")

    assert not in_pool()
    with pytest.raises(EditConflict):
        take(seen, world.ben)


def test_of_two_who_take_the_same_place_the_second_is_told(world, adas):
    place = add_place(world, adas)
    bens, cleos = again(place), again(place)
    take(bens, world.ben)

    with pytest.raises(EditConflict):
        take(cleos, world.cleo)
    assert again(place).coder == world.ben


def test_nobody_takes_what_somebody_is_at_work_on(world, adas):
    with pytest.raises(NotOpen, match="not in the pool any more"):
        take(adas, world.ben)


def test_nobody_codes_a_case_twice_in_a_round(world, adas):
    place = add_place(world, adas)

    assert not Coding.objects.open_to(world.ada).exists()
    with pytest.raises(NotOpen, match="you code it in this round, or did"):
        take(again(place), world.ada)


def test_nor_goes_back_to_what_they_left_alone_once_somebody_took_it(world, adas):
    bens = take(left_alone(adas), world.ben)
    assign(world, again(bens), None)

    assert not Coding.objects.open_to(world.ada).exists()
    assert not Coding.objects.open_to(world.ben).exists()
    assert Coding.objects.open_to(world.cleo).count() == 1


def test_nor_takes_a_case_they_have_yet_to_submit_in_another_round(world, case, adas):
    give(world, case, "ben", title="Main")
    place = add_place(world, adas)

    with pytest.raises(NotOpen, match="ben has yet to submit another coding of it"):
        take(again(place), world.ben)


def test_nor_one_they_may_not_know(world):
    secret = world.case("Back channel", owner=world.ada, visibility=Visibility.RESTRICTED)
    place = add_place(world, give(world, secret, "ada")["ada"])

    assert not Coding.objects.open_to(world.ben).exists()
    with pytest.raises(NotOpen, match="may not know it"):
        take(again(place), world.ben)


@pytest.mark.parametrize("name", ["dan", "gus"])
def test_nor_does_anybody_who_may_not_code(world, name):
    world.person("gus")
    case = world.case("Public")
    place = add_place(world, give(world, case, "ada")["ada"])

    with pytest.raises(NotOpen, match="you are not a researcher or curator"):
        take(again(place), User.objects.get(username=name))


def test_a_taken_coding_is_marked_with_what_its_coder_knew(world, case, adas):
    place = add_place(world, adas)
    world.written_by(world.ben).save(case)

    assert take(again(place), world.ben).seen == Seen.OWN


# Given to somebody else


def test_what_was_given_to_one_is_given_to_another_who_begins_anew(world, adas):
    answer(adas, "track:1 lead")
    bens = assign(world, again(adas), world.ben, reason="Ada is on leave.")

    left = again(adas)
    assert (left.state, left.judgements.count()) == (CodingState.LAPSED, 1)
    assert left.history.first().history_change_reason == "Given to ben by cleo: Ada is on leave."
    assert (bens.coder, bens.state, bens.judgements.count()) == (world.ben, "assigned", 0)


def test_it_keeps_its_due_date(world, case):
    due = timezone.now().date() + timedelta(days=3)
    coding = give(world, case, "ada", due_on=due)["ada"]

    assert assign(world, again(coding), world.ben).due_on == due


def test_a_curator_may_give_it_back(world, adas):
    bens = assign(world, adas, world.ben)
    adas_again = assign(world, again(bens), world.ada)

    assert adas_again.coder == world.ada
    assert adas_again.round.codings.standing().get() == adas_again


def test_it_can_be_put_into_the_pool(world, adas):
    place = assign(world, adas, None)

    assert in_pool() == {place}
    assert place.assigned_at is None


def test_what_is_submitted_stays_with_its_coder(world, adas):
    submit(adas)

    with pytest.raises(NotOpen, match="This coding is submitted"):
        assign(world, again(adas), world.ben)


def test_of_two_curators_the_second_is_told(world, adas):
    seen = again(adas)
    assign(world, adas, world.ben)

    with pytest.raises(EditConflict):
        assign(world, seen, world.cleo)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ada", "It is theirs already"),
        ("ben", "ben codes it in this round already"),
        ("dan", "dan is not a researcher or curator"),
    ],
)
def test_it_is_not_given_to_somebody_who_cannot(world, case, name, words):
    coding = give(world, case, "ada", "ben")["ada"]

    with pytest.raises(ValidationError, match=words):
        assign(world, again(coding), getattr(world, name))


def test_what_is_in_the_pool_is_not_put_there_again(world, adas):
    place = assign(world, adas, None)

    with pytest.raises(ValidationError, match="in the pool already"):
        assign(world, again(place), None)


# One more


def test_one_more_coding_of_a_case_is_given_to_somebody_or_to_the_pool(world, adas):
    assert add_place(world, adas, world.ben).coder == world.ben
    assert add_place(world, adas, expected=2).is_in_pool


def test_two_curators_do_not_both_add_one(world, adas):
    add_place(world, adas)

    with pytest.raises(EditConflict):
        add_place(world, adas)


def test_nobody_codes_what_is_settled(world, case):
    round_ = coded(world, case, ada=["track:1 lead"], ben=["track:2 lead"])
    world.change.save(
        Settlement(round=round_, case=case, settled_by=world.cleo, settled_at=timezone.now())
    )

    with pytest.raises(NotOpen, match="settled in this round"):
        pool.add_place(round_, case, None, expected=2, by=world.cleo)


def test_nor_takes_a_place_that_is_left_of_it(world, case, adas):
    place = add_place(world, adas)
    world.change.save(
        Settlement(round=place.round, case=case, settled_by=world.cleo, settled_at=timezone.now())
    )

    assert not Coding.objects.open_to(world.ben).exists()
    with pytest.raises(NotOpen, match="it is settled in this round"):
        take(again(place), world.ben)


def test_a_coding_says_of_itself_what_the_queries_say_of_all(world, case, adas):
    yesterday = timezone.now().date() - timedelta(days=1)
    late = give(world, world.case("Late"), "ada", due_on=yesterday)["ada"]
    place, left = add_place(world, adas), left_alone(late)

    codings = Coding.objects.all()
    assert {one for one in codings if one.is_in_pool} == in_pool() == {place, left}
    assert {one for one in codings if one.is_overdue} == set(codings.overdue()) == {left}
