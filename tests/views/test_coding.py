"""The workbench: who may open it, what it shows and hides, and that nothing typed is lost."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from coded import answer, give, submit
from django.utils import timezone

from annotate.actions import coding as verbs
from annotate.actions import documents
from annotate.models import Coding, Ruling, Settlement
from annotate.models.answer_sheet import AnswerSheet
from annotate.models.vocabularies import CodingState, State

JSON = {"headers": {"accept": "application/json"}}
TEXT = "Norway hosted the talks.\n\nTwo <b>academics</b> opened them. 🕊 Norway paid."


@pytest.fixture
def ada(world, client):
    """Ada's coding of a draft of Edda's, and Ada signed in."""
    case = world.case(
        "Oslo channel",
        "track:9 lead",
        state=State.DRAFT,
        owner=world.edda,
        summary="Secret talks.",
        start="1993-05",
        why_many_tracks="Not to be seen.",
        internal_note="Nor this.",
        narrative=TEXT,
    )
    documents.store_narrative(case, by=world.edda)
    world.source(case)
    client.force_login(world.ada)
    return give(world, case, "ada", "ben")["ada"]


def again(coding):
    return Coding.objects.get(pk=coding.pk)


def at(coding, more=""):
    return f"/cases/{coding.case.public_id}/code{more}"


def page(client, coding, more=""):
    return client.get(at(coding, more)).content.decode()


def send(client, coding, fields=(), **how):
    """What the form sends: the version seen, and pairs of field and value."""
    sent = [("coding", coding.pk), ("version", again(coding).version), *fields]
    query = urlencode(sent)
    return client.post(at(coding), query, "application/x-www-form-urlencoded", **how)


def values(coding):
    lines = AnswerSheet.of(again(coding)).lines
    return {line.code.full_key: str(line.value) for line in lines if line.judgement}


def lead(world, key="track:1"):
    pk = world[key].pk
    return [(f"value-{pk}", "present"), (f"role-{pk}", "lead")]


def passage(world, coding, quote, key="track:1"):
    document = coding.case.documents.latest("pk")
    start = document.text.index(quote)
    return f"passage-{world[key].pk}", f"{document.pk}:{start}:{start + len(quote)}"


# Who may open it


def test_nobody_who_is_signed_out_opens_it(client, ada):
    client.logout()

    assert client.get(at(ada)).url.startswith("/sign-in")


def test_an_analyst_may_not(world, client, ada):
    client.force_login(world.dan)

    assert client.get(at(ada)).status_code == 403


def test_its_coder_finds_the_text_the_questions_and_the_facts(client, ada):
    html = page(client, ada)

    assert "Norway hosted the talks." in html
    assert "May 1993" in html
    assert "Secret talks." in html
    assert "Gaza First" in html
    assert "0 of 4 questions answered" in html
    assert "Blind, codebook 1.0" in html


def test_and_nothing_of_how_the_case_is_tagged(world, client, ada):
    world.evidence(ada.case.tags.get(), "academics")
    answer(Coding.objects.get(coder=world.ben), ("track:2 lead", "Norway paid"))
    html = page(client, ada)

    assert "<mark" not in html
    assert "Not to be seen." not in html
    assert "Nor this." not in html
    form = html.partition('<form id="sheet"')[2].partition("</form>")[0]
    assert "checked" not in form.replace('value="" checked', "")


def test_the_team_is_told_that_they_have_no_coding_of_a_case(world, client, ada):
    client.force_login(world.cleo)
    html = page(client, ada)

    assert "You have no coding of this case" in html
    assert "Norway hosted" not in html


def test_and_that_there_is_one_in_the_pool_to_be_taken(world, client, ada):
    Coding.objects.filter(pk=ada.pk).update(coder=None)
    assert "free to be taken, in the round “<bdi>Pilot</bdi>”" in page(client, ada)

    taken = client.post(f"/codings/{ada.pk}/take", {"version": again(ada).version})
    assert taken.url == at(ada)
    assert "Norway hosted" in page(client, ada)


def test_of_a_case_that_they_cannot_know_nothing_is_said(world, client, ada):
    ada.case.visibility = "restricted"
    world.change.save(ada.case)

    assert client.get(at(ada)).status_code == 404
    assert "Oslo channel" not in client.get("/").content.decode()


# While one codes it, the case itself is closed


@pytest.mark.parametrize("more", ["", "/history"])
def test_the_page_of_the_case_leads_its_coder_to_the_workbench(client, ada, more):
    seen = client.get(ada.case.get_absolute_url() + more)
    html = seen.content.decode()

    assert seen.status_code == 403
    assert "You are coding this case" in html
    assert f'href="{at(ada)}"' in html
    assert "Secret talks." not in html


def test_once_it_is_submitted_the_case_opens(client, ada):
    submit(ada)

    assert client.get(ada.case.get_absolute_url()).status_code == 200


def test_for_others_a_case_that_is_hidden_stays_hidden(world, client, ada):
    ada.case.visibility = "restricted"
    world.change.save(ada.case)
    for name in ("ada", "ben", "dan"):
        client.force_login(getattr(world, name))
        assert client.get(ada.case.get_absolute_url()).status_code == 404


# What is marked


def test_overlapping_passages_keep_every_number_and_change_no_character(client, ada):
    answer(ada, ("track:1 lead", "hosted the talks"), ("track:9 supporting", "the talks."))
    html = page(client, ada)

    both = " ".join(str(line.code.pk) for line in marked(ada))
    assert 'class="t1" data-number="1"></b>hosted </mark>' in html
    assert f'data-code="{both}"><b class="t9" data-number="9"></b>the talks</mark>' in html
    assert '<p class="prose" dir="auto" data-start="0">Norway <mark' in html
    assert (
        'data-start="26">Two &lt;b&gt;academics&lt;/b&gt; opened them. 🕊 Norway paid.</p>' in html
    )


def marked(coding):
    return [line for line in AnswerSheet.of(again(coding)).lines if line.judgement]


def test_an_earlier_wording_in_which_something_is_marked_stays_a_tab(world, client, ada):
    answer(ada, ("track:1 lead", "Norway hosted"))
    before = ada.case.documents.get()
    ada.case.narrative = "Sweden hosted."
    documents.store_narrative(ada.case, by=world.edda)

    html = page(client, ada)
    assert "Sweden hosted." in html
    assert f'href="?document={before.pk}">Case narrative, earlier wording</a>' in html
    assert "<mark" in page(client, ada, f"?document={before.pk}")


def test_a_text_of_another_case_is_not_shown(world, client, ada):
    other = world.document(world.case("Bergen"), "Elsewhere.")

    assert "Elsewhere." not in page(client, ada, f"?document={other.pk}")


# Definitions and rulings


def test_each_code_has_the_wording_of_its_codebook_and_the_rulings_in_force(world, client, ada):
    code = world["track:1"]
    code.definition = "Reworded since."
    world.change.save(code)
    for number, text in enumerate(["States alone.", "No longer."], start=12):
        ruling = Ruling.objects.create(number=number, text=text, made_by=world.cleo)
        ruling.codes.add(code)
    Ruling.objects.filter(number=13).update(withdrawn_at=timezone.now())
    html = page(client, ada)

    assert "What government means." in html
    assert "Reworded since." not in html
    assert '<dt>Ruling R-12</dt><dd dir="auto">States alone.</dd>' in html
    assert "No longer." not in html


# Saving


def test_what_is_sent_is_stored_with_its_passage(world, client, ada):
    sent = send(client, ada, [*lead(world), passage(world, ada, "Norway hosted")])

    assert sent.url == at(ada)
    assert values(ada) == {"track:government": "present"}
    html = page(client, ada)
    assert "<mark" in html
    assert "1 of 4 questions answered" in html


def test_a_script_is_told_what_is_saved(world, client, ada):
    sub_type = world["type:economic-integration"].pk
    sent = send(client, ada, [(f"value-{sub_type}", "present"), ("none", "outcome")], **JSON)
    said = sent.json()

    assert said.pop("saved")
    assert said == {
        "version": again(ada).version,
        "answered": 2,
        "questions": 4,
        "unanswered": ["track", "officialness"],
        "implied": [world["type:economic"].pk],
    }


def test_words_typed_without_script_become_a_passage(world, client, ada):
    send(client, ada, [*lead(world), (f"quote-{world['track:1'].pk}", "Norway paid")])

    assert "🕊 <mark" in page(client, ada)


def test_one_passage_is_removed_by_its_button(world, client, ada):
    name, value = passage(world, ada, "Norway hosted")
    sent = send(client, ada, [*lead(world), (name, value), ("remove", f"{name}={value}")])

    assert sent.url == f"{at(ada)}#code-{world['track:1'].pk}"
    assert "<mark" not in page(client, ada)


def test_what_is_wrong_is_said_beside_its_field_and_all_that_was_typed_is_kept(world, client, ada):
    pk = world["track:1"].pk
    typed = [*lead(world), (f"rationale-{pk}", "Typed <b>."), (f"quote-{pk}", "Sweden hosted")]
    sent = send(client, ada, typed)
    html = sent.content.decode()

    assert sent.status_code == 400
    assert html.count("No text of the case has these words") == 2
    assert f'href="#code-{pk}"' in html
    assert "Typed &lt;b&gt;.</textarea>" in html
    assert 'value="Sweden hosted"' in html
    assert values(ada) == {}


def test_a_script_is_told_which_field_is_wrong(world, client, ada):
    sent = send(client, ada, [(f"value-{world['track:1'].pk}", "maybe")], **JSON)

    assert sent.status_code == 400
    assert list(sent.json()["errors"]) == [f"value-{world['track:1'].pk}"]


@pytest.mark.parametrize("how", [{}, JSON])
def test_no_garbage_breaks_it(world, client, ada, how):
    answer(ada, "track:1 lead")
    pk = world["track:2"].pk
    for name in ("value", "role", "passage", "citation", "pages", "quote", "note"):
        garbage = [
            (f"{name}-{key}", "\0\ud800'\";".encode("utf-8", "replace")) for key in (pk, "x", "")
        ]
        assert send(client, ada, [*lead(world), *garbage], **how).status_code == 400
    assert client.post(at(ada), {"coding": "x", "version": "²"}, **how).status_code == 400
    assert values(ada) == {"track:government": "present"}


def test_a_passage_of_another_case_is_refused(world, client, ada):
    other = world.document(world.case("Bergen"), "Elsewhere.")
    field = f"passage-{world['track:1'].pk}"
    sent = send(client, ada, [*lead(world), (field, f"{other.pk}:0:4")], **JSON)

    assert "no passage in a text of this case" in sent.json()["errors"][field]


# Two tabs


def sent_late(client, coding, fields, **how):
    """With the version before that of another tab."""
    query = urlencode([("coding", coding.pk), ("version", 1), *fields])
    return client.post(at(coding), query, "application/x-www-form-urlencoded", **how)


def test_of_two_tabs_the_slower_one_compares(world, client, ada):
    answer(ada, "track:2 lead")
    sent = sent_late(client, ada, lead(world))
    html = sent.content.decode()

    assert sent.status_code == 409
    assert '<th scope="row">1 Government</th>' in html
    assert '<th scope="row">2 Professional cr</th>' in html
    assert values(ada) == {"track:professional-cr": "present"}
    fields = dict(lead(world)) | {"version": again(ada).version}
    for name, value in fields.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    send(client, ada, lead(world))
    assert values(ada) == {"track:government": "present"}


def test_its_script_gets_the_comparison(world, client, ada):
    answer(ada, "track:2 lead")
    said = sent_late(client, ada, lead(world), **JSON)

    assert said.status_code == 409
    assert said.json()["version"] == again(ada).version
    assert "1 Government" in said.json()["compare"]


def test_what_is_sent_twice_is_stored_once_and_well(world, client, ada):
    fields = [*lead(world), passage(world, ada, "Norway hosted"), ("note", "Hm.")]
    first = send(client, ada, fields, **JSON)
    second = sent_late(client, ada, fields, **JSON)

    assert second.status_code == 200
    assert second.json()["version"] == first.json()["version"]


# Submitted, lapsed, given to somebody else


@pytest.mark.parametrize("how", [{}, JSON])
def test_what_is_sent_after_submitting_is_shown_and_not_stored(world, client, ada, how):
    submit(ada)
    sent = sent_late(
        client, ada, [*lead(world), (f"note-{world['track:1'].pk}", "Too late.")], **how
    )

    assert sent.status_code == 403
    assert "a curator can reopen it" in sent.content.decode()
    assert how or "Too late." in sent.content.decode()
    assert values(ada) == {}
    assert sent_late(client, ada, [("value-x", "present")], **how).status_code == 403


@pytest.mark.parametrize("state", [CodingState.STARTED, CodingState.LAPSED])
def test_who_sends_to_the_coding_of_another_reads_and_writes_nothing_of_it(
    world, client, ada, state
):
    answer(ada, ("track:3 lead", "Norway paid"), note="Ben must not read this.")
    Coding.objects.filter(pk=ada.pk).update(state=state)
    client.force_login(world.ben)
    for fields in ([], [*lead(world), ("note", "Mine.")], [("value-x", "present")]):
        page = send(client, ada, fields)
        told = send(client, ada, fields, **JSON)

        assert page.status_code == 403
        for words in ("Ben must not", "3 Business", "Norway paid", "As stored"):
            assert words not in page.text
        assert told.json() == {"said": "This coding is not given to you any more."}
    assert values(ada) == {"track:business": "present"}


def test_who_has_no_coding_sends_none(world, client, ada):
    client.force_login(world.cleo)

    assert client.post(at(ada), {"version": 1}, **JSON).status_code == 403
    assert client.post(at(ada), {"version": 1}).status_code == 403


def test_a_coding_left_alone_says_so(world, client, ada):
    Coding.objects.filter(pk=ada.pk).update(state=CodingState.LAPSED)

    assert "somebody else took it over" in page(client, ada)


def test_a_coding_that_the_case_was_settled_without_says_that_instead(world, client, ada):
    settled = {"settled_by": world.cleo, "settled_at": timezone.now()}
    world.change.save(Settlement(case=ada.case, round=ada.round, **settled))
    Coding.objects.filter(pk=ada.pk).update(state=CodingState.LAPSED)

    for html in (page(client, ada), client.get(f"/codings/{ada.pk}").text, send(client, ada).text):
        assert "The case was settled without" in html
        assert "somebody else" not in html


# Submitting


def test_the_review_counts_and_asks_where_silence_is_left(world, client, ada):
    answer(ada, "track:1 lead", "track:2 ?")
    html = page(client, ada, "/submit")

    assert "1 code present, 1 cannot tell, 16 absent." in html
    assert html.count('type="checkbox" name="none"') == 3
    assert f'href="{at(ada)}#dimension-type"' in html


def test_a_coding_is_submitted_once_each_silence_is_confirmed(world, client, ada):
    answer(ada, "track:1 lead")
    sent = {"coding": ada.pk, "version": again(ada).version}
    refused = client.post(at(ada, "/submit"), sent | {"none": ["type"]})
    assert refused.status_code == 400
    assert "Not submitted yet. Officialness: not answered." in refused.content.decode()
    assert again(ada).state == CodingState.STARTED

    sent |= {"none": ["type", "officialness", "outcome"]}
    assert client.post(at(ada, "/submit"), sent).url == f"/codings/{ada.pk}"
    assert again(ada).state == CodingState.SUBMITTED


def test_what_has_to_be_mended_is_a_link_to_its_place(world, client, ada):
    answer(ada, "track:1")
    html = page(client, ada, "/submit")

    href = f"{at(ada)}#code-{world['track:1'].pk}"
    assert f'<a href="{href}">1 Government: say whether lead or supporting.</a>' in html


def test_a_coding_changed_meanwhile_is_looked_through_again(world, client, ada):
    answer(ada, "track:1 lead")
    answered = client.post(at(ada, "/submit"), {"coding": ada.pk, "version": 1})

    assert answered.status_code == 409
    assert "Look it through once more" in answered.content.decode()


def test_a_submitted_coding_is_read_and_no_more_edited(client, ada):
    submit(ada)

    assert client.get(at(ada)).url == f"/codings/{ada.pk}"
    assert client.get(at(ada, "/submit")).url == at(ada)


# Reading one coding


def test_a_coding_is_read_by_whoever_may(world, client, ada):
    answer(ada, ("track:1 lead", "Norway hosted"), note="Watch this.")
    submit(ada)
    found = {}
    for name in ("ada", "ben", "cleo", "dan"):
        client.force_login(getattr(world, name))
        found[name] = client.get(f"/codings/{ada.pk}").status_code

    assert found == {"ada": 200, "ben": 404, "cleo": 200, "dan": 403}
    client.force_login(world.cleo)
    html = client.get(f"/codings/{ada.pk}").content.decode()
    for words in ("Norway hosted", "ada says so.", "Watch this.", "none applies"):
        assert words in html


def test_of_a_reopened_coding_the_first_submission_and_the_latest_stand_side_by_side(
    world, client, ada
):
    submit(answer(ada, "track:1 lead", "type:political", "officialness:official primary"))
    verbs.reopen(
        again(ada), reason="Track 2 was overlooked.", version=again(ada).version, by=world.cleo
    )
    assert "Track 2 was overlooked." in page(client, ada)
    submit(answer(ada, "track:2 lead", "type:political", note="Track 2 <b>after all</b>."))
    html = client.get(f"/codings/{ada.pk}").content.decode()
    compared = html.partition("First and latest submission")[2].partition("</table>")[0]

    assert "1 Government" in compared
    assert "2 Professional cr" in compared
    assert '<th scope="row">Officialness</th><td dir="auto">–</td>' in compared
    assert '<td dir="auto">–</td><td dir="auto">Track 2 &lt;b&gt;after all' in compared
    assert "Political" not in compared
    assert '<th scope="row">Outcome</th>' not in compared


# The front page


def test_the_front_page_lists_what_is_to_be_coded_and_by_when(world, client, ada):
    answer(ada, "track:1 lead", none_apply=[world["outcome:ceasefire"].dimension])
    Coding.objects.filter(pk=ada.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    html = client.get("/").content.decode()

    assert "Codings given to me" in html
    assert f'href="{at(ada)}"' in html
    assert "2 of 4 questions answered" in html
    assert "overdue by 2 days" in html
    submit(ada)
    assert "Codings given to me" not in client.get("/").content.decode()
