"""What is posted of an answer sheet: read rightly, or refused in words, and never lost."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from annotate.forms.answers.material import Material
from annotate.forms.answers.sheet import TypedSheet
from annotate.forms.answers.stored import without
from annotate.models import Citation, Code, Dimension, Document, Source
from annotate.models.answer_sheet import AnswerSheet, Line, Question

TRACK = Dimension(pk=1, key="track", label="Track", roles="lead", multi_valued=True)
OUTCOME = Dimension(pk=2, key="outcome", label="Outcome")
CODES = {
    11: Code(pk=11, dimension=TRACK, key="government", number=1, label="Government"),
    12: Code(pk=12, dimension=TRACK, key="business", number=3, label="Business"),
    21: Code(pk=21, dimension=OUTCOME, key="ceasefire", label="Ceasefire"),
}
TEXT = "Norway hosted the talks. 🕊 Norway paid."
MATERIAL = Material(
    {
        45: Document(pk=45, title="Minutes", text="Before.", case_id=1),
        46: Document(pk=46, title="Minutes", text=TEXT, corrects_id=45, case_id=1),
    },
    {7: Citation(pk=7, source=Source(title="Gaza First"))},
)


def sheet(**typed):
    """`value_11="present"`; a list repeats the field."""
    query = QueryDict(mutable=True)
    for name, said in ({"version": "1"} | typed).items():
        query.setlist(name.replace("_", "-"), said if isinstance(said, list) else [said])
    return read(query)


def read(query):
    questions = [
        Question(
            dimension,
            [Line(code, None) for code in CODES.values() if is_of(code, dimension)],
            False,
        )
        for dimension in (TRACK, OUTCOME)
    ]
    coding = SimpleNamespace(codebook_version="codebook 1.0")
    return TypedSheet(coding, AnswerSheet(questions), query, MATERIAL)


def is_of(code, dimension):
    return code.dimension == dimension


def test_an_answer_is_read_with_all_that_belongs_to_it():
    typed = sheet(
        value_11="present",
        role_11="lead",
        confidence_11="high",
        rationale_11=" They sat there.\r\n",
        passage_11="46:0:13",
        citation_11=["7", ""],
        pages_11=["12–14", ""],
    )
    (answer,) = typed.answers()

    assert typed.errors == {}
    said = answer.judgement
    assert (said.certainty, said.role, said.confidence) == ("present", "lead", "high")
    assert said.rationale == "They sat there."
    passage, place = answer.evidence
    assert (passage.quote, passage.suffix) == ("Norway hosted", " the talks. 🕊 Norway paid.")
    assert (place.citation_id, place.pages) == (7, "12–14")


def test_offsets_count_code_points():
    typed = sheet(value_11="present", passage_11="46:25:26")

    assert typed.answers()[0].evidence[0].quote == "🕊"


def test_words_typed_in_become_the_passage_where_they_stand():
    typed = sheet(value_11="present", quote_11="Norway paid")

    assert typed.errors == {}
    assert typed.answers()[0].evidence[0].start == TEXT.index("Norway paid")


def test_a_passage_sent_twice_is_one():
    typed = sheet(value_11="present", passage_11=["46:0:13"] * 2, quote_11="Norway hosted")

    assert len(typed.answers()[0].evidence) == 1


def test_what_cannot_be_told_has_no_role():
    typed = sheet(value_11="cannot-tell", role_11="lead")

    assert typed.answers()[0].judgement.role == ""


def test_that_none_applies_holds_only_where_nothing_is_answered():
    typed = sheet(none=["track", "outcome"])
    assert typed.none_apply == [TRACK, OUTCOME]

    typed = sheet(value_11="present", none=["track", "outcome"])
    assert typed.none_apply == [OUTCOME]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("value-11", "maybe", "“maybe” is not possible here: choose present or cannot-tell"),
        ("role-11", "primary", "choose lead or supporting, or nothing"),
        ("role-21", "lead", "“lead” is not possible here: it takes none"),
        ("confidence-11", "huge", "choose high or medium or low"),
        ("passage-11", "46:0:41", "“Minutes” has 39 characters"),
        ("passage-11", "46:5:5", "no passage from 5 to 5"),
        ("passage-11", "99:0:5", "no passage in a text of this case"),
        ("passage-11", "٤٦:0:5", "no passage in a text of this case"),
        ("citation-11", "8", "not among those that the case cites"),
        ("quote-11", "Sweden hosted", "No text of the case has these words"),
        ("quote-11", "Norway", "stand in several places"),
        ("quote-11", "Before", "No text of the case has these words"),
        ("value-99", "present", "codebook 1.0 does not ask “value-99”"),
        ("value-1e1", "present", "codebook 1.0 does not ask"),
        ("none", "phase", "“phase” is no question of this coding"),
        ("version", "", "Open the page again"),
    ],
)
def test_what_cannot_be_is_refused_in_words(field, value, sentence):
    query = QueryDict("version=1&value-11=present&value-21=present", mutable=True)
    query[field] = value

    assert sentence in read(query).errors[field]


def test_pages_without_a_source_are_refused():
    assert "in which “12” is" in sheet(value_11="present", pages_11="12").errors["citation-11"]


def test_pages_are_no_essay():
    typed = sheet(value_11="present", citation_11="7", pages_11="1" * 101)
    assert typed.errors["pages-11"] == "At most 100 characters; these are 101."


@pytest.mark.parametrize(
    "grounds", [{"rationale_11": "Why."}, {"passage_11": "46:0:13"}, {"note_11": "Hm."}]
)
def test_grounds_without_an_answer_are_not_dropped(grounds):
    assert "or clear what is typed" in sheet(**grounds).errors["value-11"]


def test_a_role_alone_says_nothing_as_it_cannot_be_unticked():
    typed = sheet(role_11="lead", confidence_11="low")
    assert (typed.errors, typed.answers()) == ({}, [])


def test_a_field_sent_twice_is_refused_where_the_two_differ():
    typed = sheet(value_11="present", rationale_11=["One.", "Two."])
    assert "sent twice" in typed.errors["rationale-11"]


def test_one_passage_or_one_place_is_taken_away_by_its_button():
    typed = QueryDict(
        "passage-11=46:0:6&passage-11=46:0:13&citation-11=7&citation-11=&pages-11=1&pages-11=2"
    )

    assert without(typed, "passage-11=46:0:6").getlist("passage-11") == ["46:0:13"]
    left = without(typed, "citation-11=0")
    assert (left.getlist("citation-11"), left.getlist("pages-11")) == ([""], ["2"])
    for nothing in ("", "value-11=present", "citation-11=x", "citation-11=²"):
        assert without(typed, nothing) == typed


FIELDS = st.sampled_from(
    "value role confidence rationale note passage citation pages quote".split()
)
NUMBERS = st.sampled_from(["11", "12", "21", "99", "", "x", "-1"])
NAMES = st.builds("{}-{}".format, FIELDS, NUMBERS) | st.sampled_from(["none", "note", "version"])
WORDS = st.sampled_from(
    [
        "present",
        "cannot-tell",
        "lead",
        "high",
        "46:0:13",
        "45:0:3",
        "46:9:1",
        "7",
        "Norway paid",
        "",
    ]
)
RIGHT = {
    "value-11": "present",
    "role-11": "supporting",
    "rationale-11": "Because.",
    "passage-11": "46:0:13",
    "value-21": "cannot-tell",
}


@given(st.lists(st.tuples(NAMES | st.text(), WORDS | st.text())))
def test_whatever_else_is_sent_an_answer_sent_rightly_is_kept_or_all_is_refused(garbage):
    query = QueryDict(mutable=True)
    for name, value in [("version", "3"), *RIGHT.items(), *garbage]:
        query.appendlist(name, value)
    typed = read(query)
    if typed.errors:
        assert all(typed.errors.values())
        return

    said = {answer.judgement.code_id: answer for answer in typed.answers()}
    first = said[11].judgement
    assert (first.certainty, first.role, first.rationale) == ("present", "supporting", "Because.")
    assert "Norway hosted" in [row.quote for row in said[11].evidence]
    assert said[21].judgement.certainty == "cannot-tell"
