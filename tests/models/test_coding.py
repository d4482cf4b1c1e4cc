"""Who sees which codings, and what they hide."""

import pytest
from coded import answer, coded, give, submit

from annotate.models import Case, Coding, Evidence, Judgement, Tag
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    case = world.case("Aceh talks", "track:4 lead", state=State.IN_REVIEW, owner=world.edda)
    world.document(case, "Citizens came first.")
    return case


def test_a_case_is_out_of_its_coders_sight_until_they_submit(world, case):
    coding = give(world, case, "ada")["ada"]
    assert case not in Case.objects.visible_to(world.ada)
    assert not Tag.objects.visible_to(world.ada).exists()

    submit(coding)
    assert case in Case.objects.visible_to(world.ada)


def test_others_see_it_all_the_while(world, case):
    give(world, case, "ada")

    assert case in Case.objects.visible_to(world.ben)
    assert case in Case.objects.visible_to(world.cleo)


def test_a_curator_who_codes_a_case_is_as_blind_as_anybody(world, case):
    give(world, case, "cleo")

    assert case not in Case.objects.visible_to(world.cleo)
    assert case in Case.objects.known_to(world.cleo)


def test_a_public_case_stays_in_sight_and_its_coding_is_marked(world):
    case = world.case("Oslo channel", "track:4 lead")
    coding = give(world, case, "ben")["ben"]

    assert case in Case.objects.visible_to(world.ben)
    assert coding.get_seen_display() == "Not blind: the case was public"


def test_a_case_that_is_published_meanwhile_is_not_called_blind_any_more(world, case):
    coding = give(world, case, "ben")["ben"]
    assert coding.blindness == "Blind"

    coding.case.state = State.PUBLISHED
    assert coding.blindness == "Not blind: the case was public"


def test_what_is_free_for_all_cases_is_public_for_one(world, case):
    open_, secret = world.case("Oslo channel"), world.case("Back channel", visibility="team")
    later = world.case("Embargoed", embargo_until="2999-01-01")

    public = set(Case.objects.public())
    every = Case.objects.filter(pk__in=[case.pk, open_.pk, secret.pk, later.pk])
    assert {one for one in every if one.is_public} == public == {open_}


def test_who_entered_a_case_goes_on_seeing_it_and_is_marked(world):
    case = world.case("Oslo channel", state=State.DRAFT, owner=world.ada)
    coding = give(world, case, "ada")["ada"]

    assert case in Case.objects.visible_to(world.ada)
    assert coding.get_seen_display() == "Not blind: the coder entered the case"


def test_a_coder_reads_no_other_coding_of_the_case_before_submitting(world, case):
    codings = give(world, case, "ada", "ben")
    submit(answer(codings["ben"], ("track:7 lead", "Citizens")))
    assert seen_by(world.ada) == {"ada"}
    assert not Judgement.objects.visible_to(world.ada).exists()
    assert not Evidence.objects.visible_to(world.ada).exists()

    submit(codings["ada"])
    assert seen_by(world.ada) == {"ada", "ben"}
    assert Evidence.objects.visible_to(world.ada).get().quote == "Citizens"


def test_nor_of_a_public_case_although_it_is_in_sight(world):
    case = world.case("Oslo channel", "track:4 lead")
    codings = give(world, case, "cleo", "ben")
    submit(codings["ben"])

    assert seen_by(world.cleo) == {"cleo"}


def test_an_adjudicator_reads_what_was_submitted_and_nothing_else(world, case):
    codings = give(world, case, "ada", "ben")
    submit(codings["ben"])

    assert seen_by(world.cleo) == {"ben"}


def test_a_researcher_without_a_part_in_it_reads_none(world, case):
    coded(world, case, ben=["track:4 lead"])

    assert seen_by(world.ada) == set()


@pytest.mark.parametrize("name", ["dan", None])
def test_nor_does_an_analyst_or_the_public(world, case, name):
    coded(world, case, ben=["track:4 lead"])

    assert not Coding.objects.visible_to(name and getattr(world, name)).exists()


def seen_by(user):
    return {coding.coder.username for coding in Coding.objects.visible_to(user)}
