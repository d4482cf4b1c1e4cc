"""Marked passages as files of Web Annotations."""

import pytest
from coded import answer, give, submit

from annotate.formats.annotations import read
from annotate.forms.annotations import is_address_of
from annotate.models import Document
from annotate.models.vocabularies import State

CODES = "http://testserver/codebook/"
SCRIPTS = {
    "Arabic": ("في ١٩٩٣ استضافت النرويج محادثات سرية 🕊 بين الطرفين.", "محادثات سرية"),
    "Hebrew": ("בְּאוֹסְלוֹ נפגשו בַּסֵּתֶר שני הצדדים.", "נפגשו בַּסֵּתֶר"),
    "emoji": ("👩🏽‍🤝‍👨🏻 met 🇳🇴🕊🇳🇴 twice 👩🏽‍🤝‍👨🏻.", "🇳🇴🕊🇳🇴 twice"),
    "Burmese": ("မြန်မာ ငြိမ်းချမ်းရေး ဆွေးနွေးပွဲ ကျင်းပသည်။", "ငြိမ်းချမ်းရေး"),
}


def passages(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("application/ld+json")
    return read(answer.content, codes=CODES)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_passage_keeps_its_place_in_any_script(world, client, script):
    text, quote = SCRIPTS[script]
    case = world.case("Oslo channel", "track:2 lead")
    document = world.document(case, text)
    row = world.evidence(case.tags.get(), quote)

    [found] = passages(client, f"/cases/{case.public_id}/annotations.jsonld")

    assert text[found.start : found.end] == found.quote == quote
    assert (found.code, found.role, found.confidence) == ("track:professional-cr", "lead", "high")
    assert found.document == f"http://testserver/cases/{case.public_id}/documents/{document.pk}"
    assert found.sha256 == document.sha256
    assert found.id.endswith(f"annotations.jsonld#passage-{row.pk}")


def test_the_public_gets_passages_of_what_it_may_read_without_who_marked_them(world, client):
    case = world.case("Oslo channel", "track:2 lead")
    world.document(case, "Norway hosted.")
    world.evidence(case.tags.get(), "Norway")
    world.document(case, "They met in secret.", title="Minutes")
    world.evidence(case.tags.get(), "in secret")
    address = f"/cases/{case.public_id}/annotations.jsonld"

    assert [(one.quote, one.creator) for one in passages(client, address)] == [("Norway", "")]
    client.force_login(world.ben)
    team = [(one.quote, one.creator) for one in passages(client, address)]
    assert team == [("Norway", "ada"), ("in secret", "ada")]


def test_a_case_out_of_sight_has_no_file(world, client):
    draft = world.case("Oslo channel", state=State.DRAFT)
    assert client.get(f"/cases/{draft.public_id}/annotations.jsonld").status_code == 404


def test_the_passages_of_a_coding_are_those_of_its_coder_by_a_pseudonym(world, client):
    case = world.case("Oslo channel", state=State.DRAFT)
    world.document(case, "Norway hosted. Egypt watched.")
    codings = give(world, case, "ada", "ben")
    answer(codings["ada"], ("track:2 lead", "Egypt"))
    answer(codings["ben"], ("track:2 lead", "Norway"))
    submit(codings["ben"])
    address = f"/codings/{codings['ben'].pk}/annotations.jsonld"

    client.force_login(world.ada)
    assert client.get(address).status_code == 404
    client.force_login(world.ben)
    [found] = passages(client, address)
    assert (found.quote, found.creator) == ("Norway", f"coder-{world.ben.pk}")
    assert found.rationale == "ben says so."
    client.force_login(world.cleo)
    assert [one.creator for one in passages(client, address)] == ["ben"]


def test_the_file_is_found_on_the_page_of_the_case(world, client):
    case = world.case("Oslo channel")
    address = f"/cases/{case.public_id}/annotations.jsonld"
    assert f'href="{address}"' in client.get(case.get_absolute_url()).text


@pytest.mark.parametrize(
    "address", ["http://[x/cases/PI-0001/documents/1", f"//x/cases/PI-{'9' * 5000}/documents/1"]
)
def test_an_address_that_is_none_names_no_text_of_ours(address):
    assert not is_address_of(Document(pk=1, case_id=2), address)
