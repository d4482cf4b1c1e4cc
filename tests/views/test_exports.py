import base64
import csv
import hashlib
import io
import json
from datetime import date, datetime

import pytest
from django.db import DatabaseError

from annotate.formats.tabular import unguard
from annotate.models import Case


def download(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    body = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(body)
    return response, body


def rows(body):
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_the_csv_has_exactly_the_rows_of_the_question(world, client):
    oslo = world.case("Oslo channel", "track:2")
    world.case("Camp David", "track:1")
    _, body = download(client, "/cases.csv?track=2")
    assert [row["id"] for row in rows(body)] == [oslo.public_id]


def test_who_may_not_see_a_case_does_not_get_it_in_a_file(world, client):
    world.case("Secret channel", "track:2", visibility="restricted")
    world.case("Being written", "track:2", state="draft")
    for shape in ("cases", "tags"):
        _, body = download(client, f"/cases.csv?shape={shape}")
        assert rows(body) == []


def test_a_curator_gets_the_restricted_case_too(world, client):
    world.case("Secret channel", "track:2", visibility="restricted")
    client.force_login(world.cleo)
    _, body = download(client, "/cases.csv")
    assert [row["title"] for row in rows(body)] == ["Secret channel"]


def test_internal_notes_are_in_no_file(world, client):
    world.case("Oslo channel", "track:2", internal_note="Source fears for her life.")
    client.force_login(world.cleo)
    for shape in ("cases", "tags"):
        assert b"fears" not in download(client, f"/cases.csv?shape={shape}")[1]


def test_the_digest_is_that_of_the_bytes(world, client):
    world.case("محادثات أوسلو", "track:2")
    response, body = download(client, "/cases.csv")
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    assert response["Repr-Digest"] == f"sha-256=:{digest}:"
    assert rows(body)[0]["title"] == "محادثات أوسلو"
    assert not body.startswith(b"\xef\xbb\xbf"), "for analysis there is no byte order mark"


def test_the_file_for_spreadsheets_runs_no_formula_and_loses_nothing(world, client):
    world.case("=1+1", "track:2", summary="'=quoted already")
    _, body = download(client, "/cases.csv?for=spreadsheet")
    (row,) = rows(body)
    assert body.startswith(b"\xef\xbb\xbf")
    assert row["title"] == "'=1+1"
    assert (unguard(row["title"]), unguard(row["summary"])) == ("=1+1", "'=quoted already")


def test_the_name_of_the_file_carries_the_date_and_the_question(world, client):
    first, _ = download(client, "/cases.csv?track=2&track=4")
    same, _ = download(client, "/cases.csv?track=4&track=2")
    other, _ = download(client, "/cases.csv?track=4")
    assert first["Content-Disposition"] == same["Content-Disposition"]
    assert first["Content-Disposition"] != other["Content-Disposition"]


def test_one_row_per_tag(world, client):
    world.case("Oslo channel", "track:1", "track:2 supporting")
    _, body = download(client, "/cases.csv?shape=tags&track=1")
    assert [(row["code"], row["role"]) for row in rows(body)] == [
        ("government", "lead"),
        ("professional-cr", "supporting"),
    ]


@pytest.mark.parametrize("query", ["trak=2", "track=99", "shape=tree", "for=fun", "start=abc"])
def test_a_question_that_means_nothing_gives_no_file(world, client, query):
    world.case("Oslo channel", "track:2")
    response = client.get(f"/cases.csv?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.content.decode()


def test_an_empty_answer_is_a_file_with_its_header(world, client):
    _, body = download(client, "/cases.csv")
    assert body.startswith(b"id,slug,title")
    assert body.count(b"\n") == 1


def test_the_dictionary_prints_every_column_alike(world, client):
    names = [field["name"] for field in client.get("/cases/columns.json").json()["cases"]["fields"]]
    page = client.get("/cases/columns").content.decode()
    table = rows(client.get("/cases/columns.csv").content)
    assert all(f"<code>{name}</code>" in page for name in names)
    assert [row["name"] for row in table if row["table"] == "cases"] == names
    _, body = download(client, "/cases.csv")
    assert body.decode().splitlines()[0].split(",") == names


READERS = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def read(schema, row):
    """A row as Table Schema has it read: a cell is missing, or of its type and allowed."""
    found = {}
    for field in schema["fields"]:
        cell = row[field["name"]]
        missing = cell in schema["missingValues"]
        assert missing or cell in field.get("constraints", {}).get("enum", [cell]), field
        found[field["name"]] = None if missing else READERS[field["type"]](cell)
    return found


@pytest.mark.parametrize("shape", ["cases", "tags"])
def test_what_is_in_the_files_is_what_their_schema_says(world, client, shape):
    case = world.case("Oslo channel", "track:2", start="1993", ongoing=True)
    world.tag(case, "outcome:ceasefire", certainty="cannot-tell")
    schema = client.get("/cases/columns.json").json()[shape]

    for row in rows(download(client, f"/cases.csv?shape={shape}")[1]):
        assert read(schema, row)["title"] == "Oslo channel"


def test_whoever_reads_by_the_schema_keeps_the_four_kinds_of_cell_apart(world, client):
    case = world.case("Oslo channel", "track:2")
    world.tag(case, "track:3", certainty="cannot-tell")
    world.code(world["track:2"].dimension, "space", position=9)
    schema = client.get("/cases/columns.json").json()["cases"]

    row = read(schema, rows(download(client, "/cases.csv")[1])[0])

    kinds = ["professional_cr", "government", "business", "space"]
    assert [row[f"track_{code}"] for code in kinds] == ["1", "0", "?", None]


def test_a_new_dimension_stands_in_the_file_and_in_the_dictionary(world, client):
    world.dimension("season", ["summer", "winter"], position=9)
    world.version = world.publish_codebook("1.1")
    world.case("Oslo channel", "season:summer")
    _, body = download(client, "/cases.csv?season=summer")
    assert rows(body)[0]["season"] == "summer"
    assert "season" in json.dumps(client.get("/cases/columns.json").json())


@pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
def test_the_file_is_read_through_a_connection_that_cannot_write(client):
    from world import World

    World().case("Oslo channel", "track:2")
    with pytest.raises(DatabaseError):
        Case.objects.using("snapshot").update(title="changed")
    _, body = download(client, "/cases.csv")
    assert len(rows(body)) == 1
