import pytest

from annotate.models import Document, Source
from annotate.queries.suggestions import SUGGESTERS, suggest


@pytest.fixture
def secret(world):
    """A case of Ben's that Ada may not see, with one row of every kind."""
    case = world.case("Secret talks", visibility="restricted", owner=world.ben)
    case.conflict = world.conflict("Secret war")
    case.save()
    world.party(case, "Secret service")
    world.source(case, "Secret memoirs")
    return case


@pytest.mark.parametrize("kind", SUGGESTERS)
def test_what_stands_only_in_a_case_one_may_not_see_is_not_offered(world, secret, kind):
    assert suggest(kind, "Secret", world.ada) == []
    assert len(suggest(kind, "Secret", world.ben)) == 1


def test_the_source_of_a_text_of_a_case_one_may_not_see_is_not_offered(world, secret):
    ledger = world.change.save(Source(kind="book", title="Ledger"))
    Document(case=secret, title="T", text="abc", sha256="0" * 64, source=ledger).save()

    assert suggest("sources", "Ledger", world.ada) == []
    assert len(suggest("sources", "Ledger", world.ben)) == 1


def test_a_source_that_no_case_uses_is_offered_though_texts_without_one_are_stored(world):
    world.document(world.case(), "A narrative")
    world.change.save(Source(kind="book", title="Gaza First"))

    assert len(suggest("sources", "Gaza", world.ada)) == 1


def test_what_no_case_uses_yet_is_offered(world):
    world.actor("Quakers")
    world.conflict("Cold War")

    assert suggest("actors", "quak", world.ada) == [("Quakers", "State or state organ")]
    assert [value for value, _ in suggest("conflicts", "cold", world.ada)] == ["Cold War"]


def test_a_source_is_found_by_words_of_author_and_title_and_named_by_number(world):
    source = world.source(world.case(), "Gaza First", author="Jane Corbin").source

    ((value, note),) = suggest("sources", "corbin gaza", world.ada)

    assert value == f"#{source.pk} Jane Corbin, Gaza First"
    assert note == "Book"


def test_a_case_is_named_by_its_public_id(world):
    case = world.case("Oslo channel", start="1993")

    assert suggest("cases", "oslo", world.ada) == [(f"{case.public_id} Oslo channel", "1993")]
