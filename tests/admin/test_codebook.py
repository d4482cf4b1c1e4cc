"""Curators keep the taxonomy; nothing that stored tags rest on can slip away."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from annotate.models import Code, CodebookStep, CodebookVersion, Dimension
from tests.upkeep import address, choose, confirm, form_of, list_of, save


@pytest.mark.parametrize("model", [Dimension, Code, CodebookVersion])
def test_whoever_is_signed_out_is_asked_to_sign_in(client, db, model):
    answer = client.get(list_of(model))

    assert answer.url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("model", [Dimension, Code, CodebookVersion])
def test_researchers_do_not_keep_the_taxonomy(world, sign_in, model):
    answer = sign_in(world.ada).get(list_of(model))

    assert answer.status_code == 403


def test_a_curator_rewords_a_code_and_says_why(world, sign_in):
    answer = save(sign_in(world.cleo), world["track:7"], label="Faith", why="Fits more bodies")

    latest = world["track:7"].history.first()
    assert answer.status_code == 302
    assert (latest.label, latest.history_user) == ("Faith", world.cleo)
    assert latest.history_change_reason == "Fits more bodies"


def test_a_curator_adds_a_dimension_with_its_codes_in_order(world, sign_in):
    client = sign_in(world.cleo)
    page = client.get(reverse("admin:annotate_dimension_add"))
    codes = {
        "codes-TOTAL_FORMS": "2",
        "codes-0-position": "1",
        "codes-0-key": "calm",
        "codes-0-label": "Calm",
        "codes-0-definition": "Voices stay low.",
        "codes-1-position": "0",
        "codes-1-key": "tense",
        "codes-1-label": "Tense",
        "codes-1-definition": "They do not.",
    }
    dimension = {"key": "mood", "label": "Mood", "question": "What was the mood?", "position": "9"}
    answer = client.post(reverse("admin:annotate_dimension_add"), form_of(page) | dimension | codes)

    assert answer.status_code == 302, answer.context["errors"]
    assert [code.key for code in Dimension.objects.get(key="mood").codes.all()] == ["tense", "calm"]
    assert Code.objects.get(key="calm").history.get().history_user == world.cleo


def test_a_new_dimension_comes_last_and_none_is_derived_here(world, sign_in):
    client = sign_in(world.cleo)
    form = client.get(reverse("admin:annotate_dimension_add")).context["adminform"].form
    derived = world.dimension("shape", ["short"], derived=True, derivation_rule="Counts.")

    assert form["position"].value() == 4
    for name in ["Derived", "Derivation rule"]:
        assert f"{name}:" in client.get(address(derived)).text
        assert f"{name}:" not in client.get(address(world["track:1"].dimension)).text


def test_the_key_of_a_used_code_is_shown_but_not_offered_for_change(world, sign_in):
    page = sign_in(world.cleo).get(address(world["track:7"]))

    assert {"key", "number", "dimension"}.isdisjoint(page.context["adminform"].form.fields)
    assert "religious" in page.text


def test_among_the_codes_of_a_dimension_a_used_key_stays_as_it_is(world, sign_in):
    client, dimension = sign_in(world.cleo), world["outcome:ceasefire"].dimension
    save(client, dimension, **{"codes-0-key": "truce", "codes-0-label": "Truce"})

    assert world["outcome:ceasefire"].label == "Truce"


def test_the_list_of_codes_counts_the_cases_of_each(world, sign_in):
    for title in ["Sant'Egidio", "Liberia"]:
        world.case(title, "track:7 lead")
    page = sign_in(world.cleo).get(list_of(Code))

    counts = {code.full_key: code.case_count for code in page.context["cl"].result_list}
    assert (counts["track:religious"], counts["track:funding"]) == (2, 0)


def test_deleting_a_used_code_is_refused_with_advice(world, sign_in):
    world.case("Sant'Egidio", "track:7 lead")
    client, code = sign_in(world.cleo), world["track:7"]
    page = client.post(address(code, "delete"), {"post": "yes"}, follow=True)

    assert "Retire it instead" in page.text
    assert world["track:7"]


def test_an_unused_code_can_be_deleted(world, sign_in):
    sport = world.code(world["track:1"].dimension, "sport", position=9)
    sign_in(world.cleo).post(address(sport, "delete"), {"post": "yes"})

    assert not Code.objects.filter(pk=sport.pk).exists()
    assert Code.history.filter(key="sport").first().history_user == world.cleo


def test_on_a_conflict_the_typed_text_comes_back_beside_the_other_persons(world, sign_in):
    client, code = sign_in(world.cleo), world["track:7"]
    opened = form_of(client.get(address(code)))
    save(sign_in(world.edda), code, label="Faith")
    client = sign_in(world.cleo)

    page = client.post(address(code), opened | {"label": "Religion"})

    assert page.status_code == 200
    assert 'value="Religion"' in page.text
    assert escape("It now reads “Faith”.") in page.text
    assert "edda saved this while you were editing" in page.text
    assert world["track:7"].label == "Faith"

    client.post(address(code), form_of(page))
    assert world["track:7"].label == "Religion"


def test_the_history_of_a_code_shows_what_changed(world, sign_in):
    save(sign_in(world.cleo), world["track:7"], label="Faith", why="Fits more bodies")
    page = sign_in(world.cleo).get(address(world["track:7"], "history"))

    assert "<del>Religious</del>" in page.text
    assert "<ins>Faith</ins>" in page.text
    assert "Fits more bodies" in page.text


def test_a_new_version_is_published_after_its_changes_were_shown(world, sign_in):
    world.code(world["track:1"].dimension, "sport", position=9)
    client, add = sign_in(world.cleo), reverse("admin:annotate_codebookversion_add")
    page = client.get(add)
    assert "<bdi>Track: 10 Sport</bdi>" in page.text

    sent = {"shown": page.context["shown"], "number": "1.1", "notes": "Sport is asked"}
    client.post(add, sent)

    version = CodebookVersion.objects.get(number="1.1")
    assert (version.published_by, version.notes) == (world.cleo, "Sport is asked")


def test_where_nothing_changed_there_is_nothing_to_publish(world, sign_in):
    page = sign_in(world.cleo).get(reverse("admin:annotate_codebookversion_add"))

    assert "Nothing in the codebook has changed since codebook 1.0" in page.text


def test_a_codebook_that_changed_under_the_curators_eyes_is_not_published(world, sign_in):
    client, add = sign_in(world.cleo), reverse("admin:annotate_codebookversion_add")
    shown = client.get(add).context["shown"]
    world.code(world["track:1"].dimension, "sport", position=9)

    page = client.post(add, {"shown": shown, "number": "1.1", "notes": ""})

    assert "has changed since you opened this page" in page.text
    assert not CodebookVersion.objects.filter(number="1.1").exists()


def test_a_published_version_cannot_be_changed_or_deleted(world, sign_in):
    client = sign_in(world.edda)

    assert client.post(address(world.version), {"number": "9"}).status_code == 403
    assert client.post(address(world.version, "delete"), {"post": "yes"}).status_code == 403


def test_rows_of_codes_that_somebody_else_changed_are_not_overwritten(world, sign_in):
    client, dimension = sign_in(world.cleo), world["outcome:ceasefire"].dimension
    opened = form_of(client.get(address(dimension)))
    save(sign_in(world.edda), world["outcome:ceasefire"], label="Truce")

    page = sign_in(world.cleo).post(address(dimension), opened | {"codes-0-label": "Armistice"})

    assert escape("It now reads “Truce”.") in page.text
    assert world["outcome:ceasefire"].label == "Truce"


def test_retiring_shows_who_keeps_the_tag_and_then_leads_to_the_successor(world, sign_in):
    world.case("Sant'Egidio", "track:7 lead")
    client, code = sign_in(world.cleo), world["track:7"]
    answers = {"why": "Merged", "replaced_by": world["track:6"].pk}

    page = choose(client, "retire", [code])
    assert "the one case tagged with it keeps its tag" in page.text
    assert not world["track:7"].retired_at

    confirm(client, page, [code], **answers)
    assert world["track:7"].retired_at
    assert world["track:7"].replaced_by == world["track:6"]
    assert code.tags.count() == 1


def test_what_upkeep_does_to_a_code_stands_among_the_steps(world, sign_in):
    client, codes = sign_in(world.cleo), [world["track:7"]]
    save(client, codes[0], label="Faith", why="Fits more bodies")
    confirm(client, choose(client, "retire", codes), codes, why="Too rare")
    confirm(client, choose(client, "bring_back", codes), codes, why="Missed")
    save(client, world["track:1"].dimension, **{"codes-0-definition": "States."})

    taken = CodebookStep.objects.order_by("pk").values_list("kind", "why", "undone_by__username")
    assert list(taken) == [
        ("rename", "Fits more bodies", None),
        ("retire", "Too rare", "cleo"),
        ("redefine", "No reason was given.", None),
    ]


def test_a_code_of_no_version_retires_without_a_step(world, sign_in):
    client, sport = sign_in(world.cleo), world.code(world["track:1"].dimension, "sport", position=9)
    confirm(client, choose(client, "retire", [sport]), [sport], why="A mistake")

    assert world["track:10"].retired_at
    assert not CodebookStep.objects.exists()


def test_a_code_cannot_succeed_itself(world, sign_in):
    client, code = sign_in(world.cleo), world["track:7"]
    page = choose(client, "retire", [code])
    page = confirm(client, page, [code], why="…", replaced_by=code.pk)

    assert "cannot be the successor" in page.text
    assert not world["track:7"].retired_at


def test_a_type_and_its_sub_type_retire_together_and_come_back_together(world, sign_in):
    client, codes = (
        sign_in(world.cleo),
        [world["type:economic"], world["type:economic-integration"]],
    )
    confirm(client, choose(client, "retire", codes), codes, why="Too broad")
    assert world["type:economic"].retired_at

    confirm(client, choose(client, "bring_back", codes), codes, why="Missed")
    assert not world["type:economic-integration"].retired_at


def test_a_dimension_retires_and_its_codes_stay(world, sign_in):
    client, dimension = sign_in(world.cleo), world["outcome:ceasefire"].dimension
    confirm(client, choose(client, "retire", [dimension]), [dimension], why="Not asked any more")

    assert Dimension.objects.get(key="outcome").retired_at
    assert not world["outcome:ceasefire"].retired_at


def test_an_empty_selection_does_nothing_and_says_so(world, sign_in):
    page = sign_in(world.cleo).post(list_of(Code), {"action": "retire", "index": "0"}, follow=True)

    assert "No items have been changed" in page.text
    assert not Code.objects.exclude(retired_at=None).exists()


def test_what_was_deleted_meanwhile_cannot_be_deleted_again_and_that_is_said(world, sign_in):
    answer = sign_in(world.cleo).get(
        reverse("admin:annotate_code_delete", args=[999_999]), follow=True
    )

    assert "doesn’t exist" in answer.text
