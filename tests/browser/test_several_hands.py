"""Three coders code two cases blind and disagree; a curator settles; the figures are right."""

import csv
import io

import pytest
from playwright.sync_api import expect

from annotate.models import Case, Coding
from annotate.models.vocabularies import State
from tests.coded import give

CODERS = ["ben", "fay", "gus"]
# What each presses in the one case and the other: they differ on track 7 and on track 9.
KEYS = {
    "ben": [["4", "7"], ["4"]],
    "fay": [["4", "7"], ["4"]],
    "gus": [["4"], ["4", "Shift+Digit9"]],
}


@pytest.fixture
def cases(world):
    """Given to three coders, who find no answer in them."""
    world.fay, world.gus = world.person("fay", "researcher"), world.person("gus", "researcher")
    cases = [world.case(title, state=State.DRAFT) for title in ("Aceh talks", "Oslo channel")]
    for case in cases:
        world.document(case, "Citizens and churches came first.")
        give(world, case, *CODERS)
    return cases


@pytest.mark.slow
def test_three_coders_one_adjudicator_and_the_right_numbers(page, world, cases, signed_in):
    for name in CODERS:
        signed_in(getattr(world, name))
        for case, keys in zip(cases, KEYS[name], strict=True):
            assert not sees_others(page, case)
            code(page, case, keys)
    assert {coding.state for coding in Coding.objects.all()} == {"submitted"}
    assert {coding.seen for coding in Coding.objects.all()} == {""}

    signed_in(world.cleo)
    settle(page, cases[0], answer="supporting", reason="The churches acted.")
    settle(page, cases[1], answer="absent", reason="No medium took part.")

    assert tags(cases[0]) == {"private-citizen", "religious"}
    assert tags(cases[1]) == {"private-citizen"}
    # Of six answers on track 7 two say present, and they meet one absence: 1 − 5·1 / (2·4).
    assert figure(page, "religious", "alpha") == pytest.approx(0.375)
    assert figure(page, "private-citizen", "alpha") is None
    page.goto("/reliability/")
    expect(page.get_by_role("row", name="Religious")).to_contain_text("too few to judge")
    rows = table(page, "/cases/codings.csv?shape=settled")
    assert told(rows, cases[0], "religious") == ("present", "2", "The churches acted.")
    assert told(rows, cases[1], "communication") == ("absent", "2", "No medium took part.")
    assert told(rows, cases[1], "private-citizen") == ("present", "3", "")


def sees_others(page, case):
    """Whether the case, and with it anybody's answer, can be seen beside the workbench."""
    page.goto("/cases/")
    return page.get_by_text(case.title).is_visible()


def code(page, case, keys):
    page.goto(f"/cases/{case.public_id}/code")
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("[data-save-state]")).to_have_class("saved")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/code/submit")
    for box in page.get_by_label("None applies").all():
        box.check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url("**/codings/*")


def settle(page, case, *, answer, reason):
    page.goto("/disputes/")
    page.get_by_role("link", name=case.title).first.click()
    page.locator("td.answer label").get_by_text(answer, exact=True).click()
    page.locator("#reason textarea, [name$=-reason]").first.fill(reason)
    page.get_by_role("button", name="Settle 1 difference").click()
    expect(page.get_by_text("Settled by")).to_be_visible()


def tags(case):
    found = Case.objects.get(pk=case.pk).tags.coded().present()
    return set(found.values_list("code__key", flat=True))


def table(page, address):
    return list(csv.DictReader(io.StringIO(page.request.get(address).text().lstrip("\ufeff"))))


def figure(page, code, measure):
    (row,) = [
        row
        for row in table(page, "/reliability.csv")
        if (row["code"], row["measure"]) == (f"track:{code}", measure)
    ]
    return float(row["value"]) if row["value"] else None


def told(rows, case, code):
    (row,) = [row for row in rows if (row["case"], row["code"]) == (case.public_id, code)]
    return row["value"], row["in_favour"], row["reason"]
