"""Coded passages as Web Annotations: ours come back as they were, foreign ones are understood."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from annotate.formats.annotations import CodedPassage, NotUnderstood, read, write
from annotate.text import context, normalise

CODES = "https://example.org/codebook/"
TEXT = "المجلس met 🕊 ငြိမ်းချမ်းရေး and מועצת in Oslo, Élan"
DOCUMENT = "https://example.org/cases/PI-0001/texts/7"


def coded(text=TEXT, start=7, end=12, **facts):
    prefix, suffix = context(text, start, end)
    return CodedPassage(
        document=DOCUMENT,
        quote=text[start:end],
        code="track:4",
        start=start,
        end=end,
        prefix=prefix,
        suffix=suffix,
        sha256=sha256(text.encode()).hexdigest(),
        **facts,
    )


FULL = coded(
    role="lead",
    certainty="present",
    confidence="high",
    rationale="They met as citizens.",
    creator="Ada",
    created=datetime(2026, 11, 22, 12, tzinfo=UTC),
    modified=datetime(2026, 11, 22, 13, 30, tzinfo=UTC),
)


def written(*passages):
    address = "https://example.org/cases/PI-0001.jsonld"
    return write(passages, address=address, codes=CODES, label="Case PI-0001")


def read_back(*passages):
    return read(json.dumps(written(*passages)).encode(), codes=CODES)


def foreign(**changes):
    """An annotation as another program writes it; a fact that is None is left out."""
    facts = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://else.where/a1",
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": "mediation"},
        "target": {
            "source": "https://else.where/report",
            "selector": {"type": "TextQuoteSelector", "exact": "secret talks"},
        },
    } | changes
    return {name: fact for name, fact in facts.items() if fact is not None}


def only(annotation):
    (passage,) = read(json.dumps(annotation))
    return passage


def complaint(data):
    with pytest.raises(NotUnderstood) as refused:
        read(data if isinstance(data, str | bytes) else json.dumps(data))
    return str(refused.value)


# Ours


def test_what_was_written_is_read_as_it_was():
    (passage,) = read_back(FULL)

    assert passage._replace(id="") == FULL
    assert passage.id.startswith("urn:uuid:")


def test_an_annotation_keeps_its_address_and_one_without_gets_a_lasting_one():
    named = FULL._replace(id="https://example.org/evidence/7")
    other = FULL._replace(code="track:6")

    (once, _), (again, third) = read_back(FULL, named), read_back(FULL, other)
    assert read_back(named) == [named]
    assert once.id == again.id != third.id


def test_a_collection_names_code_and_place_in_the_words_of_the_standard():
    (item,) = written(FULL)["first"]["items"]
    body, remark = item["body"]
    place, words = item["target"]["selector"]

    assert item["motivation"] == body["purpose"] == "classifying"
    assert body["source"] == "https://example.org/codebook/track/4"
    assert (remark["purpose"], remark["value"]) == ("commenting", "They met as citizens.")
    assert place == {"type": "TextPositionSelector", "start": 7, "end": 12}
    assert (words["type"], words["exact"]) == ("TextQuoteSelector", "met 🕊")
    assert (item["created"], item["creator"]["name"]) == ("2026-11-22T12:00:00Z", "Ada")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_our_own_words_have_addresses_of_their_own_in_linked_data():
    collection = written(FULL)
    standard, ours = collection["@context"]
    assert standard == "http://www.w3.org/ns/anno.jsonld"

    # The standard's context is on the web, where tests do not go.
    vocabulary = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}
    graph = Graph().parse(
        data=json.dumps(collection | {"@context": [vocabulary, ours]}), format="json-ld"
    )
    for name, value in [("role", "lead"), ("confidence", "high"), ("code", "track:4")]:
        assert (None, URIRef(f"urn:x-multitrack:{name}"), Literal(value)) in graph


def test_a_time_of_any_zone_is_written_in_utc():
    passage = FULL._replace(created=datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2))))

    (item,) = written(passage)["first"]["items"]
    assert item["created"] == "2025-12-31T22:00:00Z"


def test_a_collection_without_passages_is_read_as_none():
    assert read_back() == []


ANY_TEXT = st.text('ab é🕊👩🏽\u200d🤝شمَלֹြိ\n"\\', min_size=1, max_size=60).map(normalise)


@given(ANY_TEXT, st.data())
def test_every_span_of_every_script_comes_back(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    passage = coded(text, start, data.draw(st.integers(start + 1, len(text))))

    (found,) = read_back(passage)
    assert text[found.start : found.end] == found.quote
    assert found._replace(id="") == passage


# Foreign


def test_a_foreign_annotation_may_have_nothing_but_a_quote():
    passage = only(foreign(body=None))

    assert (passage.quote, passage.start, passage.end) == ("secret talks", None, None)
    assert (passage.document, passage.code) == ("https://else.where/report", "")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": one},
        lambda one: {"type": ["AnnotationPage"], "items": [one]},
        lambda one: {
            "type": ["BasicContainer", "AnnotationCollection"],
            "first": {"type": "AnnotationPage", "items": [one]},
        },
    ],
)
def test_annotations_are_found_alone_in_lists_in_pages_and_in_collections(wrap):
    assert only(wrap(foreign())).quote == "secret talks"


@pytest.mark.parametrize(
    ("motivation", "body", "code"),
    [
        ("tagging", {"type": "TextualBody", "value": "mediation"}, "mediation"),
        ("classifying", "https://else.where/codes/1", "https://else.where/codes/1"),
        (["classifying"], {"id": "https://else.where/codes/1"}, "https://else.where/codes/1"),
        (
            "commenting",
            [{"type": "SpecificResource", "purpose": "classifying", "source": {"id": "urn:c"}}],
            "urn:c",
        ),
        ("commenting", {"type": "TextualBody", "value": "Well"}, ""),
        ("highlighting", None, ""),
    ],
)
def test_the_code_of_a_foreign_annotation_is_what_it_says(motivation, body, code):
    assert only(foreign(motivation=motivation, body=body)).code == code


def test_an_address_of_our_codebook_is_the_code():
    address = f"{CODES}track/private%20citizen"
    data = json.dumps(foreign(motivation="classifying", body=address))

    assert read(data, codes=CODES)[0].code == "track:private citizen"
    assert read(data, codes="https://other.org/")[0].code == address
    assert read(data)[0].code == address


def test_remarks_are_the_rationale_and_several_people_the_creator():
    passage = only(
        foreign(
            motivation="commenting",
            bodyValue="First.",
            body={"type": "TextualBody", "value": "Second."},
            creator=["https://else.where/ada", {"type": "Person", "nickname": "ben"}],
        )
    )
    assert passage.rationale == "First.\n\nSecond."
    assert passage.creator == "https://else.where/ada, ben"


def test_several_targets_and_codes_are_several_passages():
    target = foreign()["target"]
    other = target | {"source": {"id": "https://else.where/2"}}
    bodies = [{"type": "TextualBody", "value": value} for value in ("one", "two")]

    found = read(json.dumps(foreign(target=[target, other], body=bodies)))
    assert [(one.document[-1], one.code) for one in found] == [
        ("t", "one"),
        ("t", "two"),
        ("2", "one"),
        ("2", "two"),
    ]


def selected_by(*selectors):
    return foreign(target={"source": "https://else.where/report", "selector": list(selectors)})


def test_places_counted_otherwise_are_left_out_and_the_quote_stays():
    quote = {"type": "TextQuoteSelector", "exact": "🕊 peace"}
    place = {"type": "TextPositionSelector", "start": 3}

    assert only(selected_by(quote, place | {"end": 10})).start == 3
    assert only(selected_by(quote, place | {"end": 11})).start is None  # UTF-16 has two for 🕊


def test_a_place_inside_another_selection_is_no_place_in_the_text():
    within = [
        {"type": "TextPositionSelector", "start": 0, "end": 4},
        {"type": "TextQuoteSelector", "exact": "Oslo"},
    ]
    passage = only(selected_by({"type": "CssSelector", "value": "#a", "refinedBy": within}))

    assert (passage.quote, passage.start) == ("Oslo", None)


# Refusals


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\x00 no", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("3", "expected an Annotation, a list of them, an AnnotationPage"),
        ({"type": "AnnotationCollection", "first": "urn:p"}, "first page of the collection in the"),
        ({"type": "AnnotationPage", "next": "urn:2", "items": []}, "all annotations on one page"),
        ([foreign(), 3], "Item 2: expected an Annotation, found 3."),
        (foreign(target=None), "Item 1: expected a target, found none."),
        (foreign(target="urn:t"), 'a target with a source and a selector, found "urn:t".'),
        (foreign(target={"source": 3}), "expected the address of the document, found 3."),
        (foreign(target={"source": "urn:t"}), "expected a TextQuoteSelector, found null."),
        (selected_by("x", {"type": "XPathSelector", "value": "/p"}), "a TextQuoteSelector, found"),
        (selected_by({"type": "TextQuoteSelector", "exact": ""}), "the quote as “exact”"),
        (selected_by({"type": "TextQuoteSelector", "exact": 7}), "text as “exact”, found 7."),
        (
            selected_by(
                {"type": "TextPositionSelector", "start": -1, "end": True},
                {"type": "TextQuoteSelector", "exact": "a"},
            ),
            "a whole number from 0 as “start”, found -1.",
        ),
        (foreign(created="yesterday"), 'a time such as 2026-11-22T12:00:00Z as “created”, found "'),
        (foreign(creator=[7]), "expected the address of the creator, found 7."),
        (foreign(body={"purpose": "classifying"}), "expected the address of a code"),
        (
            foreign(target=foreign()["target"] | {"multitrack:sha256": "XY"}),
            'expected 64 small hexadecimal digits as “sha256”, found "XY".',
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place_and_what_was_expected(data, reason):
    assert reason in complaint(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Annotation", "urn:a", "tagging"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("type items first body target selector refinedBy exact id".split()),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["body", "target", "creator", "created", "motivation", "bodyValue"]))
def test_any_json_in_any_place_is_read_or_refused(value, name):
    for data in (value, foreign(**{name: value}), selected_by(value)):
        try:
            found = read(json.dumps(data))
        except NotUnderstood:
            continue
        assert all(passage.quote and passage.document for passage in found)
