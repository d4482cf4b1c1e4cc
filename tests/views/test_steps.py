"""A curator changes the codebook by steps: previewed, taken with a reason, listed, undone."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from annotate.actions import steps
from annotate.models import CodebookStep, Recoding, SavedSearch
from tests.stepped import merge, redefine, split, take


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


def address(code, step=""):
    page = reverse("annotate:code_change", args=[code.dimension.key, code.address_key])
    return f"{page}?step={step}" if step else page


def typed(code, **values):
    return {"seen": code.version, "why": "", "shown": ""} | values


def previewed(client, code, step, **values):
    return client.post(address(code, step), typed(code, **values))


def confirmed(client, code, step, **values):
    """Previews, then presses the button, with a reason."""
    page = previewed(client, code, step, **values)
    shown = page.context["preview"].fingerprint
    sent = {"why": "Coders mix them up.", "confirmed": "yes"} | values | {"shown": shown}
    return client.post(address(code, step), typed(code) | sent, follow=True)


DOORS = ["code_change", "steps", "step_undo", "recodings", "recoding_done"]


def door(world, name):
    world.case("Oslo channel", "track:7 lead")
    step = redefine(world, "track:7", definition="Clergy.", look_again=True)
    args = {
        "code_change": ["track", "7"],
        "step_undo": [step.pk],
        "recoding_done": [Recoding.objects.get().pk],
    }
    return reverse(f"annotate:{name}", args=args.get(name, []))


@pytest.mark.parametrize("name", DOORS)
def test_whoever_is_signed_out_is_turned_away(world, client, name):
    method = client.post if name in ("step_undo", "recoding_done") else client.get
    answer = method(door(world, name))

    assert answer.status_code in (302, 403)
    assert CodebookStep.objects.standing().count() == Recoding.objects.waiting().count() == 1


@pytest.mark.parametrize("name", DOORS)
def test_a_researcher_reads_the_steps_and_takes_none(world, client, name):
    client.force_login(world.ada)
    page = door(world, name)
    method = client.post if name in ("step_undo", "recoding_done") else client.get

    assert method(page).status_code == (200 if name == "steps" else 403)


# Preview and confirmation


def test_the_page_says_what_rests_on_the_code(world, cleo):
    world.case("Oslo channel", "track:7 lead")
    SavedSearch.objects.create(user=world.dan, name="Mine", query="track=7")
    page = cleo.get(address(world["track:7"]))

    found = [(line.what, line.count) for line in page.context["impact"].lines]
    assert found == [("tags on cases that are published", 1), ("saved questions", 1)]
    for kind in ["Rename", "Redefine", "Merge", "Split", "Retire", "Move"]:
        assert f">{kind}</a>" in page.text


def test_a_preview_changes_nothing(world, cleo):
    world.case("Oslo channel", "track:7 lead", "track:6 supporting")
    page = previewed(cleo, world["track:7"], "merge", into="activism")

    assert escape("1 tag becomes a tag of “6 Activism”.") in page.text
    assert "In 1 of them" in page.text
    assert "no case was coded by two coders" in page.text
    assert not CodebookStep.objects.exists()
    assert not world["track:7"].retired_at


def test_a_merge_is_taken_as_it_was_seen(world, cleo):
    case = world.case("Oslo channel", "track:7 lead")
    page = confirmed(cleo, world["track:7"], "merge", into="activism")

    assert "Done. Merge: 7 Religious" in page.text
    assert case.tags.get().code == world["track:6"]
    step = CodebookStep.objects.get()
    assert (step.taken_by, step.why) == (world.cleo, "Coders mix them up.")


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("rename", {"label": "Faith"}),
        ("redefine", {"definition": "Clergy only.", "look_again": "on"}),
        ("retire", {"replaced_by": "activism"}),
        ("retire", {}),
    ],
)
def test_every_kind_of_step_is_previewed_and_taken(world, cleo, step, values):
    world.case("Oslo channel", "track:7 lead")
    confirmed(cleo, world["track:7"], step, **values)

    assert CodebookStep.objects.get().kind == step


def test_a_code_is_split_into_the_rows_that_were_filled_in(world, cleo):
    world.case("Oslo channel", "type:cultural")
    rows = {"parts-TOTAL_FORMS": "3", "parts-INITIAL_FORMS": "0"}
    for number, key in enumerate(["sport", "music"]):
        part = {"key": key, "label": key.capitalize(), "definition": f"What {key} is."}
        rows |= {f"parts-{number}-{name}": value for name, value in part.items()}
    confirmed(cleo, world["type:cultural"], "split", **rows)

    assert {code.key for code in CodebookStep.objects.get().into.all()} == {"sport", "music"}
    assert world["type:sport"].definition == "What sport is."


def test_a_blank_row_is_added_without_javascript(world, cleo):
    rows = {"parts-TOTAL_FORMS": "2", "parts-INITIAL_FORMS": "0", "add_row": "parts"}
    page = previewed(cleo, world["type:cultural"], "split", **rows)

    assert len(page.context["form"].parts.forms) == 3
    assert page.context["preview"] is None


def test_a_type_becomes_a_sub_type(world, cleo):
    case = world.case("Oslo channel", "type:cultural")
    page = previewed(cleo, world["type:cultural"], "move", parent="political")
    assert escape("1 case gets the tag “Political” too.") in page.text

    confirmed(cleo, world["type:cultural"], "move", parent="political")
    assert case.tags.count() == 2


def test_a_step_without_a_reason_is_not_taken(world, cleo):
    page = confirmed(cleo, world["track:7"], "rename", label="Faith", why=" ")

    assert "This field is required" in page.text
    assert "<del>Religious</del>" in page.text
    assert world["track:7"].label == "Religious"


def test_a_step_is_not_taken_if_it_would_do_something_else_than_was_seen(world, cleo):
    code = world["track:7"]
    shown = previewed(cleo, code, "merge", into="activism").context["preview"].fingerprint
    world.case("Oslo channel", "track:7 lead")
    sent = typed(code, into="activism", why="…", shown=shown, confirmed="yes")
    page = cleo.post(address(code, "merge"), sent)

    assert "no longer what you saw" in page.text
    assert not CodebookStep.objects.exists()
    assert not world["track:7"].retired_at


def test_of_two_curators_the_second_is_told_and_keeps_what_they_typed(world, cleo):
    seen = world["track:7"]
    take(world, steps.rename, "track:7", label="Faith", by=world.edda)
    page = previewed(cleo, seen, "rename", label="Religion")

    assert "was changed by somebody else" in page.text
    assert 'value="Religion"' in page.text
    assert page.context["form"]["seen"].value() == str(world["track:7"].version)


def test_what_the_verb_refuses_is_said_at_the_preview(world, cleo):
    page = previewed(cleo, world["type:economic"], "merge", into="cultural")

    assert escape("sub-types of “Economic” first") in page.text
    assert page.context["preview"] is None


def test_a_retired_code_takes_no_step_but_shows_the_one_that_retired_it(world, cleo):
    step = take(world, steps.retire, "track:7")
    page = cleo.get(address(world["track:7"], "rename"))

    assert "No step can be taken" in page.text
    assert f"#step-{step.pk}" in page.text


def test_a_code_of_no_published_version_takes_no_step(world, cleo):
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    page = cleo.get(address(world["outcome:armistice"], "rename"))

    assert "change it under Upkeep" in page.text


def test_curators_find_the_way_from_the_page_of_the_code(world, client):
    page = reverse("annotate:code", args=["track", "7"])
    assert address(world["track:7"]) not in client.get(page).text
    client.force_login(world.cleo)

    assert address(world["track:7"]) in client.get(page).text


# The log


def test_the_log_says_what_was_changed_and_undoes_it(world, cleo):
    step = take(world, steps.rename, "track:7", label="Faith")
    page = cleo.get(reverse("annotate:steps"))
    assert "<del>Religious</del>" in page.text
    assert step.why in page.text

    page = cleo.post(reverse("annotate:step_undo", args=[step.pk]), follow=True)
    assert "Undone: Rename: 7 Religious." in page.text
    assert "undone by" in page.text


def test_the_log_still_names_the_codes_of_a_split_that_was_undone(world, cleo):
    step = split(world, "type:cultural", "sport", "music")
    steps.undo(step, by=world.cleo)

    assert "into Sport, Music" in cleo.get(reverse("annotate:steps")).text
    page = cleo.get(reverse("annotate:code", args=["type", "cultural"]))
    assert escape("split it into “Sport”, “Music”; undone by cleo.") in page.text


def test_a_step_that_something_rests_on_has_no_button_but_the_reason(world, cleo):
    step = take(world, steps.rename, "track:7", label="Faith")
    world.publish_codebook("1.1")
    page = cleo.get(reverse("annotate:steps"))
    assert "It is part of codebook 1.1, which never changes" in page.text

    answer = cleo.post(reverse("annotate:step_undo", args=[step.pk]), follow=True)
    assert "Not undone." in answer.text


def test_cases_that_stay_as_they_are_are_named(world, cleo):
    case = world.case("Oslo channel", "track:7 lead")
    step = merge(world, "track:7", "track:6")
    tag = case.tags.get()
    tag.rationale = "They marched."
    world.change.save(tag)

    page = cleo.post(reverse("annotate:step_undo", args=[step.pk]), follow=True)
    assert f"left as they are: {case.public_id}" in page.text


def test_the_log_is_empty_at_first_and_says_what_a_step_is(world, cleo):
    assert "No step was taken yet" in cleo.get(reverse("annotate:steps")).text


def test_the_page_of_the_code_tells_the_team_of_its_steps(world, client):
    merge(world, "track:7", "track:6")
    page = reverse("annotate:code", args=["track", "6"])
    assert "merged" not in client.get(page).text
    client.force_login(world.ada)

    assert escape("merged “7 Religious” into it.") in client.get(page).text


# Former keys


@pytest.mark.parametrize("key", ["7", "religious"])
def test_the_address_of_a_merged_code_leads_to_the_other(world, client, key):
    merge(world, "track:7", "track:6")
    answer = client.get(reverse("annotate:code", args=["track", key]))

    assert (answer.status_code, answer.url) == (301, "/codebook/track/6")
    assert answer.headers["Cache-Control"] == "no-cache"
    itself = client.get(reverse("annotate:code", args=["track", "7"]), {"itself": ""})
    assert "Retired" in itself.text


def test_a_merged_code_with_tags_left_keeps_its_page(world, client):
    world.case("Oslo channel", "outcome:ceasefire")
    world.code(world["outcome:ceasefire"].dimension, "armistice")
    world.publish_codebook("1.1")
    merge(world, "outcome:ceasefire", "outcome:armistice")

    answer = client.get(reverse("annotate:code", args=["outcome", "ceasefire"]))
    assert answer.status_code == 200


# The queue


def test_the_queue_shows_the_old_answer_and_takes_it_out_once_looked_at(world, cleo):
    case = world.case("Oslo channel", "track:7 lead")
    redefine(world, "track:7", definition="Clergy only.", look_again=True)
    assert f'<a href="{reverse("annotate:recodings")}">1 answer</a>' in cleo.get("/").text
    page = cleo.get(reverse("annotate:recodings"))
    assert "Because." in page.text
    assert "Still right" in page.text
    assert (
        f"{reverse('annotate:case_edit', args=[case.pk])}#code-{world['track:7'].pk}" in page.text
    )

    done = reverse("annotate:recoding_done", args=[Recoding.objects.get().pk])
    page = cleo.post(done, {"version": case.version}, follow=True)
    assert "No case waits" in page.text
    assert "To look at again" not in cleo.get("/").text
    page = cleo.post(done, {"version": case.version}, follow=True)
    assert escape("cleo has looked at “Oslo channel” already") in page.text


def test_a_case_that_was_changed_since_the_page_was_shown_stays_in_the_queue(world, cleo):
    case = world.case("Oslo channel", "track:7 lead")
    redefine(world, "track:7", definition="Clergy only.", look_again=True)
    done = reverse("annotate:recoding_done", args=[Recoding.objects.get().pk])
    page = cleo.post(done, {"version": case.version + 1}, follow=True)

    assert "Look at it again" in page.text
    assert Recoding.objects.waiting().exists()


def test_cases_of_a_split_code_may_keep_their_answer(world, cleo):
    world.case("Oslo channel", "type:cultural")
    split(world, "type:cultural", "sport", "music")
    page = cleo.get(reverse("annotate:recodings"))

    assert escape("“Cultural” was split") in page.text
    assert "Keep the old answer" in page.text
    assert "once the next version of the codebook is published" in page.text
