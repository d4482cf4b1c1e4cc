from dataclasses import replace
from datetime import date

import pytest

from annotate.dates import PartialDate
from annotate.timeline import EDGE, GUTTER, WIDTH, Span, draw

TODAY = date(2026, 11, 22)


def span(start, end=None, **more):
    end = PartialDate.parse(end) if end else None
    return Span(label="Oslo", start=PartialDate.parse(start), end=end, **more)


def drawn(*spans):
    return draw(spans, today=TODAY)


def test_a_whole_year_fills_the_drawing():
    (bar,) = drawn(span("1993-01-01", "1993-12-31")).bars

    assert (bar.x, bar.right) == (GUTTER, WIDTH - EDGE)


def test_what_is_known_to_the_year_only_may_have_been_but_is_not_sure():
    (bar,) = drawn(span("1993", "1993")).bars

    assert bar.width == WIDTH - GUTTER - EDGE
    assert bar.sure_width == 0


def test_between_two_years_the_time_between_is_sure():
    (bar,) = drawn(span("1991", "1994")).bars
    year = (WIDTH - GUTTER - EDGE) / 4

    assert bar.sure_x == pytest.approx(GUTTER + year, abs=1)
    assert bar.sure_width == pytest.approx(2 * year, abs=3)


def test_an_end_that_is_not_known_draws_nothing_after_the_start():
    (bar, _) = drawn(span("1993-05-13"), span("1999-12-31")).bars

    assert bar.width == 2
    assert bar.span.words == "from 13 May 1993, end not known"


def test_what_goes_on_reaches_to_today():
    (bar,) = drawn(span("2026-01-01", ongoing=True)).bars

    share = (bar.right - GUTTER) / (WIDTH - GUTTER - EDGE)
    assert share == pytest.approx(326 / 365, abs=0.001)
    assert bar.span.words == "since 1 January 2026"


def test_one_year_is_marked_by_months_and_more_by_years():
    assert [words for _, words in drawn(span("1993")).ticks][:3] == ["1993", "Feb", "Mar"]
    assert [words for _, words in drawn(span("1993", "1995")).ticks] == ["1993", "1994", "1995"]


@pytest.mark.parametrize(("start", "end"), [("1919", "2025"), ("0001", "9999"), ("9998", "9999")])
def test_years_are_thinned_until_their_words_have_room(start, end):
    ticks = drawn(span(start, end)).ticks

    assert 2 <= len(ticks) <= 11
    assert all(GUTTER <= x <= WIDTH for x, _ in ticks)


def test_rows_stand_below_each_other_in_the_order_given():
    drawing = drawn(span("1993"), span("1990"), span("1991"))

    heights = [bar.y for bar in drawing.bars]
    assert heights == sorted(set(heights))
    assert drawing.height > heights[-1]


def test_an_event_says_its_date_as_exactly_as_it_is_known():
    assert span("1993-01", kind="event").words == "January 1993"


def test_a_case_within_one_month_says_the_month_once():
    assert span("1993-01", "1993-01").words == "January 1993"
    assert span("1993-01", "1993-09-13").words == "January 1993 to 13 September 1993"


def test_a_label_too_long_for_its_room_is_cut_at_its_end_in_any_script():
    arabic = "التوقيع على إعلان المبادئ في واشنطن العاصمة"
    spans = [replace(span("1993"), label=label) for label in ("Oslo channel", arabic)]

    short, cut = [bar.label for bar in drawn(*spans).bars]
    assert short == "Oslo channel"
    assert cut.endswith("…")
    assert arabic.startswith(cut[:-1])
