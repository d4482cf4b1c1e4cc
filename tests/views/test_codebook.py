"""The codebook to read: dimensions, codes, what was coded with them."""

import re

import pytest
from django.urls import reverse

from annotate.actions import codebook
from annotate.models.vocabularies import State

HOSTILE = "<script>alert(1)</script> Track 2"


def read(client, *path):
    return client.get("/".join(["/codebook", *path]))


def text(answer):
    """What one reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_everybody_reads_the_codebook(world, client):
    for path in ["", "track", "track/4", "type/cultural"]:
        assert read(client, path).status_code == 200, path


def test_every_dimension_in_use_and_its_codes_are_listed(world, client):
    codebook.retire_dimension(world["outcome:ceasefire"].dimension, by=world.cleo)

    shown = text(read(client, ""))
    assert "Officialness" in shown
    assert "Private citizen" in shown
    assert "Retired dimensions Outcome" in shown
    assert "Ceasefire" not in shown


def test_the_contents_name_tracks_and_give_them_no_role(world, client):
    world.case("Oslo channel", "track:2 lead")

    shown = text(read(client, "track", "4"))
    assert "1 Track 1, Government Government 0 cases" in shown
    assert "4 Track 4, Private citizen Private citizen" in shown


def test_an_empty_installation_says_what_to_do(client, db):
    assert "No codebook yet" in text(read(client, ""))


def test_a_code_is_found_by_its_number_and_its_key_leads_there(world, client):
    assert "Private citizen" in text(read(client, "track", "4"))
    assert read(client, "track", "private-citizen").url == "/codebook/track/4"


@pytest.mark.parametrize("path", ["venue", "track/99", "track/nobody", "type/4", "track/0"])
def test_what_is_not_in_the_codebook_does_not_exist(world, client, path):
    assert read(client, path).status_code == 404


def test_a_code_leads_to_its_cases_as_many_as_it_counts(world, client):
    world.case("Oslo", "track:4 lead")
    world.case("Draft", "track:4 lead", state=State.DRAFT)

    answer = read(client, "track", "4")
    assert "See the 1 case" in text(answer)
    assert f'href="{reverse("annotate:cases")}?track=4"' in answer.content.decode()


def test_coded_cases_are_shown_with_their_rationale(world, client):
    case = world.case("Wajir")
    world.tag(case, "track:4 lead", rationale="Women at a market began it.")

    shown = text(read(client, "track", "4"))
    assert "Wajir" in shown
    assert "Women at a market began it." in shown
    assert "1 lead, 0 supporting, 1 of 1 shown" in shown


def test_a_draft_is_neither_counted_nor_shown_to_the_public(world, client):
    world.case("Secret", "track:4 lead", state=State.DRAFT)

    shown = text(read(client, "track", "4"))
    assert "Secret" not in shown
    assert "No case yet" in shown


def test_a_retired_code_leads_to_its_successor(world, client):
    world.case("Oslo", "track:9 lead")
    codebook.retire_code(world["track:9"], replaced_by=world["track:8"], by=world.cleo)

    answer = read(client, "track", "9")
    assert "In its place: Funding" in text(answer)
    assert "See the 1 case" in text(answer)
    assert "9 Communication → 8 Funding" in text(read(client, "track"))


def test_a_code_that_is_not_published_yet_says_so(world, client):
    world.code(world["outcome:ceasefire"].dimension, "declaration")

    assert "The code is in no published version" in text(read(client, "outcome", "declaration"))


def test_a_retired_dimension_can_still_be_read(world, client):
    codebook.retire_dimension(world["outcome:ceasefire"].dimension, by=world.cleo)

    assert "Asked of no case since" in text(read(client, "outcome"))


def test_the_wording_of_a_dimension_has_its_history_too(world, client):
    track = world["track:4"].dimension
    track.notes = "Numbers are names."
    world.change.save(track)
    codebook.publish(number="1.1", notes="So nobody ranks them.", by=world.cleo)

    shown = text(read(client, "track"))
    assert "Codebook 1.1 changed So nobody ranks them. Notes Numbers are names." in shown
    assert "Codebook 1.0 first wording" in shown


def test_hostile_wording_is_shown_as_text_with_its_tracks_linked(world, client):
    code = world["track:4"]
    code.definition = code.include = code.exclude = code.example = code.literature = HOSTILE
    world.change.save(code)
    world.case(HOSTILE, "track:4 lead", conflict=world.conflict(HOSTILE))

    for path in ["", "track", "track/4", "versions/draft"]:
        shown = read(client, path).content.decode()
        assert "<script>alert" not in shown, path
    exclude = read(client, "track/4").content.decode()
    assert (
        '&lt;script&gt;alert(1)&lt;/script&gt; <a href="/codebook/track/2">Track 2</a>' in exclude
    )


def test_arabic_wording_keeps_its_direction(world, client):
    code = world["track:4"]
    code.definition = "صنع السلام"
    world.change.save(code)

    assert '<p class="prose" dir="auto">صنع السلام</p>' in read(client, "track/4").content.decode()


QUERIES_OF_A_CODE = [
    "the code among those of its dimension",
    "the codes of the dimension, for the contents",
    "the other dimensions",
    "counts",
    "the latest version",
    "roles",
    "cases that have it",
    "the tracks of those",
    "the case named as the example",
    "rulings on it",
    "which codes it is found together with",
    "those codes",
    "every version, for the wording",
]


def test_the_page_of_a_code_takes_these_queries(world, client, django_assert_num_queries):
    code = world["track:4"]
    code.example = "Oslo"
    world.change.save(code)
    world.case("Oslo", "track:4 lead", "track:6 lead")

    with django_assert_num_queries(len(QUERIES_OF_A_CODE)):
        read(client, "track", "4")


def test_the_whole_codebook_takes_five_queries(world, client, django_assert_num_queries):
    # dimensions, their codes, retired dimensions, counts, versions
    with django_assert_num_queries(5):
        read(client, "")
