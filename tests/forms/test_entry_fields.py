import pytest
from django import forms

from annotate.dates import PartialDate
from annotate.forms.entry.fields import PartialDateFormField, Text, how_read
from annotate.forms.entry.own import sentences


@pytest.mark.parametrize(
    ("typed", "words", "span"),
    [
        ("1990-05", "May 1990, known to the month", "1 May 1990 to 31 May 1990"),
        ("1993", "1993, known to the year", "1 January 1993 to 31 December 1993"),
        (" 1993-05-13 ", "13 May 1993", ""),
    ],
)
def test_a_date_is_read_back_in_words(typed, words, span):
    assert how_read(typed) == (words, span)


@pytest.mark.parametrize("typed", ["", "soon", "1993-13"])
def test_what_is_no_date_is_not_read_back(typed):
    assert how_read(typed) is None


def test_a_wrong_date_says_what_to_write():
    with pytest.raises(forms.ValidationError, match="write 1993-05-13"):
        PartialDateFormField().clean("13/5/1993")


def test_a_blank_date_is_none_and_a_date_keeps_its_precision():
    assert PartialDateFormField().clean("") is None
    assert PartialDateFormField().clean("1993-05") == PartialDate(1993, 5)


def test_text_is_composed_and_without_nul_before_its_length_is_judged():
    assert Text(max_length=4).clean("e\u0301lan\0") == "élan"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("They met", 1),
        ("They met in St. Petersburg.", 1),
        ("J. W. McDonald chaired. They met twice!", 2),
        ("One. Two. Three.", 3),
        ("اجتمعوا. ثم تفرقوا؟", 2),
        ("The U.S. and Iran talked. Nothing came of it", 2),
    ],
)
def test_sentences_are_counted_past_initials_and_titles(text, count):
    assert sentences(text) == count
