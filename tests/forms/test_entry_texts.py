"""Where a quote is taken to stand: at the place it names, else where it can only be meant."""

import pytest

from annotate.actions import documents
from annotate.forms.entry.texts import Texts
from annotate.models import Document


@pytest.fixture
def case(world):
    case = world.case("Oslo", narrative="Talks, then more Talks.")
    documents.store_narrative(case, by=world.ada)
    return case


@pytest.fixture
def minutes(world, case):
    return world.document(case, "Talks in Oslo.", title="Minutes")


def place(texts, quote, key=""):
    found = texts.place(quote, key)
    return found and (found[0].title, found[1])


def test_a_named_place_is_taken_where_the_words_stand_there(case, minutes):
    texts = Texts(case, [minutes], {})

    assert place(texts, "Talks", "narrative:17") == ("Case narrative", 17)
    assert place(texts, "Talks", f"d{minutes.pk}:0") == ("Minutes", 0)
    assert place(texts, "Talks", f"d{case.documents.narratives().get().pk}:17") == (
        "Case narrative",
        17,
    )


@pytest.mark.parametrize("key", ["", "narrative:16", "narrative:", "narrative:-6", "d999:0", "x"])
def test_words_that_do_not_stand_where_they_are_said_to_ask_again(case, minutes, key):
    assert place(Texts(case, [minutes], {}), "Talks", key) is None


def test_the_only_place_in_the_text_that_is_named_is_meant(case, minutes):
    assert place(Texts(case, [minutes], {}), "Talks", f"d{minutes.pk}:5") == ("Minutes", 0)


def test_a_place_is_named_even_where_the_words_stand_too_often_to_ask(case):
    case.narrative = "the " * 500

    assert place(Texts(case, [], {}), "the", "narrative:1600") == ("Case narrative", 1600)


def test_a_text_being_added_is_named_by_its_row_and_takes_over_from_what_it_corrects(case, minutes):
    letter = Document(case=case, title="Letter", text="Talks, Talks.")
    better = Document(case=case, title="Minutes, corrected", text="Old Talks.", corrects=minutes)
    texts = Texts(case, [minutes], {"documents-0": letter, "documents-3": better})

    assert place(texts, "Talks", "documents-0:7") == ("Letter", 7)
    assert place(texts, "Talks", f"d{minutes.pk}:0") == ("Minutes, corrected", 4)


def test_a_rewritten_narrative_keeps_the_words_that_are_still_in_their_place(case):
    stored = case.documents.narratives().get()
    case.narrative = "Talks, then more Talks and no end."

    document, start = Texts(case, [], {}).place("Talks", f"d{stored.pk}:17")
    assert (document.pk, document.corrects, start) == (None, stored, 17)
