"""What was changed in a case reads as sentences, and shows nobody more than they may see."""

import pytest

from annotate.actions import documents
from annotate.actions.change import Change
from annotate.models import CaseLink, Citation, Document, Event
from annotate.models.vocabularies import LinkType, State, Visibility
from annotate.queries.history import Difference, entries


@pytest.fixture
def oslo(world):
    return world.case("Oslo channel", start="1993-01", end="1993-08")


def later(world, by, why=""):
    world.change = Change(by=by, why=why)
    return world.change


def newest(case, user):
    return entries(case, user)[0]


def test_a_changed_end_is_shown_before_and_after(world, oslo):
    oslo.end = "1993-09-13"
    later(world, world.ben, "signed in September").save(oslo)

    entry = newest(oslo, world.ada)
    assert (entry.who, entry.what, entry.why) == ("ben", "changed it", "signed in September")
    assert entry.changes == [Difference("End", "1993-08", "1993-09-13")]


def test_what_one_person_changed_at_one_moment_is_one_entry(world, oslo):
    change = later(world, world.ben)
    oslo.title = "Oslo back channel"
    change.save(oslo)
    world.tag(oslo, "track:5 supporting", rationale="Fafo gave cover.")
    change.save(Event(case=oslo, label="Signed", date="1993-09-13"))

    fields = [change.field for change in newest(oslo, world.ada).changes]
    assert fields == ["Title", "Tag 5 Research training education added", "Event Signed added"]


def test_an_added_tag_says_its_role_and_its_rationale(world, oslo):
    later(world, world.ben)
    world.tag(oslo, "track:5 supporting", rationale="Fafo gave cover.")

    (change,) = newest(oslo, world.ada).changes
    assert change.after == (
        "role supporting; confidence high; rationale Fafo gave cover.; codebook version 1.0"
    )


def test_a_changed_tag_names_the_tag_and_what_changed_in_it(world, oslo):
    tag = world.tag(oslo, "track:2 lead")
    tag.role = "supporting"
    later(world, world.ben).save(tag)

    (change,) = newest(oslo, world.ada).changes
    assert change == Difference("Tag 2 Professional cr, role", "lead", "supporting")


def test_evidence_is_named_for_its_tag_even_after_both_are_gone(world, oslo):
    world.document(oslo, "Secret talks in Norway")
    tag = world.tag(oslo, "track:2 lead")
    evidence = world.evidence(tag, "Secret talks")
    change = later(world, world.ben)
    change.delete(evidence)
    change.delete(tag)

    entry = newest(oslo, world.ada)
    assert (
        Difference("Evidence for 2 Professional cr removed", "quote Secret talks") in entry.changes
    )


def test_a_removed_party_says_what_it_was(world, oslo):
    party = world.party(oslo, "Israel")
    later(world, world.ben).delete(party)

    (change,) = newest(oslo, world.ada).changes
    assert change.field == "Party Israel removed"
    assert change.before == "role principal party; at table yes; side Israel"


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (State.RETURNED, "returned the case"),
        (State.IN_REVIEW, "submitted the case for review"),
        (State.DRAFT, "took the case back to draft"),
    ],
)
def test_a_change_of_state_is_said_in_the_verb(world, oslo, state, verb):
    oslo.state, oslo.return_reason = state, "Dates?" if state == State.RETURNED else ""
    later(world, world.cleo).save(oslo)

    assert newest(oslo, world.ada).what == verb


def test_the_first_entry_says_who_entered_the_case_with_what(world, oslo):
    (entry,) = entries(oslo, world.ada)

    assert (entry.who, entry.what) == ("ada", "entered the case")
    assert Difference("Title", "", "Oslo channel") in entry.changes
    assert not [change for change in entry.changes if change.field == "Still going on"]


def test_what_a_command_did_is_not_put_down_to_a_person(world):
    later(world, None)
    case = world.case("Loaded", owner=None)

    assert newest(case, world.ada).who == "Multitrack"


def test_saving_a_case_unchanged_leaves_no_entry(world, oslo):
    later(world, world.ben).save(oslo)

    assert len(entries(oslo, world.ada)) == 1


def test_two_changes_at_two_moments_are_two_entries_newest_first(world, oslo):
    for end in ("1993-09", "1993-09-13"):
        oslo.end = end
        later(world, world.ben).save(oslo)

    assert [entry.changes[0].after for entry in entries(oslo, world.ada)[:2]] == [
        "1993-09-13",
        "1993-09",
    ]


def test_another_case_with_the_same_parts_is_not_mixed_in(world, oslo):
    later(world, world.ben)
    other = world.case("Geneva", "track:2 lead")
    world.party(other, "Israel")

    assert len(entries(oslo, world.ada)) == 1


