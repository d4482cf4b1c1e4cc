"""Passages come to a coding from an earlier wording of a text, or from a file of annotations."""

import json

import pytest
from coded import answer, give, submit
from django.core.files.uploadedfile import SimpleUploadedFile

from annotate.actions import documents
from annotate.actions.tags import passage
from annotate.forms import annotations
from annotate.models import Coding, Evidence, Judgement
from annotate.models.vocabularies import State
from tests.views.test_annotations import SCRIPTS


@pytest.fixture
def case(world, client):
    """Ada and Ben code it; Ada is signed in."""
    case = world.case("Oslo channel", state=State.DRAFT, owner=world.cleo)
    client.force_login(world.ada)
    return case


def minutes(world, case, text="Norway hosted. Egypt watched.", title="Minutes"):
    return documents.add(case, title=title, text=text, by=world.cleo)


def spans(coding):
    rows = Evidence.objects.filter(judgement__coding=coding).order_by("document", "start", "pk")
    return [(row.judgement.code.full_key, row.document_id, row.start, row.quote) for row in rows]


def exported(client, coding):
    client.force_login(coding.coder)
    return client.get(f"/codings/{coding.pk}/annotations.jsonld").content


def rehearse(client, case, data):
    file = SimpleUploadedFile("passages.jsonld", data)
    return client.post(f"/cases/{case.public_id}/code/annotations", {"file": file}, follow=True)


def add(client, case, rehearsal):
    shown = rehearsal.context
    said = {"said": shown["rehearsal"].text, "version": shown["coding"].version}
    return client.post(f"/cases/{case.public_id}/code/annotations", said, follow=True)


def annotation(exact, code="track:2", **target):
    selector = {"type": "TextQuoteSelector", "exact": exact}
    return {
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": code},
        "target": {"source": "Minutes", "selector": selector} | target,
    }


def file_of(*items):
    return json.dumps(list(items)).encode()


def outcomes(answer):
    return [(item.number, item.outcome) for item in answer.context["rehearsal"].items]


def test_what_was_written_comes_back_to_the_same_places_in_any_script(world, client, case):
    for text, _ in SCRIPTS.values():
        minutes(world, case, f"{text}\n\n{text}", title=text[:9])
    codings = give(world, case, "ada", "ben")
    quotes = [quote for _, quote in SCRIPTS.values()]
    for quote in quotes:
        mark_last(world, codings["ben"], quote)
    data = exported(client, codings["ben"])

    client.force_login(world.ada)
    answer = rehearse(client, case, data)
    assert {outcome for _, outcome in outcomes(answer)} == {"added"}
    assert not spans(codings["ada"])
    add(client, case, answer)
    assert spans(codings["ada"]) == spans(codings["ben"])
    assert len(spans(codings["ada"])) == len(quotes)
    assert {outcome for _, outcome in outcomes(rehearse(client, case, data))} == {"there already"}


def mark_last(world, coding, quote):
    """Where it stands for the second time in its text."""
    document = next(one for one in coding.case.documents.all() if quote in one.text)
    start = document.text.rindex(quote)
    said = {"code": world["type:cultural"], "certainty": "present"}
    judgement, _ = Judgement.objects.get_or_create(coding=coding, **said)
    row = passage(document, start, start + len(quote))
    row.judgement = judgement
    world.change.save(row)


def test_a_file_is_judged_item_by_item_and_added_at_once(world, client, case):
    minutes(world, case)
    coding = give(world, case, "ada")["ada"]
    answer(coding, ("track:4 lead", "Egypt"))
    known = [
        annotation("Norway", "track:professional-cr"),
        annotation("Egypt", "track:private-citizen"),
    ]
    wrong = [
        annotation("Sweden", "track:religious"),
        annotation("Norway", "track:unheard-of"),
        annotation("Norway", "track:religious", source="Another text"),
        {"type": "Annotation"},
    ]

    shown = rehearse(client, case, file_of(*known, *wrong))

    assert outcomes(shown) == [
        (1, "added"),
        (2, "there already"),
        *((number, "refused") for number in (3, 4, 5, 6)),
    ]
    reasons = [item.reason for item in shown.context["rehearsal"].items]
    assert "not in “Minutes”" in reasons[2]
    assert "does not ask “track:unheard-of”" in reasons[3]
    assert "No text of this case is “Another text”" in reasons[4]
    assert "expected a target" in reasons[5]
    assert "Add 1 passage, leave out 4" in shown.text
    assert "1 passage added." in add(client, case, shown).text
    assert [(key, quote) for key, _, _, quote in spans(coding)] == [
        ("track:professional-cr", "Norway"),
        ("track:private-citizen", "Egypt"),
    ]
    assert coding.judgements.get(code=world["track:4"]).rationale == "ada says so."


