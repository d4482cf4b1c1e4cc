"""Who coded a tag, and when: told by name to the team only."""

from annotate.actions.change import Change
from annotate.queries.coders import coders


def told(case, user):
    coded = coders(case, user)[case.tags.get().pk]
    return coded.first.who, coded.latest.who, coded.was_changed


def test_the_team_is_told_who_coded_a_tag_and_who_changed_the_answer(world):
    case = world.case("Oslo", "track:1 lead")
    assert told(case, world.ben) == ("ada", "ada", False)

    tag = case.tags.get()
    tag.confidence = "low"
    Change(by=world.cleo, why="one source only").save(tag)
    assert told(case, world.ben) == ("ada", "cleo", True)


def test_a_save_that_gives_no_other_answer_is_no_change_of_it(world):
    case = world.case("Oslo", "track:1 lead")
    tag = case.tags.get()
    tag.codebook_version = None
    Change(by=world.cleo, why="stamped").save(tag)

    assert told(case, world.ben) == ("ada", "ada", False)


def test_the_public_is_told_when_and_not_who(world):
    case = world.case("Oslo", "track:1 lead")

    assert told(case, world.dan) == ("", "", False)
    assert coders(case, world.dan)[case.tags.get().pk].first.by_person


def test_what_a_command_loaded_has_no_coder(world):
    world.change = Change(by=None, why="loaded")
    case = world.case("Oslo", "track:1 lead")

    (coded,) = coders(case, world.ben).values()
    assert not coded.first.by_person
