"""A ruling has a number of its own for good."""

import pytest
from actions.test_at_once import at_once
from django.core.exceptions import ValidationError

from annotate.actions.change import EditConflict
from annotate.actions.rulings import make_ruling, withdraw_ruling
from annotate.models import Code, Ruling


def make(world, text="Elders count as citizens.", *keys):
    return make_ruling(text, [world[key] for key in keys or ["track:4"]], by=world.cleo)


def withdraw(world, ruling, why="The codebook says so now."):
    ruling = Ruling.objects.get(pk=ruling.pk)
    return withdraw_ruling(ruling, why=why, version=ruling.version, by=world.edda)


def test_rulings_are_counted_and_no_number_is_used_twice(world):
    withdraw(world, make(world))

    assert [str(make(world)), str(make(world, "Bishops too.", "track:7", "track:4"))] == [
        "R-2",
        "R-3",
    ]


def test_the_same_on_other_codes_is_another_ruling(world):
    first = make(world)

    assert make(world) == first
    assert str(make(world, first.text, "track:4", "track:7")) == "R-2"


def test_a_ruling_in_force_is_found_by_any_of_its_codes(world):
    made = make(world, "Bishops too.", "track:7", "track:4")

    assert list(Ruling.objects.in_force().on([world["track:7"]])) == [made]
    withdraw(world, made)
    assert not Ruling.objects.in_force().exists()


def test_it_takes_words_and_codes(world):
    with pytest.raises(ValidationError):
        make(world, " ")
    with pytest.raises(ValidationError):
        make_ruling("Elders count.", [], by=world.cleo)


def test_it_is_withdrawn_once_and_with_a_reason(world):
    made = make(world)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(world, made, " ")
    withdraw(world, made)

    assert Ruling.objects.get().withdrawn_why == "The codebook says so now."
    with pytest.raises(ValidationError, match="R-1 is withdrawn already"):
        withdraw(world, made)
    with pytest.raises(EditConflict):
        withdraw_ruling(made, why="Again.", version=1, by=world.cleo)


@pytest.mark.django_db(transaction=True)
def test_two_curators_at_once_get_a_number_each(world):
    code = Code.objects.get(number=4)
    made = at_once(lambda text: str(make_ruling(text, [code], by=world.cleo)), "One.", "Other.")

    assert sorted(made) == ["R-1", "R-2"]