def test_the_answer_that_a_coder_gave_stays(world, client, case):
    minutes(world, case)
    coding = give(world, case, "ada")["ada"]
    answer(coding, "track:2 ?")

    add(
        client, case, rehearse(client, case, file_of(annotation("Norway", "track:professional-cr")))
    )

    assert coding.judgements.get().certainty == "cannot-tell"
    assert len(spans(coding)) == 1


def test_nothing_is_added_to_a_coding_that_changed_since_it_was_shown(world, client, case):
    minutes(world, case)
    coding = give(world, case, "ada")["ada"]
    shown = rehearse(client, case, file_of(annotation("Norway", "track:professional-cr")))
    answer(coding, "track:4 lead")

    refused = add(client, case, shown)

    assert refused.status_code == 409
    assert "Nothing was added." in refused.text
    assert not spans(coding)


def test_words_that_differ_are_looked_for_with_an_end(world, client, case, monkeypatch):
    monkeypatch.setattr(annotations, "MOST_SEARCHED_CHARS", 60)
    minutes(world, case)
    give(world, case, "ada")
    items = [
        annotation(quote, "track:religious") for quote in ("Norwai hosted", "Egipt", "x", "Norway")
    ]

    shown = rehearse(client, case, file_of(*items))

    assert outcomes(shown) == [(1, "added"), (2, "added"), (3, "refused"), (4, "added")]
    assert "Not looked for" in shown.text


@pytest.mark.parametrize("data", [b"not json", b"\xff\xfe", b"", b'{"type": "Thing"}'])
def test_a_file_that_holds_no_annotations_is_refused_with_a_sentence(world, client, case, data):
    give(world, case, "ada")

    shown = rehearse(client, case, data)

    assert shown.context["rehearsal"] is None
    assert "The file is not JSON" in shown.text or "expected an Annotation" in shown.text


def test_a_submitted_coding_takes_no_file(world, client, case):
    minutes(world, case)
    submit(give(world, case, "ada")["ada"])

    shown = rehearse(client, case, file_of(annotation("Norway")))
    assert shown.redirect_chain[0] == (f"/cases/{case.public_id}/code", 302)
    assert not Evidence.objects.exists()


def test_a_button_on_the_workbench_moves_passages_to_the_newest_wording(world, client, case):
    before = minutes(world, case)
    coding = give(world, case, "ada")["ada"]
    answer(coding, ("track:2 lead", "Norway hosted"), ("track:4 supporting", "Egypt watched"))
    address = f"/cases/{case.public_id}/code"
    assert "A text was corrected" not in client.get(address).text
    said = {"title": "Minutes", "text": "1993: Norway hosted.", "by": world.cleo}
    newest = documents.correct(before, version=before.case.version, **said).document

    assert "2 of your passages stand in an earlier wording" in client.get(address).text
    shown = client.post(f"{address}/follow", {"coding": coding.pk}, follow=True)

    assert "1 passage moved to the newest wording." in shown.text
    assert "stays in the earlier wording: “Egypt watched”" in shown.text
    assert "1 of your passages stands in an earlier wording" in shown.text
    assert Evidence.objects.get(quote="Norway hosted").document == newest


def test_nobody_moves_the_passages_of_another(world, client, case):
    before = minutes(world, case)
    coding = give(world, case, "ben")["ben"]
    answer(coding, ("track:2 lead", "Norway hosted"))
    said = {"title": "Minutes", "text": "1993: Norway hosted.", "by": world.cleo}
    documents.correct(before, version=before.case.version, **said)

    client.post(f"/cases/{case.public_id}/code/follow", {"coding": coding.pk})

    assert Evidence.objects.get().document == before
    assert Coding.objects.get().version == 2
