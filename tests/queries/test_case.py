"""What the page of a case says of its tags and dimensions."""

from annotate.actions import codebook
from annotate.actions.change import Change
from annotate.actions.derived import refresh
from annotate.models import Citation, Evidence, Override
from annotate.models.sheet import dimensions_for
from annotate.models.vocabularies import State
from annotate.queries.case import cases_for_page, claims, dimension_facts
from annotate.queries.settled import how_settled


def page(case, user):
    return cases_for_page(user).get(pk=case.pk)


def claims_of(case, user):
    shown = page(case, user)
    return claims(shown, dimensions_for(case), user, how_settled(shown, user))


def facts_of(case, user):
    facts = dimension_facts(page(case, user), dimensions_for(case))
    return {fact.dimension.key: fact for fact in facts}


def said(fact):
    return "".join(f"{before}{tag.code.label}" for before, tag in fact.answers)


def test_a_passage_stands_in_its_surroundings_cut_at_words(world):
    case = world.case("Oslo channel", "track:1 lead")
    world.document(case, f"{'before ' * 60}secret talks{' after' * 60}")
    world.evidence(case.tags.get(), "secret talks")

    ((_, passage),) = claims_of(case, world.ada)[0].passages
    assert passage.quote == "secret talks"
    assert passage.prefix == f"…{'before ' * 22}"
    assert passage.suffix == f"{' after' * 26}…"


def test_a_passage_at_the_edges_of_its_text_is_not_cut(world):
    case = world.case("Oslo channel", "track:1 lead")
    world.document(case, "محادثات سرية في النرويج")
    world.evidence(case.tags.get(), "سرية")

    ((_, passage),) = claims_of(case, world.ada)[0].passages
    assert passage == ("محادثات ", "سرية", " في النرويج")


def test_a_place_in_a_source_is_evidence_too(world):
    case = world.case("Oslo channel", "track:1 lead")
    citation = world.source(case, "Gaza First")
    world.change.save(Evidence(tag=case.tags.get(), citation=citation, pages="p. 12"))

    (claim,) = claims_of(case, world.ada)
    assert [(row.citation, row.pages) for row in claim.places] == [
        (Citation.objects.get(), "p. 12")
    ]
    assert not claim.is_bare


def test_a_tag_with_neither_rationale_nor_evidence_is_bare(world):
    case = world.case()
    world.tag(case, "outcome:ceasefire", rationale="")

    assert [claim.is_bare for claim in claims_of(case, world.ada)] == [True]


def test_the_words_beside_a_tag_are_its_role_or_its_dimension(world):
    case = world.case("Oslo", "track:2 supporting", "type:political", "officialness:official also")

    assert [claim.says for claim in claims_of(case, world.ada)] == [
        "supporting",
        "Type",
        "Officialness, also",
    ]


def multi_track(world):
    codes = ["single-track", "combined", "sequential"]
    return world.dimension("multi_track_pattern", codes, derived=True, position=9)


def test_an_override_stands_beside_what_the_rule_gives(world):
    multi_track(world)
    case = world.case("Oslo", "track:1 lead", "track:2 lead")
    sequential = world["multi_track_pattern:sequential"]
    world.change.save(Override(case=case, code=sequential, reason="One after the other."))
    refresh(case, change=Change(by=world.ada))

    claim = claims_of(case, world.ada)[-1]
    assert (claim.tag.code, claim.tag.rationale) == (sequential, "One after the other.")
    assert claim.says == "Multi track pattern, override"
    assert claim.rule.labels == ["Combined"]
    assert claim.rule.sentence == "2 tracks are tagged."


def test_a_derived_tag_gives_the_rule_that_fired(world):
    multi_track(world)
    case = world.case("Oslo", "track:1 lead")
    refresh(case, change=Change(by=world.ada))

    claim = claims_of(case, world.ada)[-1]
    assert (claim.tag.code.key, claim.tag.rationale) == ("single-track", "One track is tagged.")
    assert claim.rule is None


def test_every_dimension_has_its_line_also_a_new_one(world):
    case = world.case("Oslo", "type:political")
    world.dimension("venue", ["church", "hotel"], position=9)

    assert list(facts_of(case, world.ada)) == ["track", "type", "officialness", "outcome", "venue"]


def test_no_tag_means_none_where_it_was_asked_and_not_yet_coded_where_it_was_not(world):
    case = world.case("Oslo", "type:political")
    world.dimension("venue", ["church", "hotel"], position=9)
    codebook.publish(number="1.1", notes="", by=world.cleo)

    facts = facts_of(case, world.ada)
    assert facts["outcome"].asked
    assert not facts["venue"].asked


def test_a_draft_has_not_been_asked_anything(world):
    case = world.case("Oslo", state=State.DRAFT)

    assert not any(fact.asked for fact in facts_of(case, world.ada).values())


def test_the_primary_value_comes_first_and_the_others_after_also(world):
    case = world.case(
        "Oslo",
        "officialness:official also",
        "officialness:semi-official primary",
        "officialness:unofficial also",
    )

    assert said(facts_of(case, world.ada)["officialness"]) == (
        "Semi official; also Official, Unofficial"
    )


def test_a_retired_dimension_is_shown_only_where_it_was_answered(world):
    coded, uncoded = world.case("Oslo", "outcome:ceasefire"), world.case("Geneva")
    codebook.retire_dimension(world["outcome:ceasefire"].dimension, by=world.cleo)

    assert "outcome" in facts_of(coded, world.ada)
    assert "outcome" not in facts_of(uncoded, world.ada)
