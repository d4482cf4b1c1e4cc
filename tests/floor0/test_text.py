import doctest
import sqlite3
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate import text
from annotate.text import (
    context,
    fold,
    likeness,
    normalise,
    search_terms,
    terms,
    word_diff,
    words,
)

anything = st.text(st.characters(codec=None, exclude_categories=[]))
storable = st.text()


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(text).failed == 0


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("e\u0301lan", "élan"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("a\0b", "ab"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("\ud83d\ude00 whole", "😀 whole"),
        ("\ufeffstart", "\ufeffstart"),
    ],
)
def test_text_is_stored_in_one_form(given_text, stored):
    assert normalise(given_text) == stored


@given(anything)
def test_stored_text_can_be_written_to_any_database_and_stays_as_it_is(given_text):
    stored = normalise(given_text)

    assert "\0" not in stored
    assert "\r" not in stored
    assert stored.encode().decode() == normalise(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élan", "elan"),
        ("Straße", "strasse"),
        ("İzmir ISTANBUL ısı", "izmir istanbul isi"),
        ("Łódź, Đà Nẵng, Ærø", "lodz, da nang, aero"),
        ("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"),
        ("ﬁne ① Ｔｏｋｙｏ", "fine 1 tokyo"),
        ("السَّلَامُ ســلام أحمد", "السلام سلام احمد"),
        ("שָׁלוֹם", "שלום"),
        ("ʿAbd al-Raḥmān", "abd al-rahman"),
        ("medi\u00adation می\u200cخواهم", "mediation میخواهم"),
        ("မြန်မာနိုင်ငံ", "မြန်မာနိုင်ငံ"),
        ("शांति สันติภาพ 평화", "शांति สันติภาพ 평화"),
    ],
)
def test_folding_takes_off_accents_and_leaves_the_words(written, folded):
    assert fold(written) == folded


@given(storable)
def test_folding_twice_is_folding_once(written):
    assert fold(fold(written)) == fold(written)


@given(storable)
def test_how_accents_are_encoded_makes_no_difference(written):
    forms = {fold(unicodedata.normalize(form, written)) for form in ("NFC", "NFD", "NFKC", "NFKD")}

    assert len(forms) == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Women's peace-councils (1993)", ["women", "peace", "councils", "1993"]),
        ("Ta'if, Taif, Sana’a", ["taif", "taif", "sanaa"]),
        ("Côte d’Ivoire, N'Djamena", ["cote", "d", "ivoire", "ndjamena"]),
        ("Sant’Egidio and Isma'il", ["sant", "egidio", "and", "ismail"]),
        ("snake_case a/b", ["snake", "case", "a", "b"]),
        ("和平 ၊ မြန်မာ။", ["和", "平", "မြ", "န်", "မာ"]),
        ("עולם, мир; सुलह!", ["עולם", "мир", "सुलह"]),
        ("— …", []),
    ],
)
def test_words_are_what_a_reader_would_look_for(written, expected):
    assert words(written) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ["negotiation", "Negotiations", "NEGOTIATING"],
        ["mediator", "mediators’", "Mediator's"],
        ["Élysée", "elysee", "ELYSE\u0301E"],
    ],
)
def test_forms_of_a_word_are_one_term(spellings):
    assert len({tuple(terms(spelling)) for spelling in spellings}) == 1


def test_a_word_that_begins_like_a_number_is_no_number():
    assert terms("5e5x 20th 1993") == ["n5e5x", "n20th", "1993"]


@given(storable)
def test_a_term_is_one_token_for_every_database(written):
    for term in terms(written):
        assert term.isascii()
        assert term.isalnum()
        assert term == term.lower()


@given(storable)
def test_sqlite_takes_the_terms_as_they_are(written):
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE t USING fts5(terms, tokenize='unicode61')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        database.execute("INSERT INTO t VALUES (?)", [" ".join(terms(written))])
        tokens = [row[0] for row in database.execute('SELECT term FROM v ORDER BY "offset"')]
    database.close()

    assert tokens == terms(written)


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("", []),
        (' "" — ', []),
        ("peace talks", [("peac",), ("talk",)]),
        ('"peace council" Oslo', [("peac", "council"), ("oslo",)]),
        ("“peace council” Oslo", [("peac", "council"), ("oslo",)]),
        ('Oslo "peace council', [("oslo",), ("peac", "council")]),
        ('Oslo"', [("oslo",)]),
        ("back-channel", [("back", "channel")]),
        ("peace PEACE Peace", [("peac",)]),
        ("和平", [("u0548c", "u05e73")]),
    ],
)
def test_a_query_asks_for_words_and_quoted_phrases(query, phrases):
    assert search_terms(query) == phrases


@given(storable)
def test_a_text_is_found_by_itself_in_quotes(written):
    assume(terms(written))
    assume(not text.QUOTATION_MARK.search(written))

    assert search_terms(f'"{written}"') == [tuple(terms(written))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo channel", "The Oslo Channel 1993"),
        ("Mozambique: Rome talks", "Rome Talks in Mozambique"),
        ("Black Sea Grain Initiative", "black sea grain initative"),
        ("Élysée talks", "Elysee Talks"),
    ],
)
def test_two_titles_of_one_initiative_are_alike(one, other):
    assert likeness(one, other) > 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dayton talks", "Ohrid talks"),
        ("Camp David summit", "Esquipulas process"),
        ("The and of", "Oslo channel"),
        ("", "Oslo channel"),
        ("", ""),
    ],
)
def test_titles_of_two_initiatives_are_not(one, other):
    assert likeness(one, other) < 0.6


@given(storable, storable)
def test_likeness_is_mutual_and_between_0_and_1(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(storable)
def test_a_title_is_wholly_like_itself(title):
    assert likeness(title, title) == (1 if words(title) else 0)


def test_what_surrounds_a_quote_is_cut_by_characters():
    document = "😀 The parties met in Oslo, in secret."
    start = document.index("Oslo")

    assert context(document, start, start + 4, chars=3) == ("in ", ", i")
    assert context(document, 0, 1, chars=4) == ("", " The")


@given(storable, st.data())
def test_prefix_quote_and_suffix_stand_together_in_the_text(document, data):
    start = data.draw(st.integers(0, len(document)))
    end = data.draw(st.integers(start, len(document)))
    prefix, suffix = context(document, start, end)

    assert prefix + document[start:end] + suffix in document


def test_a_changed_word_is_shown_once():
    old, new = "The talks ended in 1993.", "The peace talks ended in 1994."

    assert word_diff(old, new) == [
        ("same", "The"),
        ("added", " peace"),
        ("same", " talks ended in"),
        ("removed", " 1993"),
        ("added", " 1994"),
        ("same", "."),
    ]


@given(st.text("ab ,\n\u00e9"), st.text("ab ,\n\u00e9"))
def test_a_difference_holds_both_texts(old, new):
    runs = word_diff(old, new)

    assert "".join(part for change, part in runs if change != "added") == old
    assert "".join(part for change, part in runs if change != "removed") == new
    assert all(part for _, part in runs)
