import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from annotate.formats.codebook import HEADER, Change, canonical, changes, digest, rows
from annotate.formats.markdown import markdown
from annotate.formats.skos import turtle
from annotate.formats.tabular import write_csv

BASE = "https://example.org/codebook/"


def a_code(key="religious", **fields):
    return {
        "key": key,
        "number": None,
        "label": key.title(),
        "definition": "",
        "include": "",
        "exclude": "",
        "example": "",
        "literature": "",
        "parent": None,
        "origin": "core",
        "retired": False,
        "replaced_by": None,
    } | fields


def a_dimension(*codes, key="track", **fields):
    fields = {"label": key.title(), "question": "", "notes": ""} | fields
    return {"key": key, "codes": list(codes)} | fields


def a_snapshot(*dimensions, **fields):
    return {"dimensions": list(dimensions)} | fields


RELIGIOUS = a_code(
    number=7,
    label="Religion",
    definition="Peacemaking through faith.",
    include="Churches.",
    exclude="Charities.",
    example="Beagle mediation",
    literature="Diamond and McDonald 1996\nNan 2005",
)
CLERGY = a_code("clergy", parent="religious", retired=True, replaced_by="religious")
SNAPSHOT = a_snapshot(
    a_dimension(RELIGIOUS, CLERGY, question="Which tracks?", notes="At least one."),
    number="1.1",
    published="2026-11-22",
)

text = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.text('"\\\n\r\t<>.;a')
keys = st.text("abc-_", min_size=1)


@st.composite
def snapshots(draw):
    """Of one shape, as the product makes them; keys are unique, as there."""
    return a_snapshot(
        *(
            a_dimension(
                *(
                    a_code(
                        code,
                        number=draw(st.none() | st.integers(1, 9)),
                        label=draw(text.filter(bool)),
                        definition=draw(text),
                        literature=draw(text),
                        retired=draw(st.booleans()),
                        parent=draw(st.none() | keys),
                    )
                    for code in draw(st.lists(keys, unique=True, max_size=3))
                ),
                key=key,
                label=draw(text.filter(bool)),
                question=draw(text),
            )
            for key in draw(st.lists(keys, unique=True, max_size=2))
        )
    )


@given(snapshots())
def test_the_canonical_bytes_hold_the_whole_snapshot(snapshot):
    assert json.loads(canonical(snapshot)) == snapshot


def test_the_order_of_fields_does_not_change_the_digest_and_that_of_codes_does():
    one, other = a_code("one"), a_code("other")

    assert digest(a_snapshot(a_dimension(one))) == digest(
        a_snapshot(a_dimension(dict(reversed(one.items()))))
    )
    assert digest(a_snapshot(a_dimension(one, other))) != digest(
        a_snapshot(a_dimension(other, one))
    )


def test_the_digest_is_the_sha256_of_the_compact_json():
    assert canonical({"b": "é", "a": [1]}) == '{"a":[1],"b":"é"}'.encode()
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_the_table_has_a_row_for_each_code():
    file = io.BytesIO()
    report = write_csv(file, HEADER, rows(SNAPSHOT))
    religious, clergy = csv.DictReader(io.StringIO(file.getvalue().decode(), newline=""))

    assert report.rows == 2
    assert religious["dimension"] == "track"
    assert religious["code"] == "religious"
    assert religious["number"] == "7"
    assert religious["literature"] == "Diamond and McDonald 1996\nNan 2005"
    assert religious["retired"] == "0"
    assert (clergy["parent"], clergy["retired"], clergy["replaced_by"]) == (
        "religious",
        "1",
        "religious",
    )


@given(snapshots())
def test_a_codebook_has_not_changed_from_itself(snapshot):
    assert changes(snapshot, snapshot) == []


@given(snapshots(), snapshots())
def test_two_codebooks_without_a_change_between_them_are_the_same(old, new):
    assert (changes(old, new) == []) == (canonical(old) == canonical(new))


def test_each_change_says_what_was_and_what_is():
    religious, clergy = a_code("religious", label="Religion"), a_code("clergy")
    new = a_snapshot(
        a_dimension(a_code("activism"), clergy | {"retired": True}, religious, question="Which?"),
        a_dimension(key="phase"),
    )
    old = a_snapshot(a_dimension(religious | {"label": "Faith"}, clergy, a_code("funding")))

    assert changes(old, new) == [
        Change("removed", "track", "funding"),
        Change("reworded", "track", "", "question", "", "Which?"),
        Change("added", "track", "activism"),
        Change("retired", "track", "clergy", "retired", False, True),
        Change("reworded", "track", "religious", "label", "Faith", "Religion"),
        Change("added", "phase"),
        Change("reordered", "track", "", "order", ["religious", "clergy"], ["clergy", "religious"]),
    ]
    assert Change("restored", "track", "clergy", "retired", True, False) in changes(new, old)


