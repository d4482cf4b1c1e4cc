import pytest
from django.core.exceptions import ValidationError

from annotate.actions import wording
from annotate.actions.change import EditConflict
from annotate.models import Code


def save(world, row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    return wording.save(row, version=row.version, by=world.cleo, why="Clearer")


def test_a_new_wording_leaves_who_and_why_in_the_history(world):
    save(world, world["track:7"], definition="Faith-based peacemaking.")

    latest = world["track:7"].history.first()
    assert (latest.definition, latest.history_user) == ("Faith-based peacemaking.", world.cleo)
    assert latest.history_change_reason == "Clearer"


def test_the_key_of_a_published_code_never_changes(world):
    with pytest.raises(ValidationError, match="key stays as it is"):
        save(world, world["track:7"], key="faith")


def test_a_code_that_nobody_uses_yet_may_still_change_its_key(world):
    sport = world.code(world["track:1"].dimension, "sport", position=9)

    assert save(world, sport, key="sports").key == "sports"


def test_a_dimension_with_published_codes_keeps_its_key_and_kind(world):
    with pytest.raises(ValidationError, match="multi valued stays"):
        save(world, world["outcome:ceasefire"].dimension, multi_valued=True)


def test_two_curators_do_not_overwrite_each_other(world):
    mine, theirs = world["track:7"], world["track:7"]
    save(world, theirs, label="Faith")

    with pytest.raises(EditConflict):
        save(world, mine, label="Religion")
    assert world["track:7"].label == "Faith"


def test_a_used_code_is_not_deleted_and_the_message_says_what_to_do(world):
    sport = world.code(world["type:political"].dimension, "sport", position=9)
    world.case("Ping-pong diplomacy", "type:sport", state="draft")

    with pytest.raises(wording.StillUsed, match=r"deleted: cases name it\. Retire it instead"):
        wording.remove(sport, by=world.cleo)
    assert Code.objects.filter(key="sport").exists()


def test_a_code_asked_in_a_published_version_is_not_deleted_even_where_no_case_has_it(world):
    with pytest.raises(wording.StillUsed, match=r"asked since codebook 1\.0"):
        wording.remove(world["track:7"], by=world.cleo)


def test_a_code_that_nobody_uses_yet_can_be_deleted_and_its_history_stays(world):
    sport = world.code(world["track:1"].dimension, "sport", position=9)
    wording.remove(sport, by=world.cleo)

    assert Code.history.filter(key="sport").first().history_type == "-"


def test_a_dimension_is_deleted_after_its_codes(world):
    mood = world.dimension("mood", ["calm"])

    with pytest.raises(wording.StillUsed, match="one code belongs to it"):
        wording.remove(mood, by=world.cleo)
    wording.remove(mood.codes.get(), by=world.cleo)
    wording.remove(mood, by=world.cleo)
    assert not mood.pk
