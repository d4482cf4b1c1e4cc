"""What the codebook says of its codes beside their wording."""

from annotate.models.vocabularies import Certainty, State, Visibility
from annotate.queries.codebook import companions, counts, example_case, examples, role_counts


def test_a_code_counts_the_cases_in_which_it_is_present(world):
    world.case("Oslo", "track:1 lead")
    world.case("Geneva", "track:1 supporting")
    doubtful = world.case("Doubtful")
    world.tag(doubtful, "track:1", certainty=Certainty.CANNOT_TELL)

    assert counts(world.dan) == {world["track:1"].pk: 2}


def test_each_reader_counts_the_cases_they_may_see(world):
    code = world["track:1"]
    world.case("Public", "track:1 lead")
    world.case("Draft", "track:1 lead", state=State.DRAFT)
    world.case("Secret", "track:1 lead", visibility=Visibility.RESTRICTED, owner=world.cleo)

    assert counts(world.dan)[code.pk] == 1
    assert counts(world.ada)[code.pk] == 2
    assert counts(world.cleo)[code.pk] == 3


def test_roles_are_counted_where_the_dimension_has_them(world):
    world.case("Oslo", "track:1 lead", "type:political")
    world.case("Geneva", "track:1 supporting")

    assert role_counts(world["track:1"], world.dan) == [("lead", 1), ("supporting", 1)]
    assert role_counts(world["type:political"], world.dan) == []


def test_examples_have_a_rationale_and_leads_come_first(world):
    supporting = world.case("Supporting", "officialness:official also")
    primary = world.case("Primary", "officialness:official primary")
    mute = world.case("Mute")
    world.tag(mute, "officialness:official primary", rationale="")

    found = examples(world["officialness:official"], world.dan)
    assert [tag.case for tag in found] == [primary, supporting]


def test_an_example_nobody_published_is_shown_to_the_team_only(world):
    world.case("Draft", "track:1 lead", state=State.DRAFT)

    assert examples(world["track:1"], world.dan) == []
    assert len(examples(world["track:1"], world.ada)) == 1


def test_codes_found_together_are_counted_by_cases_and_the_most_frequent_first(world):
    world.case("One", "track:4", "track:6", "track:8")
    world.case("Two", "track:4", "track:6")
    world.case("Three", "track:6", "track:8")

    found = companions(world["track:4"], world.dan)
    assert [(found.code.number, found.count) for found in found] == [(6, 2), (8, 1)]


def test_a_type_is_not_said_to_be_found_together_with_its_own_sub_types(world):
    world.case("One", "type:economic", "type:economic-integration", "type:political")

    for key in ("economic", "economic-integration"):
        found = companions(world[f"type:{key}"], world.dan)
        assert [row.code.key for row in found] == ["political"]


def test_an_answer_that_excludes_its_siblings_is_found_together_with_tracks(world):
    world.case("One", "outcome:ceasefire", "track:4")

    assert [row.code.number for row in companions(world["outcome:ceasefire"], world.dan)] == [4]


def test_the_case_named_as_the_example_is_found_by_its_slug_or_its_title(world):
    case, code = world.case("Seeds of Peace"), world["track:4"]
    for named in (case.slug, "Seeds of Peace"):
        code.example = named
        assert example_case(code, world.dan) == case


def test_an_example_that_is_not_a_case_one_may_see_stays_a_text(world):
    code = world["track:4"]
    world.case("Seeds of Peace", state=State.DRAFT)
    for named in ("Seeds of Peace", "A summer camp", ""):
        code.example = named
        assert example_case(code, world.dan) is None
