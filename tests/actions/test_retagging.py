import pytest
from django.core.exceptions import ValidationError

from annotate.actions.change import EditConflict, claim
from annotate.actions.codebook import retire_code, unretire_code
from annotate.actions.retagging import plan_retag, retag
from annotate.actions.tags import plan_evidence
from annotate.models import Case, Tag


def steps(world, old, new):
    return plan_retag(Case.objects.all(), old=world[old], new=world[new])


def carry_out(world, old, new):
    retag(steps(world, old, new), new=world[new], by=world.cleo, why="Activists, not clergy")


def tags(case):
    return {tag.code.full_key: tag for tag in Tag.objects.filter(case=case)}


def test_the_tag_keeps_its_claim_under_the_new_code(world):
    case = world.case("Sant'Egidio", "track:7 lead", "track:1 supporting", state="draft")

    carry_out(world, "track:7", "track:6")

    after = tags(case)
    assert set(after) == {"track:activism", "track:government"}
    assert (after["track:activism"].role, after["track:activism"].rationale) == ("lead", "Because.")


def test_where_both_codes_stand_one_tag_has_the_evidence_of_both(world):
    case = world.case("Sant'Egidio", state="draft")
    religious = world.tag(case, "track:7 lead", rationale="Clergy spoke.")
    activist = world.tag(case, "track:6 supporting", rationale="They marched.")
    world.document(case, "Clergy spoke and marched.")
    world.evidence(religious, "Clergy spoke")
    world.evidence(activist, "marched")

    carry_out(world, "track:7", "track:6")

    (tag,) = Tag.objects.filter(case=case)
    assert (tag.role, tag.rationale) == ("lead", "They marched.\nClergy spoke.")
    assert {row.quote for row in tag.evidence.all()} == {"Clergy spoke", "marched"}


def test_a_passage_that_both_rest_on_is_kept_once(world):
    case = world.case("Sant'Egidio", "track:7 lead", "track:6 supporting", state="draft")
    world.document(case, "Clergy spoke and marched.")
    for tag in case.tags.all():
        world.evidence(tag, "Clergy spoke")

    carry_out(world, "track:7", "track:6")

    assert Tag.objects.get(case=case).evidence.count() == 1


def test_a_passage_stored_twice_is_removed_twice(world):
    case = world.case("Sant'Egidio", "track:7 lead", state="draft")
    world.document(case, "Clergy spoke.")
    tag = case.tags.get()
    for _ in range(2):
        world.evidence(tag, "Clergy spoke")

    assert len(plan_evidence([], [tag]).gone) == 2


def test_a_case_without_the_code_stays_untouched(world):
    case = world.case("Oslo channel", "track:1 lead", state="draft")
    world.case("Sant'Egidio", "track:7 lead", state="draft")

    carry_out(world, "track:7", "track:6")

    assert Case.objects.get(pk=case.pk).version == 1
    assert set(tags(case)) == {"track:government"}


def test_a_type_stays_while_one_of_its_sub_types_does(world):
    case = world.case("Coal pool", "type:economic", "type:economic-integration", state="draft")

    (step,) = steps(world, "type:economic", "type:cultural")

    assert (step.changes, step.implying) == (False, world["type:economic-integration"])
    with pytest.raises(ValidationError, match="Nothing would change"):
        carry_out(world, "type:economic", "type:cultural")
    assert "type:economic" in tags(case)


def test_a_sub_type_brings_its_type_along(world):
    case = world.case("Coal pool", "type:cultural", state="draft")

    carry_out(world, "type:cultural", "type:economic-integration")

    assert set(tags(case)) == {"type:economic", "type:economic-integration"}


def test_a_sub_type_that_cannot_be_told_brings_no_type_along(world):
    case = world.case("Coal pool", state="draft")
    world.tag(case, "type:cultural", certainty="cannot-tell")

    carry_out(world, "type:cultural", "type:economic-integration")

    assert set(tags(case)) == {"type:economic-integration"}


def test_a_sub_type_makes_a_type_present_that_could_not_be_told(world):
    case = world.case("Coal pool", "type:cultural", state="draft")
    world.tag(case, "type:economic", certainty="cannot-tell", rationale="Sources differ.")

    carry_out(world, "type:cultural", "type:economic-integration")

    kind = tags(case)["type:economic"]
    assert (kind.certainty, kind.rationale) == ("present", "Sources differ.")


def test_a_type_does_not_stay_for_a_sub_type_that_cannot_be_told(world):
    case = world.case("Coal pool", "type:economic", state="draft")
    world.tag(case, "type:economic-integration", certainty="cannot-tell")

    carry_out(world, "type:economic", "type:cultural")

    assert set(tags(case)) == {"type:cultural", "type:economic-integration"}


