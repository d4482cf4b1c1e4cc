import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from annotate.actions import codebook
from annotate.actions.change import EditConflict
from annotate.models import Code, CodebookVersion
from annotate.models.frozen import FrozenError


def publish(world, number="1.1", notes=""):
    return codebook.publish(number=number, notes=notes, by=world.cleo)


def test_a_published_version_holds_the_codebook_as_it_was(world):
    world.code(world["track:1"].dimension, "sport", number=10, position=9)
    version = publish(world, notes="Sport is asked.")
    code = world["track:10"]
    code.definition = "Something else."
    world.change.save(code)

    track = CodebookVersion.objects.get(number="1.1").snapshot["dimensions"][0]
    assert track["codes"][-1]["definition"] == "What sport means."
    assert (version.published_by, version.notes) == (world.cleo, "Sport is asked.")


def test_a_published_version_never_changes(world):
    version = publish_something(world)

    with pytest.raises(FrozenError):
        version.save()


def publish_something(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    return publish(world)


def test_two_versions_with_the_same_content_have_the_same_checksum(world):
    first = publish_something(world)
    declaration = world["outcome:declaration"]
    codebook.retire_code(declaration, by=world.cleo)
    publish(world, "1.2")
    codebook.unretire_code(declaration, by=world.cleo)

    assert publish(world, "1.3").sha256 == first.sha256


def test_publishing_asks_the_new_codes_and_leaves_the_others_as_they_were(world):
    version = publish_something(world)

    assert world["outcome:declaration"].first_version == version
    assert world["outcome:ceasefire"].first_version == world.version


def test_a_new_code_is_not_yet_coded_in_a_case_of_the_version_before(world):
    version = publish_something(world)

    assert list(world["outcome:declaration"].versions.all()) == [version]


def test_a_new_code_that_was_retired_before_it_was_published_is_never_asked(world):
    code = world.code(world["outcome:ceasefire"].dimension, "declaration")
    codebook.retire_code(code, by=world.cleo)

    assert world["outcome:declaration"] not in publish(world).codes.all()


def test_a_version_asks_no_code_of_a_retired_dimension(world):
    codebook.retire_dimension(world["outcome:ceasefire"].dimension, by=world.cleo)

    assert not publish(world).codes.filter(dimension__key="outcome").exists()


def test_publishing_leaves_history_at_the_codes_it_asks(world):
    version = publish_something(world)

    newest = world["outcome:declaration"].history.latest()
    assert newest.history_user == world.cleo
    assert newest.history_change_reason == "Codebook 1.1 published"
    assert newest.history_date == version.published_at


def test_numbers_go_up(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    for lower in ("0.9", "01.0"):
        with pytest.raises(ValidationError, match=r"latest version is 1\.0; the next one takes"):
            publish(world, lower)
    assert publish(world, "1.10").number == "1.10"
    world.code(world["outcome:ceasefire"].dimension, "statement")
    with pytest.raises(ValidationError, match=r"latest version is 1\.10"):
        publish(world, "1.9")


def test_a_number_is_published_once(world):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    with pytest.raises(ValidationError, match=r"1\.0 is published and never changes"):
        publish(world, "1.0")


@pytest.mark.parametrize("number", ["", "next", "1.", "../2", "1.0 ", "1\n", "١"])
def test_a_number_has_digits_and_points_and_nothing_else(world, number):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    with pytest.raises(ValidationError, match="is not a version number"):
        publish(world, number)


def test_a_version_in_which_nothing_is_new_is_refused(world):
    publish_something(world)

    with pytest.raises(ValidationError, match=r"Nothing in the codebook has changed since 1\.1"):
        publish(world, "1.2")


def test_a_retired_code_keeps_its_tags_and_names_its_successor(world):
    case = world.case("Oslo channel", "outcome:ceasefire")
    heir = world["outcome:no-agreement"]
    codebook.retire_code(world["outcome:ceasefire"], replaced_by=heir, by=world.cleo, why="Merged")

    retired = Code.objects.get(dimension__key="outcome", key="ceasefire")
    assert case.tags.get().code == retired
    assert retired.retired_at <= timezone.now()
    assert retired.replaced_by == heir
    assert retired.history.latest().history_change_reason == "Merged"


def test_a_successor_answers_the_same_question(world):
    with pytest.raises(ValidationError, match="belongs to Track"):
        codebook.retire_code(
            world["outcome:ceasefire"], replaced_by=world["track:1"], by=world.cleo
        )


def test_a_retired_code_cannot_take_over_from_another(world):
    heir = codebook.retire_code(world["track:9"], by=world.cleo)

    with pytest.raises(ValidationError, match="is retired itself"):
        codebook.retire_code(world["track:8"], replaced_by=heir, by=world.cleo)


def test_a_type_is_not_retired_while_it_has_sub_types(world):
    with pytest.raises(ValidationError, match="Retire the sub-types of “Economic” first"):
        codebook.retire_code(world["type:economic"], by=world.cleo)


def test_a_sub_type_does_not_come_back_without_its_type(world):
    codebook.retire_code(world["type:economic-integration"], by=world.cleo)
    codebook.retire_code(world["type:economic"], by=world.cleo)

    with pytest.raises(ValidationError, match="Bring back “Economic” first"):
        codebook.unretire_code(world["type:economic-integration"], by=world.cleo)


def test_who_retires_a_code_that_somebody_else_just_changed_is_told(world):
    seen = world["track:9"]
    codebook.retire_code(world["track:9"], by=world.cleo)

    with pytest.raises(EditConflict):
        codebook.retire_code(seen, by=world.edda)


def test_a_code_that_comes_back_no_longer_leads_elsewhere(world):
    codebook.retire_code(world["track:9"], replaced_by=world["track:8"], by=world.cleo)

    back = codebook.unretire_code(world["track:9"], by=world.cleo)

    assert (back.retired_at, back.replaced_by) == (None, None)


def test_a_dimension_is_retired_and_comes_back(world):
    outcome = codebook.retire_dimension(world["outcome:ceasefire"].dimension, by=world.cleo)
    assert outcome.retired_at

    assert codebook.unretire_dimension(outcome, by=world.cleo).retired_at is None
