import pytest
from django.core.exceptions import ValidationError

from annotate.actions import codebook
from annotate.actions.cases import (
    NotReady,
    WrongState,
    open_case,
    publish,
    save_case,
    send_back,
    submit,
)
from annotate.actions.change import EditConflict, Gone
from annotate.actions.content import Content
from annotate.actions.discarding import discard_case
from annotate.actions.links import Link, LinkCycle
from annotate.actions.tags import Answer
from annotate.actions.unseen import UnseenCodes
from annotate.models import (
    Actor,
    Case,
    CaseCountry,
    CaseText,
    Citation,
    Participation,
    Place,
    Source,
    Tag,
)
from annotate.models.vocabularies import State


def answer(world, key, role="", **said):
    said = {"rationale": "Because.", "confidence": "high"} | said
    return Answer(Tag(code=world[key], role=role, **said))


def content(world, *answers, **parts):
    offered = [answer.tag.code for answer in answers]
    return Content(answers=list(answers), offered=offered, **parts)


@pytest.fixture
def ready(world):
    """A case in review that may be published."""
    tags = ["track:2 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Oslo channel", *tags, state=State.IN_REVIEW)
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    return case


def test_a_new_case_is_a_draft_of_its_author(world):
    case = open_case(Case(title="Oslo channel"), Content(), by=world.ben)

    assert (case.state, case.owner, case.slug) == (State.DRAFT, world.ben, "oslo-channel")


def test_a_title_without_latin_letters_has_a_slug_too(world):
    slugs = [open_case(Case(title="مؤتمر"), Content(), by=world.ada).slug for _ in range(2)]

    assert slugs == ["case", "case-2"]


def test_all_rows_of_a_save_share_author_reason_and_moment(world):
    parts = {"countries": [CaseCountry(country=world.country("NOR"))]}
    made = content(world, answer(world, "track:2", "lead"), **parts)

    case = open_case(Case(title="Oslo"), made, by=world.ada, why="From the archive")

    entries = [row.history.get() for row in [case, case.tags.get(), case.case_countries.get()]]
    assert {entry.history_user for entry in entries} == {world.ada}
    assert {entry.history_change_reason for entry in entries} == {"From the archive"}
    assert len({entry.history_date for entry in entries}) == 1


def test_what_did_not_change_gets_no_history(world):
    parts = {"citations": [Citation(source=Source(kind="book", title="Gaza First"))]}
    case = open_case(Case(title="Oslo"), content(world, **parts), by=world.ada)
    source = Source.objects.get()

    save_case(case, content(world, citations=[Citation(source=source)]), version=1, by=world.ada)

    assert case.citations.get().history.count() == 1
    assert source.history.count() == 1
    assert case.history.count() == 2


def test_rows_that_are_left_out_are_deleted_and_their_history_says_by_whom(world):
    case = open_case(
        Case(title="Oslo"), content(world, answer(world, "track:2", "lead")), by=world.ada
    )

    save_case(case, Content(offered=[world["track:2"]]), version=1, by=world.ben, why="Wrong")

    entry = Tag.history.filter(history_type="-").get()
    assert (entry.history_user, entry.history_change_reason) == (world.ben, "Wrong")


def test_tags_of_codes_that_were_not_offered_stay(world):
    case = open_case(
        Case(title="Oslo"), content(world, answer(world, "track:2", "lead")), by=world.ada
    )

    save_case(case, content(world, answer(world, "type:cultural")), version=1, by=world.ada)

    assert case.tags.count() == 2


def test_a_row_of_another_case_cannot_be_named(world):
    theirs = world.case("Madrid")
    place = world.change.save(Place(case=theirs, name="Madrid"))

    case = open_case(
        Case(title="Oslo"), Content(places=[Place(pk=place.pk, name="Oslo")]), by=world.ada
    )

    assert theirs.places.get().name == "Madrid"
    assert case.places.get().name == "Oslo"


