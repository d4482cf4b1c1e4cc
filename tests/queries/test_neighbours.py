"""The cases beside a case, as its reader may see them."""

from annotate.models import CaseLink
from annotate.models.vocabularies import LinkType, State, Visibility
from annotate.queries.neighbours import MOST_SHOWN, neighbours


def link(world, case, target, kind=LinkType.FED_INTO):
    return world.change.save(CaseLink(case=case, target=target, type=kind))


def links(case, user):
    return [(link.says, link.case) for link in neighbours(case, user).links]


def test_a_link_is_named_from_the_end_where_one_stands(world):
    workshop, oslo = world.case("Workshop"), world.case("Oslo channel")
    link(world, workshop, oslo)

    assert links(workshop, world.ada) == [("Fed into", oslo)]
    assert links(oslo, world.ada) == [("Drew on", workshop)]


def test_a_link_to_a_case_one_may_not_see_is_not_there(world):
    oslo = world.case("Oslo channel")
    draft = world.case("Draft", state=State.DRAFT)
    secret = world.case("Secret", visibility=Visibility.RESTRICTED, owner=world.cleo)
    link(world, oslo, draft)
    link(world, secret, oslo)

    assert links(oslo, world.dan) == []
    assert links(oslo, world.ada) == [("Fed into", draft)]
    assert len(links(oslo, world.cleo)) == 2


def test_others_of_its_conflict_stand_beside_it_the_earliest_first(world):
    conflict = world.conflict()
    oslo = world.case("Oslo channel", start="1993", conflict=conflict)
    undated = world.case("Undated", conflict=conflict)
    madrid = world.case("Madrid", start="1991", conflict=conflict)
    world.case("Elsewhere", start="1991", conflict=world.conflict("Another"))
    world.case("Draft", conflict=conflict, state=State.DRAFT)

    assert neighbours(oslo, world.dan).same_conflict == [madrid, undated]


def test_a_case_without_a_conflict_has_no_neighbours_by_conflict(world):
    oslo = world.case("Oslo channel")
    world.case("Madrid")

    assert neighbours(oslo, world.dan).cases == []


def test_a_linked_case_of_the_same_conflict_is_shown_once(world):
    oslo = world.case("Oslo channel", conflict=world.conflict())
    madrid = world.case("Madrid", conflict=world.conflict())
    link(world, madrid, oslo)
    link(world, madrid, oslo, LinkType.PARALLEL)

    beside = neighbours(oslo, world.dan)
    assert len(beside.links) == 2
    assert beside.same_conflict == []
    assert beside.cases == [madrid]


def test_a_crowded_conflict_shows_a_few_and_says_that_there_are_more(world):
    cases = [world.case(f"Case {n}", conflict=world.conflict()) for n in range(MOST_SHOWN + 2)]

    beside = neighbours(cases[0], world.dan)
    assert beside.same_conflict == cases[1:-1]
    assert beside.more_of_conflict


def test_each_has_its_tracks_leads_first(world):
    oslo = world.case("Oslo channel", conflict=world.conflict())
    madrid = world.case("Madrid", "track:1 supporting", "track:5 lead", "type:political")
    madrid.conflict = world.conflict()
    world.change.save(madrid)

    (found,) = neighbours(oslo, world.dan).cases
    assert found == madrid
    assert [tag.code.number for tag in found.track_tags] == [5, 1]
