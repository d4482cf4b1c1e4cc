"""A text comes to a case: pasted, or read from a file and looked at before it is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from filled import Page
from uploaded import docx, pdf

from annotate.models import Case, Document
from annotate.models.vocabularies import State


@pytest.fixture
def case(world, client):
    client.force_login(world.ada)
    return world.case("Oslo channel", "track:2 lead", state=State.DRAFT)


def send(client, case, name="add", **said):
    return client.post(f"/cases/{case.public_id}/documents/{name}", said, follow=True)


def field(answer, name):
    return answer.context["form"][name].value()


def test_a_pasted_text_is_stored_word_for_word(client, world, case):
    citation = world.source(case, "Gaza First")

    said = {"title": "Minutes", "source": citation.source_id, "text": " 🕊 They met.\r\n\r\n“Yes.”"}
    answer = send(client, case, **said)

    stored = case.documents.get()
    assert stored.text == " 🕊 They met.\n\n“Yes.”"
    assert (stored.source, stored.added_by) == (citation.source, world.ada)
    assert answer.redirect_chain == [(f"/cases/{case.public_id}/documents/{stored.pk}", 302)]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("Oslo.txt", b"They met.\n\nTwice.", "They met.\n\nTwice."),
        ("Oslo.html", b"<p>They met.<script>x()</script><p>Twice.", "They met.\n\nTwice."),
        ("Oslo.docx", docx("They met.", "Twice."), "They met.\n\nTwice."),
        ("Oslo.pdf", pdf(["They met in Oslo."], title="Minutes"), "They met in Oslo."),
    ],
)
def test_a_file_is_shown_as_it_was_read_and_stored_only_then(client, case, name, data, text):
    answer = send(client, case, file=SimpleUploadedFile(name, data))

    assert field(answer, "text") == text
    assert field(answer, "title") == ("Minutes" if name == "Oslo.pdf" else "Oslo")
    assert not Document.objects.exists()
    send(client, case, title=field(answer, "title"), text=field(answer, "text"))
    assert case.documents.get().text == text


def test_what_had_to_be_guessed_is_said(client, case):
    answer = send(
        client, case, file=SimpleUploadedFile("Oslo.txt", "Élan caf\xe9".encode("cp1252"))
    )

    assert answer.context["upload"].notice
    assert answer.context["upload"].notice in answer.text


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        ({"file": SimpleUploadedFile("virus.exe", b"MZ")}, "file", ".exe"),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "file", "empty"),
        ({"file": SimpleUploadedFile("broken.pdf", b"%PDF-1.7 nothing")}, "file", "damaged"),
        ({"text": " \n", "title": "Minutes"}, "text", "Paste the text"),
        ({"text": "They met."}, "title", "Give the text a title"),
        ({"text": "They met.", "title": "Case narrative"}, "title", "another title"),
        ({"text": "x" * 1_000_001, "title": "Minutes"}, "text", "1,000,001"),
        ({"text": "They met.", "title": "Minutes", "source": "99999"}, "source", "valid choice"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_what_was_typed_is_kept(
    client, case, said, name, words
):
    for file in said.values():
        if not isinstance(file, str):
            file.seek(0)
    answer = send(client, case, **said)

    assert words in str(answer.context["form"].errors[name])
    assert field(answer, "text") == said.get("text")
    assert not Document.objects.exists()


def test_a_file_and_a_typed_text_are_not_mixed_up(client, case):
    file = SimpleUploadedFile("Oslo.txt", b"They met.")
    answer = send(client, case, file=file, text="Something else.")

    assert "Clear the text" in str(answer.context["form"].errors["file"])
    assert field(answer, "text") == "Something else."


@override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=3000)
def test_a_request_that_is_too_large_is_refused_before_its_file_is_read(client, case):
    file = SimpleUploadedFile("Oslo.txt", b"They met. " * 400)
    answer = send(client, case, file=file, title="Minutes")

    assert "too large" in str(answer.context["form"].errors["file"])
    assert field(answer, "title") == "Minutes"


def test_a_corrected_text_is_a_new_version_and_lists_what_it_lost(client, world, case):
    before = world.document(case, "Secret talks. Norway hosted them.", title="Minutes")
    world.evidence(case.tags.get(), "Secret talks")
    lost = world.evidence(case.tags.get(), "Norway hosted them")

    said = {"title": "Minutes", "text": "1993: Secret talks.", "version": case.version}
    answer = send(client, case, f"{before.pk}/correct", **said)

    newest = case.documents.current().get()
    assert answer.redirect_chain == [(f"/cases/{case.public_id}/documents/", 302)]
    assert "1 passage moved to it." in answer.text
    assert list(answer.context["left_behind"]) == [lost]
    assert f"/documents/{before.pk}?passage={lost.pk}#passage-{lost.pk}" in answer.text
    assert f"/edit#tag-{lost.tag.code_id}" in answer.text
    assert answer.context["texts"][0].document == newest
    assert answer.context["texts"][0].earlier == [before]


def test_the_form_of_a_correction_begins_with_the_text_as_it_is(client, world, case):
    before = world.document(case, "Secret talks.", title="Minutes")
    address = f"/cases/{case.public_id}/documents/{before.pk}/correct"

    assert field(client.get(address), "text") == "Secret talks."
    said = {"title": "Minutes", "text": "Secret talks.", "version": case.version}
    answer = client.post(address, said)
    assert "as it is stored" in str(answer.context["form"].errors["text"])
    answer = client.post(address, said | {"file": SimpleUploadedFile("Oslo.txt", b"Talks.")})
    assert (field(answer, "text"), field(answer, "title")) == ("Talks.", "Minutes")


def test_a_correction_that_comes_second_is_kept_to_be_sent_again(client, world, case):
    before = world.document(case, "Secret talks.", title="Minutes")
    said = {"title": "Minutes", "text": "Talks.", "version": case.version - 1}
    answer = send(client, case, f"{before.pk}/correct", **said)

    assert answer.status_code == 409
    assert field(answer, "text") == "Talks."
    said["version"] = field(answer, "version")
    send(client, case, f"{before.pk}/correct", **said)
    assert case.documents.current().get().text == "Talks."


def test_a_text_that_is_not_corrected_here_leads_to_the_list(client, world, case):
    narrative = world.document(case, "Talks.")

    answer = client.get(f"/cases/{case.public_id}/documents/{narrative.pk}/correct", follow=True)
    assert answer.redirect_chain == [(f"/cases/{case.public_id}/documents/", 302)]
    assert "form of the case" in answer.text


def test_texts_of_a_published_case_come_from_curators(client, world):
    case = world.case("Oslo channel")
    minutes = world.document(case, "They met.", title="Minutes")
    addresses = [
        f"/cases/{case.public_id}/documents/{one}" for one in ("add", f"{minutes.pk}/correct")
    ]

    client.force_login(world.ada)
    assert {client.get(address).status_code for address in addresses} == {403}
    client.force_login(world.cleo)
    assert {client.get(address).status_code for address in addresses} == {200}
    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}
    assert {client.post(address).status_code for address in addresses} == {403}


def test_the_public_is_told_of_the_narrative_alone(client, world):
    case = world.case("Oslo channel")
    world.document(case, "They met.", title="Minutes")
    narrative = world.document(case, "Talks.")
    address = f"/cases/{case.public_id}/documents/"

    seen = [one.document for one in client.get(address).context["texts"]]
    assert seen == [narrative]
    client.force_login(world.ben)
    assert [one.document.title for one in client.get(address).context["texts"]] == [
        "Case narrative",
        "Minutes",
    ]


def test_an_earlier_wording_leads_to_the_newest(client, world, case):
    before = world.document(case, "Secret talks.", title="Minutes")
    said = {"title": "Minutes", "text": "Talks.", "version": case.version}
    newest = send(client, case, f"{before.pk}/correct", **said).context["document"]

    address = f"/cases/{case.public_id}/documents/"
    assert f'href="{address}{newest.pk}"' in client.get(f"{address}{before.pk}").text
    assert f'href="{address}{before.pk}"' in client.get(f"{address}{newest.pk}").text


def test_a_form_of_the_case_that_is_open_takes_over_what_was_moved(client, world, case):
    before = world.document(case, "Secret talks. They met.", title="Minutes")
    row = world.evidence(case.tags.get(), "Secret talks")
    form = Page(client, f"/cases/{case.public_id}/edit")
    said = {"title": "Minutes", "text": "In 1993: Secret talks. They met.", "version": case.version}
    send(client, case, f"{before.pk}/correct", **said)

    form["summary"] = "Talks nobody knew of."
    form.save()
    form.save()

    assert Case.objects.get().summary == "Talks nobody knew of."
    row.refresh_from_db()
    assert (row.start, row.document.text[:8]) == (9, "In 1993:")


def test_a_further_text_is_no_conflict_for_an_open_form(client, world, case):
    form = Page(client, f"/cases/{case.public_id}/edit")
    send(client, case, title="Minutes", text="They met.")

    form["summary"] = "Talks nobody knew of."
    form.save()

    assert Case.objects.get().summary == "Talks nobody knew of."


def test_a_draft_that_has_corrected_texts_can_be_discarded(client, world, case):
    before = world.document(case, "Sekret talks.", title="Minutes")
    said = {"title": "Minutes", "text": "Secret talks.", "version": case.version}
    send(client, case, f"{before.pk}/correct", **said)

    version = Case.objects.get().version
    client.post(f"/cases/{case.public_id}/discard", {"version": version, "why": ""})

    assert not Document.objects.exists()