def test_a_version_that_was_not_the_latest_is_an_edit_conflict(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    save_case(Case.objects.get(), Content(), version=1, by=world.ben)
    case.title = "Overwritten"

    with pytest.raises(EditConflict) as conflict:
        save_case(case, Content(), version=1, by=world.ada)

    assert conflict.value.theirs.title == "Oslo"
    assert Case.objects.get().title == "Oslo"


def test_a_case_that_was_deleted_meanwhile_is_a_conflict_that_says_so(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    discard_case(Case.objects.get(), version=1, by=world.ada)

    with pytest.raises(Gone, match="“Oslo” was deleted by somebody else"):
        save_case(case, Content(), version=1, by=world.ben)


def test_a_refused_save_leaves_nothing_behind(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    other = open_case(Case(title="Madrid"), Content(links=[Link("part-of", case)]), by=world.ada)
    circle = [Link("part-of", other), Link("has-part", other)]
    actors = [Participation(actor=Actor(name="PLO", kind="state"), role="host")]

    with pytest.raises(LinkCycle):
        save_case(
            case,
            Content(links=circle, participations=actors),
            version=1,
            by=world.ada,
        )

    assert not Actor.objects.exists()
    assert Case.objects.get(pk=case.pk).version == 1


def test_a_saved_case_is_found_and_its_derived_values_follow(world):
    world.dimension("multi_track_pattern", ["single-track", "combined"], derived=True)
    case = open_case(
        Case(title="Oslo"), content(world, answer(world, "track:2", "lead")), by=world.ada
    )
    assert case.tags.of("multi_track_pattern").get().code.key == "single-track"

    both = [answer(world, "track:2", "lead"), answer(world, "track:1", "supporting")]
    save_case(case, content(world, *both), version=1, by=world.ada)

    assert case.tags.of("multi_track_pattern").get().code.key == "combined"
    assert "oslo" in CaseText.objects.get(case=case).title


# Steps


def test_submission_answers_the_latest_codebook(world):
    case = open_case(
        Case(title="Oslo"), content(world, answer(world, "track:2", "lead")), by=world.ada
    )
    world.dimension("phase", ["prevention"])
    latest = world.publish_codebook("1.1")

    submit(case, version=1, by=world.ada, shown="1.1")

    case.refresh_from_db()
    assert (case.state, case.codebook_version) == (State.IN_REVIEW, latest)
    assert case.tags.get().codebook_version == latest


def test_no_case_answers_a_code_that_was_on_no_page_of_its_authors(world):
    case = open_case(
        Case(title="Oslo"), content(world, answer(world, "track:2", "lead")), by=world.ada
    )
    world.code(world["outcome:ceasefire"].dimension, "truce", position=9)
    world.publish_codebook("1.1")

    for shown in ["", "1.0"]:
        with pytest.raises(UnseenCodes, match="also asks: Truce"):
            submit(case, version=1, by=world.ada, shown=shown)

    case.refresh_from_db()
    assert (case.state, case.version) == (State.DRAFT, 1)


def test_a_new_code_with_which_the_case_is_tagged_was_seen(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    world.code(world["outcome:ceasefire"].dimension, "truce", position=9)
    world.publish_codebook("1.1")
    save_case(case, content(world, answer(world, "outcome:truce")), version=1, by=world.ada)

    submit(case, version=2, by=world.ada)

    assert case.codebook_version.number == "1.1"


@pytest.mark.parametrize("what", ["code", "dimension"])
def test_no_case_is_submitted_under_a_codebook_that_asks_what_is_retired(world, what):
    ceasefire = world["outcome:ceasefire"]
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    if what == "code":
        codebook.retire_code(ceasefire, by=world.cleo)
    else:
        codebook.retire_dimension(ceasefire.dimension, by=world.cleo)

    with pytest.raises(WrongState, match="“Ceasefire” is retired but codebook"):
        submit(case, version=1, by=world.ada)

    latest = world.publish_codebook("1.1")
    submit(Case.objects.get(), version=1, by=world.ada)
    assert Case.objects.get().codebook_version == latest


def test_what_is_in_review_is_not_submitted_again(world, ready):
    with pytest.raises(WrongState, match="is in review; this can be done while it is draft or"):
        submit(ready, version=1, by=world.ada)

    ready.refresh_from_db()
    assert ready.version == 1


def test_publishing_lists_all_that_is_missing(world):
    case = world.case("Oslo", "track:2 lead", state=State.IN_REVIEW)

    with pytest.raises(NotReady) as refusal:
        publish(case, version=1, by=world.cleo)

    assert [problem.sentence for problem in refusal.value.problems] == [
        "No type of diplomacy is tagged.",
        "Outcome: tag at least one code.",
        "Cite 2 sources.",
    ]
    case.refresh_from_db()
    assert case.state == State.IN_REVIEW


def test_a_ready_case_is_published(world, ready):
    publish(ready, version=1, by=world.cleo, why="Complete")

    ready.refresh_from_db()
    assert ready.state == State.PUBLISHED
    assert ready.history.first().history_change_reason == "Complete"


def test_a_draft_is_not_published_past_review(world):
    case = world.case(state=State.DRAFT)

    with pytest.raises(WrongState):
        publish(case, version=1, by=world.cleo)


def test_a_case_goes_back_with_a_reason(world, ready):
    with pytest.raises(ValidationError):
        send_back(ready, reason=" ", version=1, by=world.cleo)

    send_back(ready, reason="Which sources?", version=1, by=world.cleo)

    ready.refresh_from_db()
    assert (ready.state, ready.return_reason) == (State.RETURNED, "Which sources?")


def test_a_published_case_that_goes_back_leaves_the_dataset(world, ready):
    publish(ready, version=1, by=world.cleo)

    send_back(ready, reason="Withdrawn by the author", version=2, by=world.cleo)

    assert ready not in Case.objects.public()


def test_the_reason_for_a_return_is_gone_once_it_is_submitted_again(world, ready):
    send_back(ready, reason="Which sources?", version=1, by=world.cleo)

    submit(ready, version=2, by=world.ada)

    ready.refresh_from_db()
    assert ready.return_reason == ""


def test_a_published_case_may_be_mended_though_other_rules_are_broken(world):
    case = world.case("Oslo", "track:2 lead")
    case.summary = "Better."

    save_case(case, content(world, answer(world, "track:2", "lead")), version=1, by=world.cleo)

    case.refresh_from_db()
    assert case.summary == "Better."


def test_a_published_case_does_not_lose_what_it_was_published_for(world):
    case = world.case("Oslo", "track:2 lead")

    with pytest.raises(NotReady, match="No track leads"):
        save_case(
            case, content(world, answer(world, "track:2", "supporting")), version=1, by=world.cleo
        )

    assert case.tags.get().role == "lead"
