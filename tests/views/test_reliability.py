"""How far coders agree, on the page and in its file; and what one's own answers became."""

import csv
import io
import re

import pytest
from coded import answer, coded, give, submit
from django.urls import reverse
from django.utils import timezone

from annotate.actions.change import Change
from annotate.actions.rounds import open_round
from annotate.models import Decision, Round, Ruling, Settlement
from annotate.models.vocabularies import CodingState, State, Value

PAGES = ["reliability", "reliability_csv", "reliability_mine"]


def read(client, name="reliability", query=""):
    return client.get(f"{reverse(f'annotate:{name}')}{query}")


def text(answer):
    """What one reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def cleo(world, client):
    client.force_login(world.cleo)
    return client


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_out_is_asked_to_sign_in(world, client, name):
    assert read(client, name).url.startswith(reverse("annotate:login"))


@pytest.mark.parametrize("name", PAGES)
def test_an_analyst_may_not_read_it(world, client, name):
    client.force_login(world.dan)

    assert read(client, name).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_researcher_may(world, client, name):
    client.force_login(world.ada)

    assert read(client, name).status_code == 200


def test_without_codings_the_page_says_what_agreement_needs(world, cleo):
    assert "No coding that you may read is submitted" in text(read(cleo))


def test_where_every_case_was_coded_once_there_is_nothing_to_compare(world, cleo):
    coded(world, world.case(), ada=["track:4 lead"])

    assert "No case here was coded by two coders." in text(read(cleo))


@pytest.fixture
def judged(world):
    """Twenty cases: track 4 in eleven of them, in one of which Ben says 6 instead."""
    many = range(20)
    cases = [world.case(f"Case {n}", state=State.IN_REVIEW, owner=world.edda) for n in many]
    round_ = Round(title="Pilot", codings_per_case=2)
    open_round(round_, cases, [world.ada, world.ben], by=world.cleo)
    for coding in round_.codings.select_related("case", "coder"):
        number = cases.index(coding.case)
        said = "track:4" if number < 11 else "track:1"
        if number == 0 and coding.coder == world.ben:
            said = "track:6"
        coding.judgements.create(code=world[said], role="lead")
    round_.codings.update(state=CodingState.SUBMITTED, submitted_at=timezone.now())
    return world


def test_a_code_shows_alpha_with_its_interval_and_what_it_rests_on(judged, cleo):
    # Track 4: 21 present, 19 absent, one case split: α = 1 − 39·1 / (21·19)
    shown = text(read(cleo, query="?dimension=track"))

    assert "40 codings by 2 coders; 20 cases coded by two or more" in shown
    assert re.search(r"0\.90 \[0\.\d\d, 1\.00\] 20 52 % 95 % 95 % 95 % 0 %", shown)
    assert "from 2000 resamples of the cases, seed 1" in shown


def test_the_mean_and_the_worst_code_stand_first_and_no_pooled_figure(judged, cleo):
    shown = text(read(cleo))

    assert "Mean alpha 0.95 over the 2 of 9 codes that can be judged." in shown
    assert "Lowest: 4 Private citizen , 0.90 [" in shown


def test_a_code_found_too_seldom_is_greyed_and_says_so(judged, cleo):
    page = read(cleo).content.decode()

    row = page.partition('id="track:activism"')[2].partition("</tr>")[0]
    assert ' class="few"' in row.partition(">")[0]
    assert "too few to judge" in row


def test_a_code_without_variation_is_undefined_with_the_reason(judged, cleo):
    page = read(cleo).content.decode()

    row = page.partition('id="track:funding"')[2].partition("</tr>")[0]
    assert "undefined" in row
    assert "Every answer is the same, so agreement by chance is certain." in row


def test_all_alphas_of_a_table_are_drawn_on_one_scale(judged, cleo):
    assert "drawn from 0 to 1" in text(read(cleo))
    for _ in range(2):  # α of track 9: 1 − 43·2 / (2·42), below zero
        coded(judged, judged.case(), ada=["track:9 lead"], ben=[])

    page = read(cleo)
    assert "drawn from -0.2 to 1" in text(page)
    assert len(set(re.findall(r'class="axis" x1="([0-9.]+)"', page.content.decode()))) == 1


def test_codes_that_were_swapped_lead_to_the_case(judged, cleo):
    page = read(cleo).content.decode()

    swapped = page.partition("Codes taken for one another")[2].partition("</section>")[0]
    assert "/codebook/track/4" in swapped
    assert "/codebook/track/6" in swapped
    assert "Case 0" in swapped


def test_each_round_leads_to_its_own_agreement(judged, cleo):
    page = read(cleo).content.decode()
    address = re.search(r'href="(\?dimension=track&amp;round=\d+)"', page)[1]
    coded(judged, judged.case(), ada=["track:4 lead"], ben=["track:4 lead"])

    assert "42 codings by 2 coders" in text(read(cleo))
    shown = text(read(cleo, query=address.replace("&amp;", "&")))
    assert "of round Pilot" in shown
    assert "40 codings by 2 coders" in shown


def test_a_misspelt_filter_is_refused_by_name_on_the_page_and_in_the_file(judged, cleo):
    page, file = read(cleo, query="?vresion=1.0"), read(cleo, "reliability_csv", "?vresion=1.0")

    assert page.status_code == file.status_code == 400
    assert "There is no filter “vresion”. Did you mean version?" in text(page)
    assert "There is no filter “vresion”. Did you mean version?" in file.content.decode()


def test_the_file_has_every_figure_with_its_formula_and_what_was_asked(judged, cleo):
    answer = read(cleo, "reliability_csv", "?dimension=track&seed=5")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    [alpha] = [
        row
        for row in rows
        if (row["code"], row["measure"], row["among"]) == ("track:private-citizen", "alpha", "")
    ]

    assert float(alpha["value"]) == pytest.approx(1 - 39 / (21 * 19))
    assert float(alpha["low"]) < float(alpha["value"]) < float(alpha["high"])
    assert (alpha["n_cases"], alpha["n_codings"], alpha["positives"]) == ("20", "40", "21")
    assert (alpha["status"], alpha["seed"], alpha["resamples"]) == ("ok", "5", "2000")
    assert alpha["asked"] == "dimension=track&seed=5"
    assert "Krippendorff 2011" in alpha["paper"]
    assert {row["dimension"] for row in rows} == {"track"}


def test_a_code_shows_its_agreement_to_those_who_may_read_codings(judged, client):
    assert "Agreement" not in text(client.get("/codebook/track/4"))
    client.force_login(judged.cleo)

    assert "α 0.90 [0." in text(client.get("/codebook/track/4"))


def settle(world, case, round_, **decisions):
    """`track_4="absent"`, each for a reason."""
    change = Change(by=world.cleo)
    settlement = change.save(
        Settlement(case=case, round=round_, settled_by=world.cleo, settled_at=timezone.now())
    )
    for key, value in decisions.items():
        code = world[key.replace("_", ":")]
        change.save(
            Decision(
                settlement=settlement,
                code=code,
                value=value,
                role="lead" if value == Value.PRESENT else "",
                reason=f"Rule of {key}.",
            )
        )


def test_a_coder_reads_what_was_decided_otherwise_and_why(world, client):
    case = world.case("Wajir", state=State.IN_REVIEW, owner=world.edda)
    round_ = coded(world, case, ada=["track:4 lead", "track:1 lead"], ben=["track:6 lead"])
    settle(world, case, round_, track_4="absent", track_6="present", track_1="present")
    decision = Decision.objects.get(code=world["track:4"])
    text_of_ruling = "Mayors are government while in office."
    Ruling.objects.create(number=12, text=text_of_ruling, decision=decision, made_by=world.cleo)
    client.force_login(world.ada)

    shown = text(read(client, "reliability_mine"))
    assert "1 of your codings is settled; 1 differs somewhere." in shown
    assert "Wajir" in shown
    assert f"present, lead absent Rule of track_4. R-12 : {text_of_ruling}" in shown
    assert "absent present, lead Rule of track_6." in shown
    assert "Rule of track_1." not in shown


def test_nobody_reads_there_of_a_case_that_they_have_yet_to_submit(world, client):
    case = world.case("Wajir")
    round_ = coded(world, case, ada=["track:4 lead"], ben=["track:6 lead"])
    settle(world, case, round_, track_4="absent")
    again = give(world, case, "ada", title="Again")
    client.force_login(world.ada)
    assert "Wajir" not in text(read(client, "reliability_mine"))

    answer(again["ada"], "track:4 lead")
    submit(again["ada"])
    assert "Wajir" in text(read(client, "reliability_mine"))


def test_what_another_coder_said_is_not_on_ones_own_page(world, client):
    case = world.case("Wajir", state=State.IN_REVIEW, owner=world.edda)
    round_ = coded(world, case, ada=["track:4 lead"], ben=["track:6 lead"])
    settle(world, case, round_, track_4="present", track_6="absent")
    client.force_login(world.ada)

    shown = text(read(client, "reliability_mine"))
    assert "0 differ somewhere" in shown
    assert "Activism" not in shown


def test_hostile_names_are_shown_as_text(world, client):
    world.ada.name = "<script>alert(1)</script>"
    world.ada.save()
    coded(world, world.case("<script>alert(2)</script>"), ada=["track:4 lead"], ben=[])
    coded(world, world.case(), ada=["track:4 lead"], ben=["track:6 lead"])
    client.force_login(world.cleo)

    assert "<script>alert" not in read(client).content.decode()
