"""What differs between coders, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.disagreement import difference, differing, tally

LEAD, SUPPORTING = ("present", "lead"), ("present", "supporting")
ABSENT, CANNOT_TELL = ("absent", ""), ("cannot-tell", "")
ANSWERS = st.sampled_from([LEAD, SUPPORTING, ("present", ""), ABSENT, CANNOT_TELL])
SHEETS = st.lists(st.dictionaries(st.sampled_from("123456"), ANSWERS), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([LEAD, LEAD], ""),
        ([ABSENT, ABSENT, ABSENT], ""),
        ([LEAD, ABSENT], "value"),
        ([CANNOT_TELL, ABSENT], "value"),
        ([LEAD, SUPPORTING], "role"),
        ([LEAD, SUPPORTING, ABSENT], "value"),
        ([CANNOT_TELL, ("cannot-tell", "lead")], ""),
    ],
)
def test_coders_differ_in_the_value_or_else_in_the_role_alone(answers, kind):
    assert difference(answers) == kind


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([LEAD, ABSENT, LEAD], "2 to 1"),
        ([ABSENT, CANNOT_TELL, LEAD], "3 different answers"),
        ([LEAD, ABSENT], "2 different answers"),
        ([LEAD, LEAD, ABSENT, ABSENT, CANNOT_TELL], "2 to 2 to 1"),
        ([SUPPORTING, LEAD, SUPPORTING], "2 to 1"),
        ([LEAD, LEAD], "2"),
    ],
)
def test_how_they_divide_is_counted(answers, words):
    assert tally(answers) == words


def rows(sheets):
    said = [(code, *answer) for sheet in sheets for code, answer in sheet.items()]
    return [row for row in said if row[1] != "absent"]


@given(SHEETS, st.randoms())
def test_the_order_of_the_coders_changes_nothing(sheets, random):
    shuffled = random.sample(sheets, len(sheets))

    assert differing(rows(sheets), len(sheets)) == differing(rows(shuffled), len(sheets))


@given(SHEETS)
def test_coders_who_say_the_same_do_not_differ(sheets):
    same = [sheets[0]] * len(sheets)

    assert differing(rows(same), len(same)) == set()


@given(SHEETS)
def test_a_code_differs_if_any_two_of_its_coders_do(sheets):
    pairs = [(one, other) for one in sheets for other in sheets]
    between = [differing(rows(pair), 2) for pair in pairs]

    assert differing(rows(sheets), len(sheets)) == set().union(*between)