def test_a_field_that_an_older_version_did_not_have_is_blank_there():
    old = {"key": "religious", "label": "Religious"}
    new = a_code(number=7)

    assert changes(a_snapshot(a_dimension(old)), a_snapshot(a_dimension(new))) == [
        Change("changed", "track", "religious", "number", "", 7),
        Change("changed", "track", "religious", "origin", "", "core"),
    ]


def graph_of(snapshot, base=BASE):
    return Graph().parse(data=turtle(snapshot, base=base), format="turtle")


def test_a_code_is_a_concept_in_the_scheme_of_its_dimension():
    graph = graph_of(SNAPSHOT)
    scheme, code = URIRef(f"{BASE}track"), URIRef(f"{BASE}track/religious")

    assert set(graph.predicate_objects(scheme)) == {
        (RDF.type, SKOS.ConceptScheme),
        (SKOS.prefLabel, Literal("Track", "en")),
        (DCTERMS.description, Literal("Which tracks?", "en")),
        (SKOS.note, Literal("At least one.", "en")),
        (OWL.versionInfo, Literal("1.1")),
        (DCTERMS.issued, Literal("2026-11-22")),
        (SKOS.hasTopConcept, code),
    }
    assert set(graph.predicate_objects(code)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, scheme),
        (SKOS.topConceptOf, scheme),
        (SKOS.notation, Literal("7")),
        (SKOS.prefLabel, Literal("Religion", "en")),
        (SKOS.definition, Literal("Peacemaking through faith.", "en")),
        (SKOS.scopeNote, Literal("Include: Churches.", "en")),
        (SKOS.scopeNote, Literal("Exclude: Charities.", "en")),
        (SKOS.example, Literal("Beagle mediation", "en")),
        (DCTERMS.source, Literal("Diamond and McDonald 1996")),
        (DCTERMS.source, Literal("Nan 2005")),
        (SKOS.editorialNote, Literal("Origin: core", "en")),
    }


def test_a_sub_code_has_its_parent_as_the_broader_concept_and_a_retired_one_its_successor():
    graph = graph_of(SNAPSHOT)
    code, parent = URIRef(f"{BASE}track/clergy"), URIRef(f"{BASE}track/religious")

    assert graph.value(code, SKOS.broader) == parent
    assert graph.value(code, SKOS.topConceptOf) is None
    assert graph.value(code, OWL.deprecated) == Literal(True)
    assert graph.value(code, DCTERMS.isReplacedBy) == parent


@given(text.filter(bool))
def test_no_text_breaks_out_of_its_literal(hostile):
    code = a_code(label=hostile, definition=hostile, include=hostile)
    graph = graph_of(a_snapshot(a_dimension(code, label=hostile, question=hostile)))
    concept = URIRef(f"{BASE}track/religious")

    assert len(graph) == 3 + 1 + 7
    assert str(graph.value(concept, SKOS.prefLabel)) == hostile
    assert str(graph.value(concept, SKOS.scopeNote)) == f"Include: {hostile}"


@given(text.filter(bool), text)
def test_no_key_and_no_address_breaks_out_of_its_brackets(key, path):
    graph = graph_of(a_snapshot(a_dimension(a_code(key), key="track")), base=BASE + path)

    assert len(graph) == 3 + 5
    assert len(set(graph.subjects())) == 2


def test_the_markdown_reads_like_a_codebook():
    assert markdown(SNAPSHOT) == (
        "# Codebook 1.1\n\n"
        "Published 2026-11-22.\n\n"
        "## Track (`track`)\n\n"
        "**Question.** Which tracks?\n\n"
        "**Notes.** At least one.\n\n"
        "### 7. Religion (`track:religious`)\n\n"
        "- **Definition:** Peacemaking through faith.\n"
        "- **Include:** Churches.\n"
        "- **Exclude:** Charities.\n"
        "- **Example:** Beagle mediation\n"
        "- **Literature:** Diamond and McDonald 1996; Nan 2005\n\n"
        "### Clergy (`track:clergy`)\n\n"
        "- **Part of:** `religious`\n"
        "- **Retired**; use `religious`\n"
    )


@pytest.mark.parametrize("hostile", ["<script>", "[x](javascript:y)", "# big", "`code`", "**b**"])
def test_markup_in_a_definition_is_only_text(hostile):
    (line,) = re.findall(
        r"\*\*Definition:\*\* (.*)", markdown(a_snapshot(a_dimension(a_code(definition=hostile))))
    )

    assert re.sub(r"\\(\W)", r"\1", line) == hostile
    assert not re.search(r"(?<!\\)[<>`*\[\]#]", line)


@given(text.filter(str.strip))
def test_no_text_makes_a_line_of_its_own(hostile):
    plain = markdown(a_snapshot(a_dimension(a_code(definition="plain"), notes="plain")))
    odd = markdown(a_snapshot(a_dimension(a_code(definition=hostile), notes=hostile)))

    assert [line.split(" ")[0] for line in odd.splitlines()] == [
        line.split(" ")[0] for line in plain.splitlines()
    ]
