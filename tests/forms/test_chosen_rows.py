import pytest
from django.core.exceptions import ValidationError

from annotate.forms.chosen_rows import ChosenRows
from annotate.models import Code


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "9" * 40, "-" + "9" * 40, "1" * 5000])
def test_a_number_that_no_row_could_have_is_refused_in_short(world, number):
    field = ChosenRows(Code.objects.all())
    with pytest.raises(ValidationError, match="is not one of the available choices") as refusal:
        field.clean([str(world["track:4"].pk), number])
    assert len(refusal.value.messages[0]) < 100


def test_rows_are_found_by_their_numbers(world):
    codes = [world["track:4"], world["track:7"]]
    assert set(ChosenRows(Code.objects.all()).clean([str(code.pk) for code in codes])) == set(codes)


def test_none_and_no_list_are_refused_as_ever(world):
    field = ChosenRows(Code.objects.all())
    for wrong, says in [([], "required"), (None, "required"), ("7", "list of values")]:
        with pytest.raises(ValidationError, match=says):
            field.clean(wrong)
