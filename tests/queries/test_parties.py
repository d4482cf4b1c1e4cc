from annotate.models.vocabularies import ActorRole
from annotate.queries.parties import seating


def seated(case):
    return seating(list(case.participations.for_case_page()))


def test_allies_sit_on_one_side_however_it_is_capitalised(world):
    case = world.case()
    world.party(case, "Israel")
    world.party(case, "PLO", side="Palestinian side")
    world.party(case, "Jordan", side="palestinian Side")

    assert [[part.actor.name for part in side.parts] for side in seated(case).sides] == [
        ["Israel"],
        ["PLO", "Jordan"],
    ]


def test_third_parties_sit_by_themselves_after_the_sides(world):
    case = world.case()
    world.third_party(case, "Norway", side="mediation team")
    world.party(case, "Israel")

    assert [(side.name, side.third_party) for side in seated(case).sides] == [
        ("Israel", False),
        ("mediation team", True),
    ]


def test_whoever_was_not_at_the_table_is_told_apart(world):
    case = world.case()
    world.third_party(case, "United States", role=ActorRole.WITNESS, at_table=False, side="")
    world.party(case, "Syria", at_table=False, side="")

    found = seated(case)
    assert found.sides == []
    assert [part.actor.name for part in found.third_parties] == ["United States"]
    assert [part.actor.name for part in found.others] == ["Syria"]


def test_a_side_is_named_where_its_name_says_more_than_its_members(world):
    case = world.case()
    world.party(case, "Israel")
    world.party(case, "PLO", side="Palestinian side")

    assert [side.has_own_name for side in seated(case).sides] == [False, True]
