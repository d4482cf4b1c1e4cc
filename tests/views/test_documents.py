"""A stored text with what is marked in it, for those who may read it."""

import pytest

from annotate.actions import documents
from annotate.models.vocabularies import State

TEXT = "One.\n\n🕊 Secret talks in Norway."


@pytest.fixture
def oslo(world):
    case = world.case("Oslo channel", "track:2 lead", narrative=TEXT)
    documents.store_narrative(case, by=world.ada)
    return case


def read(client, document, query=""):
    return client.get(f"/cases/PI-{document.case_id:04d}/documents/{document.pk}{query}")


def test_a_passage_is_shown_in_its_place_in_bold_with_its_track(world, client, oslo):
    row = world.evidence(oslo.tags.get(), "Secret talks")

    html = read(client, row.document, f"?passage={row.pk}").content.decode()
    assert f'<span id="passage-{row.pk}"></span><mark class="t2">' in html
    assert "<b>2</b><strong>Secret talks</strong></mark> in Norway." in html
    assert "<strong>" not in read(client, row.document).content.decode()


def test_the_page_of_the_case_leads_to_the_passage_in_its_paragraph(world, client, oslo):
    row = world.evidence(oslo.tags.get(), "Secret talks")

    html = client.get(oslo.get_absolute_url()).content.decode()
    address = f"{oslo.get_absolute_url()}/documents/{row.document_id}?passage={row.pk}"
    assert f'href="{address}#passage-{row.pk}"><bdi>Case narrative</bdi>, §2</a>' in html


def test_publications_and_earlier_wordings_are_read_by_the_team_alone(world, client, oslo):
    minutes = world.document(oslo, "They met.", title="Minutes")
    world.evidence(oslo.tags.get(), "They met")
    before = oslo.documents.narratives().get()
    oslo.narrative = "No names here."
    now = documents.store_narrative(oslo, by=world.ada)

    found = {row: read(client, row).status_code for row in (minutes, before, now)}
    assert found == {minutes: 404, before: 404, now: 200}
    html = client.get(oslo.get_absolute_url()).content.decode()
    assert "<b>They met</b>" in html
    assert "/documents/" not in html
    client.force_login(world.ben)
    assert {read(client, row).status_code for row in (minutes, before, now)} == {200}


def test_the_text_for_marking_keeps_every_character(world, client, oslo):
    client.force_login(world.ada)
    row = world.document(oslo, "\ufeff<b>\u2028🕊 ሰላም", title="Minutes")

    assert read(client, row, ".json").json() == {"text": row.text}
    assert "<b>" not in read(client, row).content.decode().partition('class="prose"')[2]


def test_a_text_is_found_only_under_its_own_case_and_with_it(world, client, oslo):
    row = oslo.documents.get()
    draft = world.case("Bergen channel", state=State.DRAFT, narrative="Talks.")

    hidden = documents.store_narrative(draft, by=world.ada)
    assert read(client, hidden).status_code == 404
    assert client.get(f"/cases/{draft.public_id}/documents/{row.pk}").status_code == 404
    assert client.get(f"/cases/{oslo.public_id}/documents/{2**70}").status_code == 404
