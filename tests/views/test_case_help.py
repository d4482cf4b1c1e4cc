"""What the form learns while it is filled in; nothing of it is saved."""

import re

import pytest
from filled import Page

from annotate.actions.indexing import index
from annotate.derivation import RULES
from annotate.forms.entry.awaited import READS
from annotate.models import Case


@pytest.fixture
def ada(world, client):
    client.force_login(world.ada)
    return client


@pytest.mark.parametrize(
    "address", ["/cases/similar?title=Oslo+channel", "/cases/suggest/actors?q=PLO"]
)
def test_help_is_for_those_who_enter_cases(world, client, address):
    assert client.get(address).status_code == 302
    client.force_login(world.dan)
    assert client.get(address).status_code == 403
    client.force_login(world.ada)
    assert client.get(address).status_code == 200


def test_derived_values_follow_what_is_typed_with_the_rule_that_fired(world, ada):
    world.dimension("format", ["bilateral", "not-applicable"], derived=True)
    page = Page(ada, "/cases/new")
    for name in ("PLO", "Israel"):
        place = page.row("participations", actor=name, kind="state", role="principal-party")
        page[f"participations-{place}-at_table"] = "on"
        page[f"participations-{place}-side"] = name

    answer = ada.post("/cases/new/derive", dict(page.typed.lists()))

    assert "Bilateral" in answer.content.decode()
    assert "2 sides are at the table: PLO; Israel." in answer.content.decode()
    assert not Case.objects.exists()


def test_a_row_that_is_wrong_does_not_keep_the_rest_from_being_derived(world, ada):
    world.dimension("multi_track_pattern", ["single-track"], derived=True)
    page = Page(ada, "/cases/new")
    page.row("countries", country="Atlantis")
    page.tick(world["track:2"], answer="lead")

    answer = ada.post("/cases/new/derive", dict(page.typed.lists()))

    assert "One track is tagged." in answer.content.decode()


def test_dates_are_read_back(world, ada):
    answer = ada.post("/cases/new/derive", {"start": "1990-05", "end": "1989-"})

    html = answer.content.decode()
    assert "May 1990, known to the month; filters treat it as 1 May 1990 to 31 May 1990" in html
    assert '<p id="id_end_reads" hx-swap-oob="innerHTML"></p>' in html
    assert "“1989-” is not a date; write a year (1993), a month (1993-05) or a day" in html


def test_an_end_before_the_start_says_so_while_it_is_typed(ada):
    answer = ada.post("/cases/new/derive", {"start": "1990-05", "end": "1989"})

    html = answer.content.decode()
    assert ">1989 lies before the start (May 1990).</p>" in html
    assert ">Read as 1989, known to the year; filters" in html


def notes(html):
    """What the contents list says of each section."""
    return dict(re.findall(r'id="([a-z0-9-]+)-note"[^>]*>([^<]*)<', html))


def test_the_contents_list_is_judged_as_it_would_be_on_saving(world, ada):
    page = Page(ada, "/cases/new")
    assert set(notes(page.html).values()) == {"empty", "by rule", "done"}
    page["title"], page["start"] = "Oslo", "1993-13"
    place = page.row("events", label="A first session", date="soon")
    page.row("participations", actor="PLO", kind="armed-group", role="mediator")
    page.tick(world["track:2"])

    live = ada.post("/cases/new/derive", dict(page.typed.lists())).content.decode()
    page.press(add_row="places")

    for said in (notes(live), notes(page.html)):
        assert said["section-name"] == "done"
        assert said["section-when"] == "2 to fix"
        assert said["section-participations"] == said["dimension-track"] == "1 entered"
    assert f'id="id_events-{place}-date_error" hx-swap-oob="innerHTML">“soon” is not' in live
    page.save()
    assert notes(page.html)["section-when"] == "2 to fix"


def test_a_rule_waits_for_the_rows_it_reads(world, ada):
    world.dimension("format", ["bilateral", "not-applicable"], derived=True)
    page = Page(ada, "/cases/new")
    for name, kind in (("PLO", ""), ("Israel", "state")):
        place = page.row("participations", actor=name, kind=kind, role="principal-party")
        page[f"participations-{place}-at_table"] = "on"
        page[f"participations-{place}-side"] = name

    html = ada.post("/cases/new/derive", dict(page.typed.lists())).content.decode()

    assert "Who took part has something to fix first: “PLO” is not known yet" in html
    assert "at the table:" not in html


def test_the_level_waits_until_a_track_says_whether_it_leads(world, ada):
    world.dimension("three_level_track", ["track-i", "track-ii"], derived=True)
    page = Page(ada, "/cases/new")
    page.tick(world["track:2"])
    page.tick(world["officialness:unofficial"], answer="primary")

    def answer():
        return ada.post("/cases/new/derive", dict(page.typed.lists())).content.decode()

    assert "Professional cr is ticked: say first whether it leads." in answer()
    page.tick(world["track:2"], answer="lead")
    assert "Track II: track 2 leads" in answer()


def test_what_each_rule_reads_is_known():
    assert set(READS) == set(RULES)


def test_deriving_changes_nothing_of_a_stored_case(world, ada):
    case = world.case("Oslo", state="draft")

    ada.post(f"/cases/{case.public_id}/derive", {"title": "Another", "conflict_name": "X"})

    case.refresh_from_db()
    assert (case.title, case.version) == ("Oslo", 1)


def test_near_duplicates_say_how_alike_they_are(world, ada):
    index(world.case("Wunlit Dinka-Nuer Peace Conference"))

    html = ada.get("/cases/similar?title=Wunlit+peace+conference").content.decode()

    assert "This may be in the dataset already." in html
    assert "title 81% alike" in html


def test_suggestions_come_as_options(world, ada):
    world.actor("Quakers")

    html = ada.get("/cases/suggest/actors?participations-0-actor=qua").content.decode()

    assert '<option value="Quakers">State or state organ</option>' in html


def test_a_kind_nobody_suggests_is_not_found(world, ada):
    assert ada.get("/cases/suggest/users?q=a").status_code == 404


def test_no_words_no_suggestions(world, ada):
    world.actor("Quakers")

    assert "<option" not in ada.get("/cases/suggest/actors?q=+%00").content.decode()
