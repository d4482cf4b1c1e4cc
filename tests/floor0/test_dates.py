import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.dates import ISO, DateRange, PartialDate


@st.composite
def partial_dates(draw):
    day = draw(st.dates())
    return PartialDate(*(day.year, day.month, day.day)[: draw(st.integers(1, 3))])


def complaint(text, kind=PartialDate):
    with pytest.raises(ValueError, match=r".") as raised:
        kind.parse(text)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest", "words"),
    [
        ("1993", "year", date(1993, 1, 1), date(1993, 12, 31), "1993"),
        ("1993-05", "month", date(1993, 5, 1), date(1993, 5, 31), "May 1993"),
        ("1993-05-13", "day", date(1993, 5, 13), date(1993, 5, 13), "13 May 1993"),
        ("1992-02", "month", date(1992, 2, 1), date(1992, 2, 29), "February 1992"),
        ("0001", "year", date(1, 1, 1), date(1, 12, 31), "1"),
        ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
    ],
)
def test_a_date_stands_for_all_the_days_it_may_mean(text, precision, earliest, latest, words):
    partial = PartialDate.parse(f"  {text}\n")

    assert str(partial) == text
    assert partial.precision == precision
    assert (partial.earliest, partial.latest) == (earliest, latest)
    assert partial.words() == words


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Write a year (1993), a month (1993-05) or a day (1993-05-13)."),
        ("93", "“93”: write the year with four digits, such as 1993."),
        ("19930", "“19930”: write the year with four digits, such as 1993."),
        ("13/05/1993", "“13/05/1993”: write 1993-05-13."),
        ("05/06/1993", "“05/06/1993”: write 1993-06-05 or 1993-05-06, whichever is meant."),
        ("5.5.1993", "“5.5.1993”: write 1993-05-05."),
        ("1993-5-3", "“1993-5-3”: write 1993-05-03."),
        ("1993/05", "“1993/05”: write 1993-05."),
        ("1993–05", "“1993–05”: write 1993-05."),
        ("1993-13", "“1993-13”: there is no month 13; write 01 to 12."),
        ("1993-02-30", "“1993-02-30”: February 1993 has 28 days."),
        ("1993-00", "“1993-00”: leave out a month or day that is not known: 1993."),
        ("1993-05-00", "“1993-05-00”: leave out a month or day that is not known: 1993."),
        ("0000", "“0000”: years go from 0001 to 9999."),
        ("١٩٩٣", "“١٩٩٣”: write the Gregorian date with the digits 0–9: a year (1993),"),
        ("3//1996", "“3//1996” is not a date; write a year (1993),"),
        ("40/40/1993", "“40/40/1993” is not a date; write a year (1993),"),
        ("1993-05-13T00:00", "“1993-05-13T00:00” is not a date;"),
    ],
)
def test_a_wrong_date_is_answered_with_what_to_write(text, advice):
    assert complaint(text).startswith(advice)


def test_a_day_without_its_month_is_no_date():
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(1993, 0, 5)


@given(partial_dates())
def test_the_text_of_a_date_gives_the_date_back(partial):
    assert PartialDate.parse(str(partial)) == partial
    assert pickle.loads(pickle.dumps(partial)) == partial


@given(partial_dates(), partial_dates())
def test_dates_sort_as_their_text_does(one, other):
    assert (one < other) == (str(one) < str(other))


@given(st.text().filter(lambda text: not ISO.fullmatch(text.strip())))
def test_any_other_text_is_answered_with_a_sentence(text):
    assert complaint(text).endswith(".")


def test_a_long_text_is_not_repeated_in_full():
    assert len(complaint("x" * 10_000)) < 200
    assert len(complaint("1..2.." * 10_000, DateRange)) < 200


@pytest.mark.parametrize(
    ("end", "start", "before"),
    [
        ("1993", "1993-05", False),
        ("1992", "1993-05", True),
        ("1993-04", "1993-05-13", True),
        ("1993-05", "1993-05-13", False),
        ("1993-05-12", "1993-05-13", True),
        ("1993-05-01", "1993-05", False),
    ],
)
def test_an_end_is_compared_with_a_start_as_far_as_both_are_known(end, start, before):
    assert PartialDate.parse(end).ends_before(PartialDate.parse(start)) is before


@given(partial_dates(), partial_dates())
def test_an_end_before_the_start_leaves_no_day_for_the_case(end, start):
    assert end.ends_before(start) == (end.latest < start.earliest)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("1990..2005", date(1990, 1, 1), date(2005, 12, 31), "1990 to 2005"),
        ("..2005", None, date(2005, 12, 31), "up to 2005"),
        ("1990-03..", date(1990, 3, 1), None, "from March 1990"),
        ("1993-05", date(1993, 5, 1), date(1993, 5, 31), "May 1993"),
        ("1993..1993-05", date(1993, 1, 1), date(1993, 5, 31), "1993 to May 1993"),
    ],
)
def test_a_range_runs_from_the_first_to_the_last_day(text, earliest, latest, words):
    found = DateRange.parse(text)

    assert (found.earliest, found.latest) == (earliest, latest)
    assert str(found) == text
    assert found.words() == words


def test_white_space_in_a_range_means_nothing():
    assert DateRange.parse(" 1990 .. 2005 ") == DateRange.parse("1990..2005")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "“” is not a range of dates; write 1990..2005, 1990.., ..2005 or 1993."),
        ("..", "“..” is not a range of dates;"),
        ("1990..1995..2005", "“1990..1995..2005” is not a range of dates;"),
        ("1990...2005", "“.2005” is not a date;"),
        ("2005..1990", "The range “2005..1990” ends before it starts; write 1990..2005."),
        ("90..2005", "“90”: write the year with four digits, such as 1993."),
    ],
)
def test_a_wrong_range_is_answered_with_what_to_write(text, advice):
    assert complaint(text, DateRange).startswith(advice)


def test_a_range_needs_a_side():
    with pytest.raises(ValueError, match="needs a start or an end"):
        DateRange()


@given(partial_dates(), partial_dates())
def test_the_text_of_a_range_gives_the_range_back(one, other):
    found = DateRange(min(one, other), max(one, other))

    assert DateRange.parse(str(found)) == found
