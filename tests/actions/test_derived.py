import pytest

from annotate.actions.cases import save_case
from annotate.actions.change import Change
from annotate.actions.codebook import retire_code, retire_dimension
from annotate.actions.content import Content
from annotate.actions.derived import refresh
from annotate.models import Override, Tag


@pytest.fixture
def case(world):
    world.dimension("format", ["bilateral", "trilateral", "not-applicable"], derived=True)
    case = world.case("Oslo")
    world.party(case, "PLO")
    world.party(case, "Israel")
    return case


def derived(world, case):
    refresh(case, change=Change(by=world.ada))
    return {(tag.code.key, tag.origin, tag.rationale) for tag in case.tags.of("format")}


def test_a_rule_gives_a_tag_with_its_sentence(world, case):
    said = "2 sides are at the table: PLO; Israel."

    assert derived(world, case) == {("bilateral", "derived", said)}


def test_the_tag_follows_the_facts(world, case):
    derived(world, case)
    world.third_party(case, "Norway")

    ((code, _, _),) = derived(world, case)

    assert code == "trilateral"


def test_an_override_stands_in_place_of_the_rule(world, case):
    derived(world, case)
    world.change.save(Override(case=case, code=world["format:trilateral"], reason="Norway sat in."))

    assert derived(world, case) == {("trilateral", "override", "Norway sat in.")}


def test_what_stays_the_same_is_not_written_again(world, case):
    derived(world, case)
    derived(world, case)

    assert Tag.history.filter(code=world["format:bilateral"]).count() == 1


def test_a_value_that_the_codebook_lacks_gives_no_tag(world, case):
    world["format:bilateral"].delete()

    assert derived(world, case) == set()


def test_people_s_own_tags_are_left_alone(world, case):
    world.tag(case, "track:2 lead")

    derived(world, case)

    assert case.tags.coded().count() == 1


def test_a_retired_value_stays_for_as_long_as_the_facts_give_it(world, case):
    said = derived(world, case)
    retire_code(world["format:bilateral"], by=world.cleo)

    assert derived(world, case) == said

    world.third_party(case, "Norway")
    assert {code for code, _, _ in derived(world, case)} == {"trilateral"}


def test_a_retired_question_keeps_its_answers_and_what_people_said_instead(world, case):
    trilateral = world["format:trilateral"]
    said = world.change.save(Override(case=case, code=trilateral, reason="Norway sat in."))
    before = derived(world, case)
    retire_dimension(trilateral.dimension, by=world.cleo)

    save_case(case, Content(), version=1, by=world.ada)

    assert derived(world, case) == before
    assert case.overrides.get() == said
