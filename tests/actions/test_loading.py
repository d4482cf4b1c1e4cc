import json
import shutil
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from annotate.actions.change import Change
from annotate.actions.loading import files, load_codebook, load_initiatives, load_places
from annotate.models import (
    Actor,
    Case,
    CaseLink,
    Citation,
    Code,
    CodebookVersion,
    Conflict,
    Country,
    Dimension,
    Evidence,
    Override,
    Participation,
    Place,
    Source,
    Tag,
    Verification,
)
from annotate.models.vocabularies import State, TagOrigin

pytestmark = pytest.mark.django_db

WITH_HISTORY = [
    *(Actor, Case, CaseLink, Citation, Code, Conflict, Country, Dimension, Evidence, Override),
    *(Participation, Place, Source, Tag, Verification),
]
# Linked to each other; one with a narrative, one in review, one still going on.
SHIPPED = files.FIXTURES
FEW = ["oslo-channel-1993", "mozambique-rome-talks", "kelman-continuing-workshop", "studio-ijambo"]


def load():
    load_codebook()
    load_places()
    return load_initiatives()


def entries():
    return {
        entry["key"]: entry for entry in files.read_json("initiatives/initiatives.json")["cases"]
    }


@pytest.fixture
def four(tmp_path, monkeypatch):
    """The shipped files with four of the initiatives."""
    folder = tmp_path / "fixtures"
    shutil.copytree(SHIPPED, folder)
    ship(folder, FEW)
    monkeypatch.setattr(files, "FIXTURES", folder)
    return folder


@pytest.fixture
def few(four):
    """The same, loaded."""
    assert load() == len(FEW)
    return four


def ship(folder, keys):
    name = "initiatives/initiatives.json"
    everything = json.loads((SHIPPED / name).read_text("utf-8"))
    cases = [case for case in everything["cases"] if case["key"] in keys]
    for case in cases:
        case["links"] = [link for link in case.get("links", []) if link["target"] in keys]
    (folder / name).write_text(json.dumps(everything | {"cases": cases}), "utf-8")


def test_all_108_initiatives_are_valid_cases_under_their_public_ids():
    assert load() == 108

    first = Case.objects.order_by("pk").first().pk
    keys = list(entries())
    assert {case.slug: case.pk - first for case in Case.objects.all()} == {
        key: number for number, key in enumerate(keys)
    }
    for model in WITH_HISTORY:
        keys = [field.name for field in model._meta.fields if field.remote_field]
        for row in model.objects.all():
            row.clean_fields(exclude=keys)  # the database sees to the keys


def test_derived_values_are_those_of_the_file_also_where_its_compilers_left_the_rule():
    load()
    entered = {
        (entry["key"], key, code)
        for entry in entries().values()
        for key, codes in entry["derived"].items()
        if key != "format_sides"
        for code in codes
    }

    derived = Tag.objects.exclude(origin=TagOrigin.CODED)
    names = ["case__slug", "code__dimension__key", "code__key"]
    assert set(derived.values_list(*names)) == entered
    assert Override.objects.count() == derived.filter(origin=TagOrigin.OVERRIDE).count() == 20
    oslo = Override.objects.get(case__slug="oslo-channel-1993")
    assert oslo.reason == (
        "Entered by the compilers of the dataset."
        " The rule gives “Combined (not refined)”: 3 tracks are tagged."
    )


def test_loading_again_adds_nothing_and_leaves_no_trace(few):
    before = [(model.objects.count(), model.history.count()) for model in WITH_HISTORY]

    assert (load_codebook(), load_places(), load_initiatives()) == (0, 0, 0)
    assert before == [(model.objects.count(), model.history.count()) for model in WITH_HISTORY]
    assert CodebookVersion.objects.get().number == "1.0"


def test_what_a_person_wrote_is_not_overwritten(few):
    edited = [
        (Case.objects.get(slug="studio-ijambo"), "title"),
        (Country.objects.get(key="BDI"), "name"),
        (Code.objects.get(dimension__key="track", number=4), "label"),
    ]
    for row, name in edited:
        setattr(row, name, "A better name")
        Change(by=None, why="Corrected").save(row)
    load()

    for row, name in edited:
        row.refresh_from_db()
        assert getattr(row, name) == "A better name"


