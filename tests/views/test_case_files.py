"""What can be taken away from the page of a case."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from annotate.models import Event, Place
from annotate.models.vocabularies import State

NAMES = ["case_bibtex", "case_ris", "case_timeline_csv", "case_timeline_svg"]
SVG = "{http://www.w3.org/2000/svg}"


def take(client, name, case):
    return client.get(reverse(f"annotate:{name}", args=[case.pk]))


@pytest.mark.parametrize("name", NAMES)
def test_everybody_may_take_them_from_a_published_case(world, client, name):
    case = world.case("Oslo channel", start="1993")

    answer = take(client, name, case)
    assert answer.status_code == 200
    assert f'filename="{case.public_id}' in answer["Content-Disposition"]
    assert "Oslo channel" in answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_case_one_may_not_see_gives_nothing_away(world, client, name):
    case = world.case(start="1993", state=State.DRAFT)

    assert take(client, name, case).status_code == 404
    client.force_login(world.dan)
    assert take(client, name, case).status_code == 404
    client.force_login(world.ada)
    assert take(client, name, case).status_code == 200


def test_a_citation_has_the_address_of_the_case(world, client):
    case = world.case()
    address = f"http://testserver{case.get_absolute_url()}"

    assert address in take(client, "case_bibtex", case).content.decode()
    assert f"UR  - {address}" in take(client, "case_ris", case).content.decode()


def test_a_case_without_a_date_has_no_drawing_to_take(world, client):
    case = world.case()

    assert take(client, "case_timeline_svg", case).status_code == 404
    assert take(client, "case_timeline_csv", case).status_code == 404


def test_the_drawing_has_the_case_and_its_events(world, client):
    case = world.case("Oslo channel", start="1993-01", end="1993-09-13")
    world.change.save(Event(case=case, label="Signed", date="1993-09-13"))

    svg = ET.fromstring(take(client, "case_timeline_svg", case).content)
    titles = [title.text for title in svg.iter(f"{SVG}title")]
    assert titles == [
        "Oslo channel: January 1993 to 13 September 1993",
        "Signed: 13 September 1993",
    ]


def test_the_table_has_what_the_drawing_has(world, client):
    case = world.case("Oslo channel", start="1993-01", end="1993-09-13")
    world.change.save(Event(case=case, label="Signed", date="1993-09-13"))

    rows = take(client, "case_timeline_csv", case).content.decode().splitlines()
    assert rows == [
        "kind,what,from,to,ongoing",
        "case,Oslo channel,1993-01,1993-09-13,0",
        "event,Signed,1993-09-13,,0",
    ]


def test_a_case_without_events_is_drawn_beside_others_of_its_conflict(world, client):
    case = world.case("Oslo channel", start="1993", conflict=world.conflict())
    world.case("Madrid", start="1991", ongoing=True, conflict=world.conflict())

    rows = take(client, "case_timeline_csv", case).content.decode().splitlines()
    assert rows[1:] == ["case,Oslo channel,1993,,0", "other,Madrid,1991,,1"]


@pytest.mark.parametrize("title", ["<script>alert(1)</script> & co", "control \x0b\x1f", "قناة"])
def test_no_title_breaks_the_drawing(world, client, title):
    case = world.case(title, start="1993")

    svg = ET.fromstring(take(client, "case_timeline_svg", case).content)
    assert not list(svg.iter(f"{SVG}script"))


# Its rows


def file(client, address):
    """Its header and rows."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    header, *rows = csv.reader(io.StringIO(b"".join(answer).decode()))
    return header, rows


@pytest.mark.parametrize("query", ["", "?shape=tags", "?shape=tags&for=spreadsheet"])
def test_the_rows_of_a_case_are_those_it_has_in_the_file_of_all(world, client, query):
    oslo = world.case("Oslo channel", "track:1 lead", "type:political", start="1993")
    world.case("Madrid", "track:2 lead", start="1991")

    header, rows = file(client, f"{oslo.get_absolute_url()}.csv{query}")
    all_header, all_rows = file(client, f"/cases.csv{query}")
    assert header == all_header
    assert rows == [row for row in all_rows if oslo.public_id in row]
    assert len(rows) == (2 if "tags" in query else 1)


def test_the_file_of_a_case_is_named_for_it(world, client):
    case = world.case()
    answer = client.get(f"{case.get_absolute_url()}.csv?shape=tags&for=spreadsheet")
    list(answer)

    assert f'filename="{case.public_id}-tags-spreadsheet.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["track=1", "shape=wide", "contry=COL"])
def test_the_file_of_a_case_takes_no_other_question(world, client, query):
    case = world.case("Oslo channel", "track:1 lead")

    answer = client.get(f"{case.get_absolute_url()}.csv?{query}")
    assert answer.status_code == 400
    assert f"No file was made.\n{query.partition('=')[0]}: " in answer.content.decode()


def test_a_case_one_may_not_see_has_no_rows_to_take(world, client):
    case = world.case(state=State.DRAFT)

    assert client.get(f"{case.get_absolute_url()}.csv").status_code == 404
    client.force_login(world.ada)
    assert file(client, f"{case.get_absolute_url()}.csv")[1][0][0] == case.public_id


# Its places


def case_with_places(world):
    case = world.case("Oslo channel")
    norway = world.country("NOR")
    norway.latitude, norway.longitude = 64.58, 17.86
    world.change.save(norway)
    for name, latitude, longitude in [
        ("Norway", 64.58, 17.86),
        ("<Oslo> & قناة", 59.91, 10.75),
        ("Somewhere", None, None),
    ]:
        place = Place(case=case, name=name, country=norway, latitude=latitude, longitude=longitude)
        world.change.save(place)
    return case


def test_the_map_is_whole_wherever_it_is_taken(world, client):
    svg = ET.fromstring(take(client, "case_map_svg", case_with_places(world)).content)

    assert [title.text for title in svg.iter(f"{SVG}title")] == ["1 <Oslo> & قناة"]
    assert [len(path.get("d")) > 10_000 for path in svg.iter(f"{SVG}path")] == [True]
    assert not list(svg.iter(f"{SVG}use"))


def test_the_table_of_places_tells_which_are_on_the_map(world, client):
    answer = take(client, "case_places_csv", case_with_places(world))

    assert answer.content.decode().splitlines()[1:] == [
        ",Norway,NOR,,64.58,17.86",
        "1,<Oslo> & قناة,NOR,,59.91,10.75",
        ",Somewhere,NOR,,,",
    ]


def test_a_case_without_coordinates_has_a_table_and_no_map(world, client):
    case = world.case()
    world.change.save(Place(case=case, name="Somewhere"))

    assert take(client, "case_map_svg", case).status_code == 404
    assert b"Somewhere" in take(client, "case_places_csv", case).content
    assert b"No map: no place has coordinates of its own." in (
        client.get(case.get_absolute_url()).content
    )


@pytest.mark.parametrize("name", ["case_map_svg", "case_places_csv"])
def test_the_places_of_a_case_one_may_not_see_are_not_given_away(world, client, name):
    case = case_with_places(world)
    case.state = State.DRAFT
    world.change.save(case)

    assert take(client, name, case).status_code == 404
    client.force_login(world.ada)
    assert take(client, name, case).status_code == 200
