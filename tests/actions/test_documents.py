from hashlib import sha256

import pytest
from coded import answer, give
from django.core.exceptions import ValidationError

from annotate.actions.change import EditConflict
from annotate.actions.documents import add, correct, of_narrative, store_narrative
from annotate.models import Case, Document, Evidence
from annotate.models.vocabularies import State
from annotate.queries.history import entries


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


def corrected(document, text, by, **said):
    said = {"title": document.title, "version": document.case.version} | said
    return correct(document, text=text, by=by, **said)


def test_a_corrected_text_takes_the_passages_along_by_their_words(world):
    case = world.case("Oslo channel", "track:2 lead")
    before = world.document(case, "Sekret talks in Norway. They went on.", title="Minutes")
    row = world.evidence(case.tags.get(), "Sekret talks")

    done = corrected(before, "In 1993: Secret talks in Norway. They went on.", world.cleo)

    row.refresh_from_db()
    assert (done.moved, done.lost) == (1, [])
    assert (row.document, row.quote, row.start) == (done.document, "Secret talks", 9)
    assert row.suffix.startswith(" in Norway")
    assert done.document.corrects == before
    assert [step.quote for step in row.history.all()] == ["Secret talks", "Sekret talks"]
    assert row.history.latest().history_user == world.cleo


def test_a_passage_that_is_not_found_stays_where_it_was(world):
    case = world.case("Oslo channel", "track:2 lead")
    before = world.document(case, "Secret talks. Norway hosted them.", title="Minutes")
    row = world.evidence(case.tags.get(), "Norway hosted them")

    done = corrected(before, "Secret talks.", world.ada)

    row.refresh_from_db()
    assert (done.moved, done.lost, row.document) == (0, [row], before)
    again = corrected(done.document, "Talks. Norway hosted them.", world.ada)
    row.refresh_from_db()
    assert (again.moved, row.document) == (1, again.document)


def test_two_passages_that_become_one_are_one(world):
    case = world.case("Oslo channel", "track:2 lead")
    before = world.document(case, "Norway. Oslo.", title="Minutes")
    left = world.evidence(case.tags.get(), "Oslo")
    middle = corrected(before, "Norway.", world.ada).document
    again = corrected(middle, "Norway. Oslo.", world.ada).document
    assert left.history.latest().document == again
    assert case.tags.get().evidence.get().document == again


def test_what_coders_marked_stays_where_they_marked_it(world):
    case = world.case("Oslo channel", state=State.DRAFT)
    before = world.document(case, "Norway hosted.", title="Minutes")
    coding = give(world, case, "ben")["ben"]
    answer(coding, ("track:2 lead", "Norway"))

    corrected(before, "In 1993 Norway hosted.", world.ada)

    assert Evidence.objects.get(judgement__coding=coding).document == before


def test_a_correction_of_a_case_that_somebody_saved_meanwhile_is_refused_whole(world):
    case = world.case("Oslo channel", "track:2 lead")
    before = world.document(case, "Norway hosted.", title="Minutes")

    with pytest.raises(EditConflict):
        corrected(before, "Norway.", world.ada, version=case.version - 1)
    assert list(case.documents.all()) == [before]


def test_a_text_is_corrected_once_and_the_narrative_in_its_form(world):
    case = world.case()
    minutes = world.document(case, "They met.", title="Minutes")
    corrected(minutes, "They met again.", world.ada)

    with pytest.raises(ValidationError, match="already"):
        corrected(minutes, "They never met.", world.ada)
    with pytest.raises(ValidationError, match="form of the case"):
        corrected(world.document(case, "Talks."), "Secret talks.", world.ada)


def test_a_further_text_leaves_open_forms_of_the_case_as_they_are(world):
    case = world.case()

    row = add(case, title="Minutes", text="e\u0301lan\r\n", by=world.ben)

    assert (row.text, row.added_by) == ("élan\n", world.ben)
    assert Case.objects.get().version == case.version
    latest = entries(case, world.cleo)[0]
    assert (latest.who, latest.changes[0].field) == ("ben", "Text Minutes added")
