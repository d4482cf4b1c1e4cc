"""Which part of the world a map shows, and where the places stand on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.map import HEIGHT, LEAST_SPAN, WIDTH, Frame, Point
from annotate.map_marks import draw

OSLO = ("Oslo", 59.91, 10.75)
SARPSBORG = ("Sarpsborg", 59.28, 11.11)
WASHINGTON = ("Washington, D.C.", 38.9, -77.04)
ROME = ("Rome", 41.9, 12.5)

degrees = st.tuples(
    st.just("Somewhere"),
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


def drawn(*places):
    return draw([Point(number, *place) for number, place in enumerate(places, 1)])


@given(st.lists(degrees, min_size=1, max_size=6))
def test_every_mark_lies_on_the_map(places):
    drawing = drawn(*places)

    assert sum(len(mark.points) for mark in drawing.marks) == len(places)
    for mark in drawing.marks:
        assert 0 <= mark.x <= 100
        assert 0 <= mark.y <= 100


@given(st.lists(degrees, min_size=1, max_size=6))
def test_the_map_ends_where_the_world_does(places):
    frame = drawn(*places).frame

    assert frame.width <= 360
    assert frame.north - frame.height >= -90 - 1e-9
    assert frame.north <= 90


def test_a_single_place_stands_in_the_middle_of_its_surroundings():
    drawing = drawn(ROME)

    assert [(mark.x, mark.y) for mark in drawing.marks] == [(50, 50)]
    assert drawing.frame.height == LEAST_SPAN


def test_a_degree_is_as_wide_as_it_is_at_that_latitude():
    at_the_equator = LEAST_SPAN * WIDTH / HEIGHT

    assert drawn(("Quito", 0, -78.5)).frame.width == at_the_equator
    assert drawn(("Oslo", 60, 10.75)).frame.width == pytest.approx(2 * at_the_equator)


def test_the_map_goes_the_short_way_round():
    frame = drawn(("Suva", -18.1, 178.4), ("Apia", -13.8, -171.8)).frame

    assert frame.width < 60
    assert frame.x(178.4) < frame.x(-171.8)
    assert frame.shifts == [0, 3600]


def test_a_place_at_180_degrees_has_land_on_both_sides():
    assert drawn(("Taveuni", -16.8, 180)).frame.shifts == [0, -3600]
    assert drawn(("Taveuni", -16.8, 179.9)).frame.shifts == [0, 3600]
    assert drawn(ROME).frame.shifts == [0]


def test_the_view_box_is_in_tenths_of_a_degree_with_south_down():
    assert Frame(west=-10, north=50, width=40, height=20).view_box == "-100.0 -500.0 400.0 200.0"


def test_places_too_near_to_tell_apart_share_a_mark():
    marks = drawn(SARPSBORG, OSLO, WASHINGTON).marks

    assert [mark.number for mark in marks] == ["1, 2", "3"]


def test_words_stand_to_the_right_and_to_the_left_where_the_map_ends():
    west, east = drawn(WASHINGTON, ROME).marks
    assert (west.anchor, east.anchor) == ("start", "start")

    assert [m.anchor for m in drawn(("Here", 0, 0), ("A name too long for it", 0, 60)).marks] == [
        "start",
        "end",
    ]


def test_words_that_find_no_room_are_left_to_the_table():
    (mark,) = drawn(("Long " * 40, 0, 0)).marks

    assert mark.anchor == ""
    assert mark.number == "1"


def test_words_do_not_cover_another_mark():
    places = [("A long name of a town", 0, 0), ("Next", 0, 4), ("Before", 0, -4)]

    assert drawn(*places).marks[0].anchor == ""
