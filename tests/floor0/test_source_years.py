import pytest

from annotate.source_years import what_is_wrong


@pytest.mark.parametrize(
    "year",
    "|1998|1998a|c. 1998|1999–2001|1999-2001|1999/2000|1998a–1999b|n.d.|N.d.|forthcoming|in press"
    "".split("|"),
)
def test_years_as_citations_have_them_are_sound(year):
    assert what_is_wrong(year) == ""


@pytest.mark.parametrize(
    "year",
    ["99999999999999999999", "99", "19990", "0999", "3000", "١٩٩٨", "1998 ", "soon", "1999–2001–"],
)
def test_what_is_no_year_is_named_with_what_is_allowed(year):
    assert f"“{year}” is no year. Write four digits" in what_is_wrong(year)


def test_a_span_of_years_runs_forward():
    assert what_is_wrong("2001–1999") == "1999 lies before 2001."
    assert what_is_wrong("1999–1999") == ""
