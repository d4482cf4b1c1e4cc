"""Actors, conflicts, countries and sources: shared by cases, kept by curators."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from annotate.actions.codebook import retire_code
from annotate.models import Actor, CaseText, Conflict, Country, Source
from tests.upkeep import address, form_of, list_of, save

SHARED = [Actor, Conflict, Country, Source]


@pytest.mark.parametrize("model", SHARED)
def test_whoever_is_signed_out_is_asked_to_sign_in(client, db, model):
    assert client.get(list_of(model)).url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("model", SHARED)
def test_researchers_are_refused(world, sign_in, model):
    assert sign_in(world.ada).get(list_of(model)).status_code == 403


@pytest.mark.parametrize("model", SHARED)
def test_curators_have_the_list_and_the_form(world, sign_in, model):
    client = sign_in(world.cleo)

    assert client.get(list_of(model)).status_code == 200
    assert client.get(reverse(f"admin:annotate_{model._meta.model_name}_add")).status_code == 200


def test_a_renamed_actor_is_found_under_the_new_name_in_its_cases(world, sign_in):
    case = world.case("Oslo channel")
    world.party(case, "PLO")
    save(sign_in(world.cleo), world.actor("PLO"), name="Palestine Liberation Organization")

    assert "liber" in CaseText.objects.get(case=case).people


def test_a_country_that_changes_its_region_takes_its_cases_along(world, sign_in):
    world.dimension("region", ["europe", "asia"], derived=True)
    case = world.case("Cyprus talks", countries=["CYP"])
    save(sign_in(world.cleo), world.country("CYP"), region="asia", why="As UN M49 has it")

    tag = case.tags.get(code__dimension__key="region")
    assert tag.code.key == "asia"
    assert tag.history.first().history_change_reason == "As UN M49 has it"


def test_a_country_is_in_a_region_of_the_codebook_or_in_none(world, sign_in):
    world.dimension("region", ["europe", "asia"], derived=True)
    client, cyprus = sign_in(world.cleo), world.country("CYP")

    page = save(client, cyprus, region="Asia")
    assert "“Asia” is no region of the codebook. Allowed: europe, asia or nothing." in page.text
    assert '<option value="asia">Asia</option>' in page.text

    for region in ["asia", ""]:
        save(client, cyprus, region=region)
        assert Country.objects.get(pk=cyprus.pk).region == region


def test_a_region_that_retired_stays_until_somebody_chooses_another(world, sign_in):
    world.dimension("region", ["europe", "levant"], derived=True)
    cyprus = world.change.save(Country(key="CYP", name="Cyprus", region="levant"))
    retire_code(world["region:levant"], by=world.cleo)

    save(sign_in(world.cleo), cyprus, name="Republic of Cyprus")

    stored = Country.objects.get(pk=cyprus.pk)
    assert (stored.name, stored.region) == ("Republic of Cyprus", "levant")


def test_an_actor_in_a_case_is_not_deleted(world, sign_in):
    case = world.case("Oslo channel")
    world.party(case, "PLO")
    page = sign_in(world.cleo).post(address(world.actor("PLO"), "delete"), {"post": "yes"})

    assert "would require deleting the following protected" in page.text
    assert Actor.objects.filter(name="PLO").exists()


def test_an_actor_nobody_names_is_deleted_and_stays_in_the_history(world, sign_in):
    actor = world.actor("Nobody")
    sign_in(world.cleo).post(address(actor, "delete"), {"post": "yes"})

    assert Actor.history.filter(name="Nobody").first().history_user == world.cleo


def test_two_curators_do_not_overwrite_each_other(world, sign_in):
    actor = world.actor("PLO")
    opened = form_of(sign_in(world.cleo).get(address(actor)))
    save(sign_in(world.edda), actor, name="Palestine Liberation Organization")

    page = sign_in(world.cleo).post(address(actor), opened | {"name": "Fatah"})

    assert escape("It now reads “Palestine Liberation Organization”.") in page.text
    assert 'value="Fatah"' in page.text


def test_autocompletes_find_by_name(world, sign_in):
    world.country("NOR")
    asked = {"term": "no", "app_label": "annotate", "model_name": "actor", "field_name": "country"}
    found = sign_in(world.cleo).get(reverse("admin:autocomplete"), asked).json()

    assert [row["text"] for row in found["results"]] == ["NOR"]


def test_countries_are_filtered_by_region_and_so_are_those_without_one(world, sign_in):
    world.change.save(Country(key="NOR", name="Norway", region="europe"))
    world.change.save(Country(key="ATA", name="Antarctica"))
    client = sign_in(world.cleo)

    for region, name in [("europe", "Norway"), ("none", "Antarctica")]:
        page = client.get(list_of(Country), {"region": region})
        assert [row.name for row in page.context["cl"].result_list] == [name]
        assert f">{region}</a>" in page.text
