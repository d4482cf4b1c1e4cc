from hashlib import sha256

from annotate.actions.documents import of_narrative, store_narrative
from annotate.models import Document


def test_a_text_is_stored_in_normal_form_with_its_hash(world):
    case = world.case()
    case.narrative = "e\u0301lan\r\n\0"

    row = store_narrative(case, by=world.ada)

    assert row.text == "élan\n"
    assert row.sha256 == sha256("élan\n".encode()).hexdigest()


def test_an_unchanged_narrative_is_one_document(world):
    case = world.case(narrative="Secret talks.")

    assert store_narrative(case, by=world.ada) == store_narrative(case, by=world.ada)


def test_a_rewritten_narrative_corrects_the_one_before(world):
    case = world.case(narrative="Secret talks.")
    before = store_narrative(case, by=world.ada)
    case.narrative = "Public talks."

    after = store_narrative(case, by=world.ada)

    assert after.corrects == before
    assert list(case.documents.current()) == [after]


def test_an_empty_narrative_is_no_document(world):
    assert store_narrative(world.case(narrative=" \n"), by=world.ada) is None
    assert not Document.objects.exists()


def test_the_narrative_of_a_case_that_is_not_stored_yet_is_a_new_document(world):
    case = world.case(narrative="Secret talks.")
    case.pk = None

    assert of_narrative(case).pk is None
