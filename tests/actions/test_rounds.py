"""Cases are given out for coding."""

import pytest
from coded import coded, give
from django.core.exceptions import ValidationError

from annotate.actions.rounds import PlanChanged, open_round
from annotate.models import Coding, Round, User
from annotate.models.round_plan import RoundPlan
from annotate.models.vocabularies import Seen, State, Visibility


@pytest.fixture
def drafts(world):
    """Six drafts of Edda's, who codes none of them."""
    return [world.case(f"Case {n}", state=State.DRAFT, owner=world.edda) for n in range(6)]


def opened(world, cases, *coders, **fields):
    fields = {"title": "Pilot", "codings_per_case": 2, "seed": 7} | fields
    shown = fields.pop("shown", "")
    return open_round(Round(**fields), cases, coders, by=world.cleo, shown=shown)


def given(round_):
    return {(coding.case_id, coding.coder_id) for coding in round_.codings.all()}


def test_each_case_goes_to_as_many_coders_as_asked_for(world, drafts):
    round_ = opened(world, drafts, world.ada, world.ben, world.cleo)

    assert round_.codings.count() == 12
    assert len(given(round_)) == 12
    assert {coding.codebook_version for coding in round_.codings.all()} == {world.version}


def test_the_history_says_who_gave_a_case_out_and_in_which_round(world, drafts):
    round_ = opened(world, drafts[:1], world.ada, world.ben)

    row = round_.codings.first().history.get()
    assert (row.history_user, row.history_change_reason) == (world.cleo, "Round “Pilot” opened")


def test_the_plan_is_the_same_in_whatever_order_cases_and_coders_come(world, drafts):
    people = [world.ada, world.ben, world.cleo]
    one = RoundPlan(drafts, people, 2, seed=7)
    other = RoundPlan(drafts[::-1], people[::-1], 2, seed=7)

    assert one.places == other.places
    assert one.digest == other.digest


def test_the_round_is_what_the_plan_showed(world, drafts):
    plan = RoundPlan(drafts, [world.ada, world.ben, world.cleo], 2, seed=7)
    round_ = opened(world, drafts, world.ada, world.ben, world.cleo, shown=plan.digest)

    assert given(round_) == {(place.case.pk, place.coder.pk) for place in plan.places}


def test_a_round_is_not_opened_when_what_coders_know_has_changed_since_it_was_shown(world, drafts):
    shown = RoundPlan(drafts, [world.ada, world.ben], 2, seed=7).digest
    drafts[0].state, drafts[0].codebook_version = State.PUBLISHED, world.version
    world.written_by(world.edda).save(drafts[0])

    with pytest.raises(PlanChanged):
        opened(world, drafts, world.ada, world.ben, shown=shown)
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, Seen.NOTHING),
        ({"owner": "ada"}, Seen.OWN),
        ({"state": State.PUBLISHED}, Seen.PUBLISHED),
        ({"state": State.PUBLISHED, "visibility": Visibility.TEAM}, Seen.NOTHING),
    ],
)
def test_a_coding_is_marked_with_what_its_coder_knew_of_the_case(world, fields, seen):
    owner = getattr(world, fields.pop("owner", "edda"))
    case = world.case("Oslo", owner=owner, **{"state": State.DRAFT} | fields)

    assert give(world, case, "ada")["ada"].seen == seen


def test_who_coded_a_case_before_is_not_blind_the_second_time(world, drafts):
    coded(world, drafts[0], ada=["track:1 lead"])

    codings = give(world, drafts[0], "ada", "ben")
    assert (codings["ada"].seen, codings["ben"].seen) == (Seen.BEFORE, Seen.NOTHING)


def test_who_changed_a_case_once_is_not_blind_to_it(world, drafts):
    world.written_by(world.ben).save(drafts[0])

    assert give(world, drafts[0], "ben")["ben"].seen == Seen.OWN


def test_a_restricted_case_is_not_given_to_whoever_may_not_know_it(world, drafts):
    secret = world.case("Back channel", owner=world.edda, visibility=Visibility.RESTRICTED)
    plan = RoundPlan([secret, *drafts], [world.ada, world.cleo], 2, seed=1)

    (refused,) = plan.refused
    assert refused.case == secret
    assert refused.why == "2 codings asked for, 1 of the coders can do one; ada may not know it"
    assert plan.cases == drafts


def test_nor_one_that_a_coder_has_yet_to_submit_in_another_round(world, drafts):
    give(world, drafts[0], "ada")
    plan = RoundPlan(drafts[:1], [world.ada], 1, seed=1)

    assert "ada has yet to submit another coding of it" in plan.refused[0].why


def test_what_cannot_be_given_stops_a_round_that_nobody_was_shown(world, drafts):
    with pytest.raises(ValidationError, match="Case 0: 2 codings asked for, 1 of the coders"):
        opened(world, drafts, world.ada)


def test_of_a_round_that_was_shown_the_rest_is_given(world, drafts):
    give(world, drafts[0], "ada")
    shown = RoundPlan(drafts, [world.ada, world.ben], 2, seed=7).digest
    round_ = opened(world, drafts, world.ada, world.ben, shown=shown)

    assert {case for case, _ in given(round_)} == {case.pk for case in drafts[1:]}


def test_but_not_an_empty_round(world, drafts):
    shown = RoundPlan(drafts, [world.ada], 2, seed=7).digest

    with pytest.raises(ValidationError, match="Case 0"):
        opened(world, drafts, world.ada, shown=shown)


@pytest.mark.parametrize("name", ["dan", "gone"])
def test_nobody_gets_a_case_who_may_not_code(world, drafts, name):
    world.gone = world.person("gone", "researcher")
    world.gone.is_active = False
    with pytest.raises(ValidationError, match=f"{name} is not a researcher or curator"):
        opened(world, drafts, getattr(world, name), codings_per_case=1)


def test_a_round_takes_cases_and_coders(world, drafts):
    with pytest.raises(ValidationError, match="at least one case"):
        opened(world, [], world.ada)
    with pytest.raises(ValidationError, match="at least one coder"):
        opened(world, drafts)


def test_a_plan_takes_seven_queries_however_many_cases(world, drafts, django_assert_num_queries):
    people = list(User.objects.who_may("coding.answer").prefetch_related("groups"))[:3]
    # Public cases, unfinished and submitted codings, who wrote; for each coder what is closed.
    with django_assert_num_queries(7):
        assert len(RoundPlan(drafts, people, 2, seed=7).places) == 12


def test_work_left_alone_returns_to_the_pool_when_the_days_of_the_round_are_over(world, drafts):
    round_ = opened(world, drafts, world.ada, world.ben, lapse_days=14)

    coding = round_.codings.first()
    assert (coding.lapses_at - coding.assigned_at).days == 14
    assert not Coding.objects.in_pool().exists()
