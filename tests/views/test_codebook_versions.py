"""Versions of the codebook: read, compared, taken away."""

import csv
import hashlib
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
import rdflib

from annotate.actions import codebook

ENDINGS = ["json", "csv", "md", "qdc", "ttl"]


@pytest.fixture
def second(world):
    """Version 1.1, in which business is reworded and a code is new."""
    code = world["track:3"]
    code.definition = "Firms and chambers."
    world.change.save(code)
    world.code(world["outcome:ceasefire"].dimension, "declaration", position=5)
    return codebook.publish(number="1.1", notes="Chambers were left out.", by=world.cleo)


def read(client, number, since=""):
    return client.get(f"/codebook/versions/{number}", {"since": since} if since else {})


def text(answer):
    """What one reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_version_is_compared_with_the_one_before(world, client, second):
    shown = text(read(client, "1.1"))

    assert "What changed since 1.0" in shown
    assert "Track: 3 Business reworded" in shown
    assert "Outcome: Declaration added" in shown
    assert "Chambers were left out." in shown


def test_any_two_versions_can_be_compared(world, client, second):
    shown = read(client, "1.0", since="1.1")

    assert shown.context["since"] == second
    assert "Outcome: Declaration removed" in text(shown)


def test_the_first_version_has_none_before_it(world, client):
    assert "There is none before it to compare with" in text(read(client, "1.0"))


def test_the_draft_is_compared_with_the_latest_version(world, client, second):
    unchanged = text(read(client, "draft"))
    assert "What changed since 1.1" in unchanged
    assert "Nothing." in unchanged

    code = world["track:3"]
    code.label = "Commerce"
    world.change.save(code)
    assert "Track: 3 Commerce reworded Label: Business Commerce" in text(read(client, "draft"))


def test_the_draft_can_be_read_before_any_version_is_published(client, db):
    assert read(client, "draft").status_code == 200


@pytest.mark.parametrize("number", ["9.9", "1.0.1", "1.0.json.json", "latest"])
def test_a_version_that_is_not_there_does_not_exist(world, client, number):
    assert read(client, number).status_code == 404


@pytest.mark.parametrize("since", ["9.9", "draft", "<script>", "١"])
def test_nothing_is_compared_with_a_version_that_is_not_there(world, client, since):
    assert read(client, "1.0", since=since).status_code == 404


def test_who_published_a_version_is_not_told_to_the_public(world, client, second):
    assert "cleo" not in text(read(client, "1.1"))
    assert "cleo" not in client.get("/codebook/versions/1.1.json").content.decode()


@pytest.mark.parametrize("ending", ENDINGS)
def test_everybody_may_take_it_away(world, client, ending):
    for address, name in [
        (f"/codebook.{ending}", f"codebook-draft.{ending}"),
        (f"/codebook/versions/1.0.{ending}", f"codebook-1.0.{ending}"),
    ]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "private-citizen" in answer.content.decode()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_pages_lead_to_it(world, client, ending):
    for page, file in [
        ("/codebook/", f"/codebook.{ending}"),
        ("/codebook/versions/draft", f"/codebook.{ending}"),
        ("/codebook/versions/1.0", f"/codebook/versions/1.0.{ending}"),
    ]:
        assert f'href="{file}"' in client.get(page).text


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_codebook_can_be_taken_away_too(client, db, ending):
    assert client.get(f"/codebook.{ending}").status_code == 200


@pytest.mark.parametrize("address", ["/codebook.qdp", "/codebook.qdcx", "/codebook.QDC"])
def test_it_is_not_had_in_other_formats(world, client, address):
    assert client.get(address).status_code == 404


def test_the_file_says_which_version_it_is(world, client, second):
    plain = json.loads(client.get("/codebook/versions/1.1.json").content)

    assert (plain["number"], plain["notes"]) == ("1.1", "Chambers were left out.")
    assert {"dimensions": plain["dimensions"]} == second.snapshot


def test_the_checksum_on_the_page_is_that_of_the_file_beside_it(world, client, second):
    page = read(client, "1.1")
    link = re.search(r'SHA-256 of the file <a href="([^"]+)">codebook-1.1.json</a>', page.text)[1]

    file = client.get(link).content
    assert hashlib.sha256(file).hexdigest() in page.text


def test_a_draft_has_no_checksum_since_its_file_changes_with_it(world, client):
    assert "SHA-256" not in read(client, "draft").text


def test_a_published_file_stays_as_it_was_when_the_codebook_moves_on(world, client):
    before = client.get("/codebook/versions/1.0.json").content
    code = world["track:3"]
    code.definition = "Something else."
    world.change.save(code)

    assert client.get("/codebook/versions/1.0.json").content == before
    assert "Something else." in client.get("/codebook.json").content.decode()


def test_the_table_has_a_row_for_every_code(world, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/codebook.csv").content.decode())))

    assert len(rows) == 18
    assert (rows[3]["dimension"], rows[3]["code"], rows[3]["number"]) == (
        "track",
        "private-citizen",
        "4",
    )


def test_the_names_of_codes_in_turtle_lead_to_their_pages(world, client):
    graph = rdflib.Graph().parse(data=client.get("/codebook.ttl").content, format="turtle")

    name = rdflib.URIRef("http://testserver/codebook/track/private-citizen")
    assert (name, rdflib.SKOS.prefLabel, rdflib.Literal("Private citizen", "en")) in graph
    assert client.get(name.removeprefix("http://testserver")).url == "/codebook/track/4"


def codes_in(client, address):
    """`{name: element}`"""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    found = ET.fromstring(answer.content).iter("{urn:QDA-XML:codebook:1.0}Code")
    return {code.get("name"): code for code in found}


def test_programs_of_qualitative_analysis_find_the_codes_within_their_dimensions(world, client):
    codes = codes_in(client, "/codebook/versions/1.0.qdc")

    assert codes["4 Private citizen"] in list(codes["Track"])
    assert codes["Track"].get("isCodable") == "false"
    assert codes["4 Private citizen"].get("isCodable") == "true"


def test_they_know_a_code_again_in_the_next_version_whatever_it_is_called_there(world, client):
    code = world["track:3"]
    code.label = "Commerce"
    world.change.save(code)
    codebook.publish(number="1.1", notes="Wider than firms.", by=world.cleo)

    before = codes_in(client, "/codebook/versions/1.0.qdc")["3 Business"]
    after = codes_in(client, "/codebook/versions/1.1.qdc")["3 Commerce"]
    assert before.get("guid") == after.get("guid")


def test_they_offer_a_retired_code_no_longer(world, client):
    codebook.retire_code(world["track:9"], replaced_by=world["track:8"], by=world.cleo)

    assert codes_in(client, "/codebook.qdc")["9 Communication"].get("isCodable") == "false"