def linked(world, oslo, **fields):
    change = later(world, world.cleo)
    secret = world.case("A secret channel", **fields)
    later(world, world.cleo).save(CaseLink(case=oslo, target=secret, type=LinkType.SUCCESSOR))
    return change


def test_a_link_is_in_the_history_of_both_ends(world, oslo):
    linked(world, oslo)

    (change,) = newest(oslo, world.ada).changes
    assert change.field == "Link Oslo channel → A secret channel added"


def test_a_link_to_a_case_one_may_not_see_does_not_betray_it(world, oslo):
    linked(world, oslo, visibility=Visibility.RESTRICTED, owner=world.cleo)

    assert "secret" not in repr(entries(oslo, world.ada))
    assert "secret" in repr(entries(oslo, world.cleo))


def test_a_long_entry_is_cut_and_says_by_how_much(world, oslo):
    later(world, world.ben)
    for number in range(1, 9):
        world.tag(oslo, f"track:{number} supporting")

    brief = newest(oslo, world.ada).brief(6)
    assert [change.field for change in brief.changes[5:]] == [
        "Tag 6 Activism added",
        "and 2 more",
    ]


def test_hostile_and_arabic_texts_come_as_they_are(world, oslo):
    oslo.title = "قناة أوسلو <script>alert(1)</script>"
    later(world, world.ben).save(oslo)

    assert newest(oslo, world.ada).changes[0].after == oslo.title


def test_the_whole_history_is_one_query(world, oslo, django_assert_num_queries):
    for number in range(1, 9):
        world.tag(oslo, f"track:{number} supporting")
    entries(oslo, world.ada)  # the first on a connection also asks what the database can do

    with django_assert_num_queries(1):
        entries(oslo, world.ada)


def test_an_added_text_stands_with_the_reason_of_the_change_that_brought_it(world, oslo):
    later(world, world.ben, "the minutes came to light").save(oslo)
    documents.keep(Document(case=oslo, title="Minutes", text="They met."), by=world.ben)

    entry = newest(oslo, world.ada)
    assert (entry.who, entry.why) == ("ben", "the minutes came to light")
    assert entry.changes == [Difference("Text Minutes added")]


def test_a_corrected_source_stands_in_the_history_of_the_case_that_cites_it(world, oslo):
    source = world.source(oslo, title="Gaza Frist").source
    source.title = "Gaza First"
    later(world, world.cleo, "a slip of the pen").save(source)

    entry = newest(oslo, world.ada)
    assert (entry.who, entry.why) == ("cleo", "a slip of the pen")
    assert entry.changes == [
        Difference("Cited source Gaza First, title", "Gaza Frist", "Gaza First")
    ]


def test_what_befell_a_source_before_it_was_cited_is_not_of_the_case(world, oslo):
    source = world.source(world.case("Elsewhere"), title="Gaza Frist").source
    source.title = "Gaza First"
    later(world, world.cleo, "a slip of the pen").save(source)
    later(world, world.ben).save(Citation(case=oslo, source=source))

    whys = [entry.why for entry in entries(oslo, world.ada)]
    assert "a slip of the pen" not in whys


def test_a_reason_is_kept_in_sight_even_where_no_value_reads_differently(world, oslo):
    later(world, world.ben, "checked again, all is well").save(oslo)

    assert newest(oslo, world.ada).why == "checked again, all is well"


def rewritten(world, oslo, text):
    """Ben stores another text, and the evidence in the one before goes along."""
    change = later(world, world.ben, "reworded")
    (old,) = oslo.tags.get().evidence.all()
    document = world.document(oslo, text) if text else old.document
    change.delete(old)
    start = document.text.rindex("Secret talks")
    span = {"start": start, "end": start + len("Secret talks")}
    new = type(old)(tag=oslo.tags.get(), document=document, quote="Secret talks", **span)
    change.save(new)
    return newest(oslo, world.ada).changes


def test_evidence_that_follows_a_rewritten_text_is_no_change(world, oslo):
    world.document(oslo, "Secret talks in Norway")
    world.evidence(world.tag(oslo, "track:2 lead"), "Secret talks")

    assert rewritten(world, oslo, "In Norway: Secret talks") == []


def test_evidence_put_elsewhere_in_the_same_text_was_moved(world, oslo):
    world.document(oslo, "Secret talks, then more Secret talks")
    world.evidence(world.tag(oslo, "track:2 lead"), "Secret talks")

    assert rewritten(world, oslo, text="") == [
        Difference("Evidence for 2 Professional cr moved", after="quote Secret talks")
    ]
