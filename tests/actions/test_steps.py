"""The codebook changes by recorded steps, and each can be undone while nothing rests on it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.actions import codebook, steps
from annotate.actions.change import EditConflict
from annotate.actions.discarding import discard_case
from annotate.models import Case, CodebookStep, Evidence, FormerKey, Judgement, Recoding, Tag
from annotate.models.snapshot import snapshot
from annotate.models.vocabularies import State, StepKind
from tests.coded import coded, give
from tests.stepped import WHY, merge, parts, redefine, split, take


def answers():
    """All tags with their evidence as they stand, derived or not, whatever their numbers."""
    tags = Tag.objects.order_by("case", "code").values_list(
        "case", "code", "role", "certainty", "confidence", "rationale", "origin", "codebook_version"
    )
    evidence = Evidence.objects.exclude(tag=None).order_by("tag__case", "tag__code", "start", "pk")
    return list(tags), list(evidence.values_list("tag__case", "tag__code", "start", "quote"))


def everything():
    return snapshot(), answers(), list(FormerKey.objects.values_list("key", "code"))


def keys_of(case):
    return set(case.tags.values_list("code__key", flat=True))


# Rename


def test_a_renamed_code_keeps_its_key_and_the_step_says_who_and_why(world):
    step = take(world, steps.rename, "track:7", label="Faith")

    code = world["track:7"]
    assert (code.label, code.key) == ("Faith", "religious")
    assert (step.taken_by, step.why, step.kind) == (world.cleo, WHY, StepKind.RENAME)
    assert (step.old, step.new) == ({"label": "Religious"}, {"label": "Faith"})
    assert code.history.first().history_change_reason == WHY


def test_a_step_without_a_reason_is_refused(world):
    with pytest.raises(ValidationError, match="Say why"):
        take(world, steps.rename, "track:7", label="Faith", why="  ")

    assert world["track:7"].label == "Religious"


def test_a_step_that_changes_nothing_is_refused(world):
    with pytest.raises(ValidationError, match="Nothing would change"):
        take(world, steps.rename, "track:7", label="Religious")


def test_whoever_did_not_see_the_latest_version_is_told(world):
    seen = world["track:7"].version
    take(world, steps.rename, "track:7", label="Faith")

    for verb, how in [
        (steps.rename, {"label": "Religion"}),
        (steps.retire, {}),
        (steps.merge, {"into": world["track:6"]}),
        (steps.split, {"into": parts("clergy", "laity")}),
    ]:
        with pytest.raises(EditConflict):
            take(world, verb, "track:7", version=seen, **how)
    assert CodebookStep.objects.count() == 1


def test_a_code_that_no_version_has_asked_takes_no_step(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    with pytest.raises(ValidationError, match="No version has asked “Declaration” yet"):
        take(world, steps.rename, "outcome:declaration", label="Statement")


def test_wording_a_published_code_in_upkeep_is_recorded_too(world):
    code = world["track:7"]
    code.label, code.definition, code.literature = "Faith", "Clergy and laity.", "Johnston 1994"
    steps.reword(code, version=code.version, by=world.cleo)

    kinds = [(step.kind, step.why) for step in CodebookStep.objects.order_by("pk")]
    assert kinds == [("rename", "No reason was given."), ("redefine", "No reason was given.")]
    assert world["track:7"].literature == "Johnston 1994"


def test_wording_a_new_code_in_upkeep_is_no_step(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    code = world["outcome:declaration"]
    code.label = "Statement"
    steps.reword(code, version=code.version, by=world.cleo)

    assert not CodebookStep.objects.exists()


# Redefine


def test_a_redefined_code_opens_a_queue_of_its_cases_if_old_answers_may_not_hold(world):
    oslo = world.case("Oslo channel", "track:7 lead")
    draft = world.case("Sant'Egidio", "track:7 supporting", state="draft")
    world.case("Ping-pong", "track:4 lead")

    step = redefine(world, "track:7", definition="Clergy only.", look_again=True)

    assert {row.case for row in step.recodings.all()} == {oslo, draft}
    assert keys_of(oslo) == {"religious"}
    assert oslo.tags.get().codebook_version == world.version


def test_a_better_wording_of_the_same_thing_asks_nobody_to_look_again(world):
    world.case("Oslo channel", "track:7 lead")
    redefine(world, "track:7", include="Councils of churches.")

    assert not Recoding.objects.exists()


def test_a_case_is_looked_at_once(world):
    case = world.case("Oslo channel", "track:7 lead")
    redefine(world, "track:7", definition="Clergy only.", look_again=True)
    row = Recoding.objects.get()

    steps.looked_at(row, version=case.version, by=world.cleo)

    assert not Recoding.objects.waiting().exists()
    with pytest.raises(ValidationError, match="cleo has looked at “Oslo channel” already"):
        steps.looked_at(row, version=case.version, by=world.edda)


def test_a_case_that_somebody_changed_meanwhile_is_looked_at_again(world):
    case = world.case("Oslo channel", "track:7 lead")
    redefine(world, "track:7", definition="Clergy only.", look_again=True)

    with pytest.raises(EditConflict):
        steps.looked_at(Recoding.objects.get(), version=case.version + 1, by=world.cleo)


def test_nobody_has_to_look_again_once_a_step_is_undone(world):
    world.case("Oslo channel", "track:7 lead")
    step = redefine(world, "track:7", definition="Clergy only.", look_again=True)
    steps.undo(step, by=world.cleo)

    assert not Recoding.objects.exists()
    assert world["track:7"].definition == "What religious means."


# Merge


def test_the_tags_of_a_merged_code_are_those_of_the_other_and_its_key_leads_there(world):
    case = world.case("Oslo channel", "track:7 lead", "track:1 supporting")
    step = merge(world, "track:7", "track:6")

    gone = world["track:7"]
    assert keys_of(case) == {"activism", "government"}
    assert gone.retired_at
    assert gone.replaced_by == world["track:6"]
    assert FormerKey.objects.get().code == world["track:6"]
    assert list(step.into.all()) == [world["track:6"]]


def test_what_coders_answered_stays_under_the_merged_code(world):
    case = world.case("Oslo channel", "track:7 lead")
    coded(world, case, ada=["track:7 lead"], ben=["track:6 lead"])
    merge(world, "track:7", "track:6")

    codes = Judgement.objects.order_by("coding__coder__username").values_list(
        "code__key", flat=True
    )
    assert list(codes) == ["religious", "activism"]


def test_a_case_whose_codebook_does_not_ask_the_other_code_keeps_its_tag(world):
    old = world.case("Oslo channel", "outcome:ceasefire")
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    version = world.publish_codebook("1.1")
    new = world.case("Liberia", "outcome:ceasefire", codebook_version=version)
    merge(world, "outcome:ceasefire", "outcome:armistice")

    assert (keys_of(old), keys_of(new)) == ({"ceasefire"}, {"armistice"})


def test_a_type_with_sub_types_is_not_merged(world):
    with pytest.raises(ValidationError, match="sub-types of “Economic” first"):
        merge(world, "type:economic", "type:cultural")


def test_a_code_is_not_merged_into_one_of_another_question_nor_into_a_retired_one(world):
    with pytest.raises(ValidationError, match="one dimension"):
        merge(world, "track:7", "type:cultural")
    take(world, steps.retire, "track:6")
    with pytest.raises(ValidationError, match="not in use"):
        merge(world, "track:7", "track:6")


def test_an_undone_merge_gives_every_tag_back_with_its_evidence(world):
    both = world.case("Oslo channel", state="draft")
    clergy = world.tag(both, "track:7 lead", rationale="Clergy spoke.")
    marched = world.tag(both, "track:6 supporting", rationale="They marched.")
    world.document(both, "Clergy spoke and marched.")
    for tag, quote in [(clergy, "Clergy spoke"), (clergy, "marched"), (marched, "marched")]:
        world.evidence(tag, quote)
    world.case("Liberia", "track:7 lead")
    before = everything()

    step = merge(world, "track:7", "track:6")
    assert everything() != before
    left = steps.undo(step, by=world.edda)

    assert everything() == before
    assert left == []
    step.refresh_from_db()
    assert (step.undone_by, bool(step.undone_at)) == (world.edda, True)


def test_a_tag_that_came_back_remembers_which_judgement_it_was_adopted_from(world):
    case = world.case("Oslo channel", "track:7 lead", "track:6 supporting")
    coded(world, case, ada=["track:7 lead"])
    tag = case.tags.get(code=world["track:7"])
    tag.adopted_from.set(Judgement.objects.all())

    steps.undo(merge(world, "track:7", "track:6"), by=world.cleo)

    assert list(case.tags.get(code=world["track:7"]).adopted_from.all()) == [
        Judgement.objects.get()
    ]


def test_a_case_that_was_changed_since_the_merge_stays_as_it_is(world):
    changed = world.case("Oslo channel", "track:7 lead")
    world.case("Liberia", "track:7 lead")
    step = merge(world, "track:7", "track:6")
    tag = changed.tags.get()
    tag.rationale = "They marched, in the end."
    world.change.save(tag)

    assert steps.undo(step, by=world.cleo) == [changed]
    assert keys_of(changed) == {"activism"}
    assert Tag.objects.filter(code=world["track:7"]).count() == 1


def test_open_forms_of_a_case_learn_of_the_merge_and_of_its_undoing(world):
    case = world.case("Oslo channel", "track:7 lead")
    step = merge(world, "track:7", "track:6")
    steps.undo(step, by=world.cleo)

    assert Case.objects.get(pk=case.pk).version == case.version + 2


# Retire


def test_a_retired_code_keeps_its_tags_and_comes_back(world):
    case = world.case("Oslo channel", "track:7 lead")
    before = everything()
    step = take(world, steps.retire, "track:7", replaced_by=world["track:6"])

    assert keys_of(case) == {"religious"}
    assert world["track:7"].replaced_by == world["track:6"]
    assert not FormerKey.objects.exists()
    steps.undo(step, by=world.cleo)
    assert everything() == before


def test_a_code_succeeds_or_contains_no_code_but_others(world):
    with pytest.raises(ValidationError, match="cannot be the successor"):
        take(world, steps.retire, "track:7", replaced_by=world["track:7"])
    with pytest.raises(ValidationError, match="cannot be part of itself"):
        take(world, steps.move, "type:cultural", parent=world["type:cultural"])


def test_bringing_a_code_back_undoes_the_step_that_retired_it(world):
    step = merge(world, "track:7", "track:6")
    steps.bring_back(world["track:7"], by=world.cleo)

    step.refresh_from_db()
    assert step.undone_by == world.cleo
    assert not FormerKey.objects.exists()


def test_a_code_comes_back_although_a_version_was_published_without_it(world):
    merge(world, "track:7", "track:6")
    world.publish_codebook("1.1")
    steps.bring_back(world["track:7"], by=world.cleo, why="Missed")

    assert not world["track:7"].retired_at
    assert not FormerKey.objects.exists()
    assert CodebookStep.objects.standing().count() == 1


# Split


def test_a_split_code_leaves_its_place_to_the_new_ones_and_its_tags_wait(world):
    case = world.case("Oslo channel", "type:economic-integration")
    step = split(world, "type:economic-integration", "trade", "currency")

    new = list(step.into.all())
    assert [code.key for code in new] == ["currency", "trade"]
    assert {code.parent for code in new} == {world["type:economic"]}
    assert world["type:economic-integration"].retired_at
    assert keys_of(case) == {"economic-integration"}
    assert [row.case for row in step.recodings.waiting()] == [case]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["trade"], "two codes or more"),
        (["trade", "trade"], "already exists"),
        (["trade", "political"], "already exists"),
        (["trade", "Bad key"], "small letters"),
    ],
)
def test_a_split_needs_two_codes_with_keys_of_their_own(world, keys, words):
    before = everything()
    with pytest.raises(ValidationError, match=words):
        split(world, "type:cultural", *keys)

    assert everything() == before


def test_an_undone_split_takes_the_new_codes_away_and_the_queue_with_them(world):
    world.case("Oslo channel", "type:cultural")
    before = everything()
    steps.undo(split(world, "type:cultural", "talks", "shows"), by=world.cleo)

    assert everything() == before
    assert not Recoding.objects.exists()


def test_a_split_is_not_undone_once_a_case_has_one_of_the_new_codes(world):
    draft = world.case("Oslo channel", "type:cultural", state="draft")
    step = split(world, "type:cultural", "talks", "shows")
    world.tag(draft, "type:talks")

    with pytest.raises(steps.CannotUndo, match="“Talks”: cases name it"):
        steps.undo(step, by=world.cleo)


def test_a_draft_that_waits_to_be_looked_at_can_still_be_discarded(world):
    draft = world.case("Oslo channel", "type:cultural", state="draft")
    split(world, "type:cultural", "talks", "shows")
    discard_case(draft, version=draft.version, by=world.ada)

    assert not Recoding.objects.exists()


# Move


def test_a_type_that_becomes_a_sub_type_brings_its_new_type_to_its_cases(world):
    case = world.case("Oslo channel", "type:cultural")
    unsure = world.case("Liberia")
    world.tag(unsure, "type:cultural", certainty="cannot-tell")
    before = everything()

    step = take(world, steps.move, "type:cultural", parent=world["type:political"])

    assert world["type:cultural"].parent == world["type:political"]
    assert (keys_of(case), keys_of(unsure)) == ({"cultural", "political"}, {"cultural"})
    steps.undo(step, by=world.cleo)
    assert everything() == before


def test_what_the_tag_of_a_published_case_lacked_does_not_stop_the_move(world):
    case = world.case("Oslo channel")
    world.tag(case, "type:cultural", confidence="")
    take(world, steps.move, "type:cultural", parent=world["type:political"])

    assert keys_of(case) == {"cultural", "political"}


def test_a_sub_type_becomes_a_type_and_the_old_type_stays_tagged(world):
    case = world.case("Coal pool", "type:economic", "type:economic-integration")
    take(world, steps.move, "type:economic-integration", parent=None)

    assert world["type:economic-integration"].parent is None
    assert keys_of(case) == {"economic", "economic-integration"}


def test_a_code_with_sub_types_does_not_become_one(world):
    with pytest.raises(ValidationError, match="“Economic” has sub-types"):
        take(world, steps.move, "type:economic", parent=world["type:political"])


def test_a_code_is_not_moved_under_one_of_another_dimension(world):
    with pytest.raises(ValidationError, match="belongs to Track"):
        take(world, steps.move, "type:cultural", parent=world["track:1"])


def test_a_case_whose_codebook_does_not_ask_the_new_type_stops_the_move(world):
    case = world.case("Oslo channel", "type:cultural")
    world.code(world["type:cultural"].dimension, "public")
    world.publish_codebook("1.1")

    with pytest.raises(ValidationError, match=f"does not ask “Public”: {case.public_id}"):
        take(world, steps.move, "type:cultural", parent=world["type:public"])


# Whoever codes a case blind


def test_a_refused_move_does_not_name_the_cases_that_one_codes_blind(world):
    drafted = {"state": State.IN_REVIEW, "owner": world.edda}
    hidden = [world.case(f"Aceh {n}", "type:cultural", **drafted) for n in range(2)]
    seen = world.case("Oslo channel", "type:cultural", **drafted)
    for case in hidden:
        give(world, case, "cleo", "ben")
    world.code(world["type:cultural"].dimension, "public")
    world.publish_codebook("1.1")

    with pytest.raises(ValidationError) as refusal:
        take(world, steps.move, "type:cultural", parent=world["type:public"])
    assert f"“Public”: {seen.public_id}, a case you may not see. Recode" in str(refusal.value)


def test_a_refused_merge_does_not_say_what_is_wrong_with_a_case_that_one_codes_blind(world):
    world.dimension("track4_kind", ["celebrity"])
    world.version = world.publish_codebook("1.1")
    said = ["track:4 lead", "track4_kind:celebrity"]
    give(world, world.case("Aceh", *said, visibility="team", owner=world.edda), "cleo", "ben")

    with pytest.raises(ValidationError) as refusal:
        merge(world, "track:4", "track:5")
    assert refusal.value.messages == ["A case you may not see is published and would break a rule."]


# Undo


def test_a_step_is_undone_once(world):
    step = take(world, steps.rename, "track:7", label="Faith")
    steps.undo(step, by=world.cleo)

    with pytest.raises(steps.CannotUndo, match="undone already"):
        steps.undo(step, by=world.edda)


def test_a_step_that_a_published_version_rests_on_is_not_undone(world):
    step = take(world, steps.rename, "track:7", label="Faith")
    world.publish_codebook("1.1")

    with pytest.raises(steps.CannotUndo, match=r"part of codebook 1\.1, which never changes"):
        steps.undo(step, by=world.cleo)


def test_a_step_that_a_later_one_rests_on_is_undone_after_it(world):
    world.case("Oslo channel", "track:7 lead")
    first = merge(world, "track:7", "track:6")
    second = merge(world, "track:6", "track:5")

    with pytest.raises(steps.CannotUndo, match=r"“Merge: 6 Activism” of .* rests on it"):
        steps.undo(first, by=world.cleo)
    steps.undo(second, by=world.cleo)
    steps.undo(first, by=world.cleo)
    assert keys_of(Case.objects.get()) == {"religious"}


def test_a_wording_that_was_changed_past_the_record_is_not_overwritten(world):
    step = take(world, steps.rename, "track:7", label="Faith")
    code = world["track:7"]
    code.label = "Religion"
    world.change.save(code)

    with pytest.raises(steps.CannotUndo, match="label of “7 Religion” was changed again"):
        steps.undo(step, by=world.cleo)


def test_a_code_that_is_back_by_other_ways_is_not_brought_back_again(world):
    step = take(world, steps.retire, "track:7")
    codebook.unretire_code(world["track:7"], by=world.cleo)

    with pytest.raises(steps.CannotUndo, match="is asked again already"):
        steps.undo(step, by=world.cleo)


CODES = ["track:5", "track:6", "track:7", "type:political", "type:cultural", "type:economic"]
CODES += ["type:economic-integration", "outcome:ceasefire", "outcome:no-agreement"]


def any_step(world, kind, key, other, number):
    """Takes the step if the codebook lets it; None if it refuses."""
    verbs = {
        "rename": lambda: take(world, steps.rename, key, label=f"Name {number}"),
        "redefine": lambda: redefine(world, key, definition=f"As of {number}.", look_again=True),
        "merge": lambda: merge(world, key, other),
        "split": lambda: split(world, key, f"one-{number}", f"two-{number}"),
        "retire": lambda: take(world, steps.retire, key),
        "move": lambda: take(world, steps.move, key, parent=world[other]),
        "free": lambda: take(world, steps.move, key, parent=None),
    }
    try:
        return verbs[kind]()
    except ValidationError:
        return None


KINDS = ["rename", "redefine", "merge", "merge", "split", "retire", "move", "free"]
STEPS = st.tuples(st.sampled_from(KINDS), st.sampled_from(CODES), st.sampled_from(CODES))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(chosen=st.lists(STEPS, min_size=1, max_size=6))
def test_undoing_every_step_in_reverse_leaves_all_as_it_was(world, chosen):
    populate(world)
    before = everything()

    taken = [any_step(world, *step, number) for number, step in enumerate(chosen)]
    for step in reversed([step for step in taken if step]):
        assert steps.undo(step, by=world.cleo) == []

    assert everything() == before
    assert not Recoding.objects.exists()


def populate(world):
    """Once: cases that say a little of everything, alone and together."""
    if Case.objects.exists():
        return
    for number, keys in enumerate([CODES[:3], CODES[3:6], CODES[5:8], CODES[2:9:3], CODES[:9:2]]):
        case = world.case(f"Case {number}", state="draft" if number % 2 else "in-review")
        world.document(case, "They met.")
        for place, key in enumerate(keys):
            unsure = {"certainty": "cannot-tell"} if (number + place) % 4 == 3 else {}
            world.evidence(world.tag(case, key, **unsure), "They met.")


def test_what_a_step_keeps_is_plain_data(world):
    case = world.case("Oslo channel", "track:7 lead")
    step = merge(world, "track:7", "track:6")

    (tag,) = step.old["answers"][str(case.pk)]
    assert tag["model"] == "annotate.tag"
    assert json.loads(serialize("json", [step]))[0]["fields"]["old"] == step.old