def test_what_a_person_renamed_or_removed_does_not_come_back(few):
    case = Case.objects.get(slug="studio-ijambo")
    case.slug = "studio-ijambo-bujumbura"
    Change(by=None, why="Named after its town").save(case)
    Change(by=None, why="Not a state").delete(Country.objects.get(key="ATA"))
    load()

    assert Case.objects.count() == len(FEW)
    assert not Country.objects.filter(key="ATA").exists()


def test_initiatives_shipped_later_join_those_that_are_here(few):
    actors = Actor.objects.count()
    ship(few, [*FEW, "geneva-initiative"])

    assert load_initiatives() == 1
    added = Case.objects.get(slug="geneva-initiative")
    assert Case.objects.order_by("pk").last() == added
    assert Actor.objects.count() > actors


def test_every_row_says_that_it_was_loaded_and_by_nobody(few):
    for model in WITH_HISTORY:
        first = model.history.filter(history_type="+")
        said = set(first.values_list("history_user", "history_change_reason"))
        assert said == {(None, "Loaded from the shipped dataset")}, model


def test_a_case_that_could_not_be_verified_is_in_review_and_not_public(few):
    unverified = Case.objects.get(slug="kelman-continuing-workshop")

    assert unverified.state == State.IN_REVIEW
    assert set(Case.objects.visible_to(AnonymousUser())) == set(
        Case.objects.exclude(pk=unverified.pk)
    )


def test_what_the_file_does_not_say_stays_blank(few):
    assert not Tag.objects.exclude(confidence="").exists()
    without_reason = Tag.objects.coded().filter(rationale="")
    assert set(without_reason.values_list("code__dimension__key", flat=True)).isdisjoint(
        ["track", "type"]
    )
    assert set(Verification.objects.values_list("facts", flat=True)) == {
        "Not recorded one by one: the entry as a whole."
    }


def test_a_quote_is_marked_in_the_narrative_and_supports_its_tag(few):
    rome = Case.objects.get(slug="mozambique-rome-talks")
    passages = Evidence.objects.filter(tag__case=rome)

    assert passages.count() == len(entries()[rome.slug]["evidence"])
    for passage in passages:
        assert passage.document.text == rome.narrative
        assert rome.narrative[passage.start : passage.end] == passage.quote
        assert (passage.prefix + passage.quote + passage.suffix) in rome.narrative


def test_allies_at_the_table_share_a_side_and_third_parties_are_told_apart(few):
    oslo = Case.objects.get(slug="oslo-channel-1993").participations

    third = oslo.filter(third_party=True, at_table=True)
    assert oslo.filter(third_party=False).count() == 2
    assert set(third.values_list("side", flat=True)) == {"Norwegian facilitation"}


def test_what_still_goes_on_carries_the_day_it_was_checked(few):
    studio = Case.objects.get(slug="studio-ijambo")

    assert (studio.ongoing, studio.ongoing_checked_on) == (True, date(2026, 11, 22))
    assert str(studio.start) == "1995-05"


def test_links_are_stored_in_the_direction_the_file_gives(few):
    link = CaseLink.objects.get()

    assert (link.case.slug, link.type) == ("kelman-continuing-workshop", "fed-into")
    assert link.target.slug == "oslo-channel-1993"


def test_a_country_is_called_as_people_call_it_under_the_codes_of_other_datasets(few):
    south = Country.objects.get(key="KOR")

    assert (south.name, south.gwno, south.cow, south.region) == (
        "South Korea",
        732,
        732,
        "asia-east",
    )
    assert str(Country.objects.get(key="DDR").valid_to) == "1990-10-02"
    assert Country.objects.get(key="XKX").iso3 == ""


def test_a_code_cites_its_literature_in_full(few):
    track = Code.objects.get(dimension__key="track", number=2)

    assert track.literature.splitlines()[0].startswith("Louise Diamond and John W. McDonald, ")
    assert track.example == "Inter-Tajik Dialogue"
    assert Code.objects.get(key="cultural-sport").parent.key == "cultural"


def test_loaded_initiatives_are_found_by_their_words(few):
    ijambo = Case.objects.get(slug="studio-ijambo")

    assert "burundi" in ijambo.indexed_text.summary


def test_initiatives_need_the_codebook_and_the_places_first():
    with pytest.raises(CommandError, match="load_codebook and load_places"):
        call_command("load_initiatives")


def test_the_commands_say_how_much_they_added(four, capsys):
    for command in ["load_codebook", "load_places", "load_initiatives"]:
        call_command(command)

    assert capsys.readouterr().out.splitlines() == [
        "137 codes added",
        "262 states and territories added",
        "4 initiatives added",
    ]
