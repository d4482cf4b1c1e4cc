"""How a wording came to be, as published versions tell it."""

from annotate.actions import codebook
from annotate.models import CodebookVersion
from annotate.models.snapshot import snapshot
from annotate.queries.history import Difference
from annotate.queries.wording import compared, wording_of


def reword(world, key, number, notes="", **fields):
    """Change a code and publish it."""
    code = world[key]
    for name, value in fields.items():
        setattr(code, name, value)
    world.change.save(code)
    return codebook.publish(number=number, notes=notes, by=world.cleo)


def test_the_first_version_has_the_first_wording(world):
    (entry,) = wording_of("track", "business")

    assert (entry.who, entry.what, entry.changes) == ("Codebook 1.0", "first wording", [])


def test_a_new_wording_is_shown_beside_the_old_with_the_notes_of_its_version(world):
    reword(world, "track:3", "1.1", "Chambers were left out.", definition="Firms and chambers.")

    entry = wording_of("track", "business")[0]
    assert (entry.who, entry.what) == ("Codebook 1.1", "changed")
    assert entry.why == "Chambers were left out."
    assert entry.changes == [
        Difference("Definition", "What business means.", "Firms and chambers.")
    ]


def test_a_version_that_leaves_a_code_alone_is_not_in_its_history(world):
    reword(world, "track:3", "1.1", definition="Firms and chambers.")

    assert [entry.who for entry in wording_of("track", "religious")] == ["Codebook 1.0"]


def test_an_unpublished_wording_is_not_in_the_history(world):
    code = world["track:3"]
    code.definition = "Half a thought"
    world.change.save(code)

    assert "Half" not in repr(wording_of("track", "business"))


def test_a_retirement_is_told_with_the_successor(world):
    codebook.retire_code(world["track:9"], replaced_by=world["track:8"], by=world.cleo)
    codebook.publish(number="1.1", notes="", by=world.cleo)

    entry = wording_of("track", "communication")[0]
    assert entry.what == "retired"
    assert entry.changes == [Difference("Replaced by", "", "funding")]


def test_versions_are_compared_code_by_code(world):
    old = CodebookVersion.objects.get().snapshot
    world.code(world["outcome:ceasefire"].dimension, "declaration", position=5)
    reword(world, "track:3", "1.1", label="Commerce")

    (track, outcome) = compared(old, snapshot())
    assert (track.name, track.what) == ("Track: 3 Commerce", "reworded")
    assert track.differences == [Difference("Label", "Business", "Commerce")]
    assert (outcome.name, outcome.what) == ("Outcome: Declaration", "added")


def test_a_new_order_is_said_for_the_dimension(world):
    old = snapshot()
    code = world["outcome:ceasefire"]
    code.position = 9
    world.change.save(code)

    (change,) = compared(old, snapshot())
    assert (change.name, change.what) == ("Outcome", "reordered")
    assert change.differences == [
        Difference("Order", "ceasefire, no-agreement", "no-agreement, ceasefire")
    ]


def test_the_same_versions_do_not_differ(world):
    assert compared(snapshot(), CodebookVersion.objects.get().snapshot) == []
