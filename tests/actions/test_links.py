import pytest

from annotate.actions.links import LINK_NAMES, Link, LinkCycle, directed, named_from, refuse_cycles
from annotate.models import CaseLink


@pytest.fixture
def pair(world):
    return world.case("Aceh 2002"), world.case("Aceh 2005")


@pytest.mark.parametrize("name", [name for name, _ in LINK_NAMES])
def test_a_link_is_called_the_same_after_it_was_stored(pair, name):
    first, second = pair

    row = directed(first, Link(name, second, "Same mediators"))

    assert named_from(first, row) == Link(name, second, "Same mediators")


def test_a_predecessor_and_a_successor_are_one_link_from_two_ends(pair):
    first, second = pair

    forward, backward = (
        directed(first, Link("successor", second)),
        directed(second, Link("predecessor", first)),
    )

    assert (forward.case, forward.target, forward.type) == (first, second, "successor")
    assert (backward.case, backward.target, backward.type) == (first, second, "successor")


def test_parallel_tracks_have_one_direction_whoever_writes_them(pair):
    first, second = pair

    rows = [
        directed(first, Link("parallel-track", second)),
        directed(second, Link("parallel-track", first)),
    ]

    assert {(row.case, row.target) for row in rows} == {(first, second)}


def test_a_circle_is_found_however_long(world):
    cases = [world.case(name) for name in "abc"]
    for case, part in zip(cases, [*cases[1:], cases[0]], strict=True):
        world.change.save(directed(case, Link("part-of", part)))

    with pytest.raises(LinkCycle, match="would close a circle"):
        refuse_cycles(CaseLink.objects.filter(case=cases[1]))