def test_what_is_present_wins_whole_over_what_cannot_be_told(world):
    unsure = {"certainty": "cannot-tell", "confidence": "low", "rationale": "Unclear."}
    first, second = world.case("First", state="draft"), world.case("Second", state="draft")
    for case, clear, vague in [(first, "track:7", "track:6"), (second, "track:6", "track:7")]:
        world.tag(case, f"{clear} supporting", rationale="Marched.")
        world.change.save(Tag(case=case, code=world[vague], **unsure))

    carry_out(world, "track:7", "track:6")

    for case, why in [(first, "Unclear.\nMarched."), (second, "Marched.\nUnclear.")]:
        tag = tags(case)["track:activism"]
        said = (tag.certainty, tag.role, tag.confidence, tag.rationale)
        assert said == ("present", "supporting", "high", why)


def test_the_stronger_role_comes_with_its_own_confidence(world):
    case = world.case("Sant'Egidio", state="draft")
    world.tag(case, "track:7 lead", confidence="medium")
    world.tag(case, "track:6 supporting", confidence="high")

    carry_out(world, "track:7", "track:6")

    (tag,) = case.tags.all()
    assert (tag.role, tag.confidence) == ("lead", "medium")


def test_a_case_is_not_given_a_code_that_its_codebook_never_asked(world):
    old = world.case("Sant'Egidio", "outcome:ceasefire")
    draft = world.case("Liberia", "outcome:ceasefire", state="draft")
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    version = world.publish_codebook("1.1")
    new = world.case("Oslo channel", "outcome:ceasefire", codebook_version=version)

    plan = steps(world, "outcome:ceasefire", "outcome:declaration")
    retag(plan, new=world["outcome:declaration"], by=world.cleo, why="It says so itself.")

    assert [step.case for step in plan if step.not_asked_by] == [old]
    assert set(tags(old)) == {"outcome:ceasefire"}
    assert set(tags(draft)) == set(tags(new)) == {"outcome:declaration"}


def test_a_code_that_is_back_is_given_to_cases_whose_codebook_asked_it_before(world):
    case = world.case("Sant'Egidio", "outcome:no-agreement")
    retire_code(world["outcome:ceasefire"], by=world.cleo)
    world.publish_codebook("1.1")
    unretire_code(world["outcome:ceasefire"], by=world.cleo)

    carry_out(world, "outcome:no-agreement", "outcome:ceasefire")

    assert set(tags(case)) == {"outcome:ceasefire"}


def test_the_history_of_case_and_tag_says_who_and_why_at_one_moment(world):
    case = world.case("Sant'Egidio", "track:7 lead", state="draft")
    carry_out(world, "track:7", "track:6")

    on_case = case.history.first()
    on_tag = tags(case)["track:activism"].history.first()
    assert on_case.history_date == on_tag.history_date
    assert {on_case.history_user, on_tag.history_user} == {world.cleo}
    assert {on_case.history_change_reason, on_tag.history_change_reason} == {
        "Activists, not clergy"
    }


def test_a_case_changed_since_the_plan_was_shown_stops_it_all(world):
    world.case("Oslo channel", "track:7 lead", state="draft")
    other = world.case("Sant'Egidio", "track:7 lead", state="draft")
    plan = steps(world, "track:7", "track:6")
    claim(other, 1)

    with pytest.raises(EditConflict):
        retag(plan, new=world["track:6"], by=world.cleo, why="…")
    assert Tag.objects.filter(code=world["track:7"]).count() == 2


def test_a_published_case_is_not_left_without_a_rule_it_kept(world):
    world.dimension("track4_kind", ["celebrity"])
    world.version = world.publish_codebook("1.1")
    world.case("Ping-pong", "track:4 lead", "track4_kind:celebrity")

    with pytest.raises(ValidationError, match=r"Ping-pong.*track 4 or 6"):
        carry_out(world, "track:4", "track:5")


def test_what_a_published_tag_lacked_already_does_not_hold_it_back(world):
    case = world.case("Sant'Egidio")
    world.tag(case, "track:7 lead", confidence="")

    carry_out(world, "track:7", "track:6")

    assert set(tags(case)) == {"track:activism"}


def test_codes_of_two_dimensions_cannot_stand_for_each_other(world):
    with pytest.raises(ValidationError, match="one dimension"):
        steps(world, "track:1", "type:cultural")


def test_a_retired_or_unpublished_code_takes_no_tags_over(world):
    world.code(world["track:1"].dimension, "sport", position=9)

    with pytest.raises(ValidationError, match="not in use"):
        steps(world, "track:1", "track:10")
