"""How long a case lasted, in words, from dates that are known more or less exactly."""

from datetime import date

import pytest

from annotate.dates import PartialDate
from annotate.duration import how_long


def said(start, end="", **more):
    start, end = (PartialDate.parse(text) if text else None for text in (start, end))
    return how_long(start, end, **more)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1993-01", "1993-09-13", "7 to 8 months"),
        ("1993-01-20", "1993-09-13", "about 8 months"),
        ("1990", "1992", "1 to 3 years"),
    ],
)
def test_it_is_said_no_more_exactly_than_the_dates_are_known(start, end, words):
    assert said(start, end) == words


@pytest.mark.parametrize(("start", "end"), [("", "1993"), ("1993", ""), ("", "")])
def test_without_both_ends_nobody_knows(start, end):
    assert said(start, end) == ""


def test_what_goes_on_has_lasted_until_it_was_last_checked():
    assert said("1993", ongoing=True) == "ongoing since 1993"
    assert said("1990-05", ongoing=True, checked_on=date(2026, 11, 22)) == (
        "ongoing since May 1990, 36 to 37 years when last checked"
    )


def test_a_check_before_the_start_tells_nothing():
    assert said("1993-05", ongoing=True, checked_on=date(1990, 1, 1)) == "ongoing since May 1993"
