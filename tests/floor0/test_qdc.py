"""The codebook as REFI-QDA 1.0, held to the structure that the published schema asks for."""

import re
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.formats.qdc import qdc
from annotate.formats.track_colours import track_colours
from annotate.formats.xml import legal

NAMESPACE = "{urn:QDA-XML:codebook:1.0}"
CODE, DESCRIPTION = f"{NAMESPACE}Code", f"{NAMESPACE}Description"
GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# Written by number, since editors show them in their own order, or not at all.
ARABIC = "\u0635\u0646\u0639 \u200f\u0627\u0644\u0633\u0644\u0627\u0645"


def a_code(key="religious", **fields):
    return {"key": key, "label": key.title(), "number": None, "parent": None} | fields


def a_dimension(*codes, key="track", **fields):
    return {"key": key, "label": key.title(), "codes": list(codes)} | fields


def a_snapshot(*dimensions, **fields):
    return {"dimensions": list(dimensions)} | fields


RELIGIOUS = a_code(
    number=7,
    label="Religion",
    definition="Peacemaking through faith.",
    include="Churches.",
    exclude="Charities.",
    example="Beagle mediation",
)
CLERGY = a_code("clergy", parent="religious", retired=True, replaced_by="religious")
SNAPSHOT = a_snapshot(
    a_dimension(CLERGY, RELIGIOUS, question="Which tracks?", notes="At least one."), number="1.1"
)

letters = st.characters(exclude_categories=["Cs"])
any_text = st.text(letters) | st.text('\0\x0b\x1b\ufffe"&<>]\n\r\t \u200f\u202ea')
keys = st.from_regex(r"[a-z][a-z0-9-]{0,3}", fullmatch=True)


@st.composite
def dimensions(draw, key):
    """Sub-types may come before their type, and nest as deeply as they like."""
    codes = []
    for code in draw(st.lists(keys, unique=True, max_size=6)):
        above = draw(st.sampled_from([None, *(before["key"] for before in codes)]))
        fields = {name: draw(any_text) for name in ("label", "definition", "include")}
        number, retired = draw(st.none() | st.integers(1, 12)), draw(st.booleans())
        codes.append(a_code(code, parent=above, number=number, retired=retired, **fields))
    shuffled = draw(st.permutations(codes))
    return a_dimension(*shuffled, key=key, label=draw(any_text), question=draw(any_text))


@st.composite
def snapshots(draw):
    """Of one shape, as the product makes them."""
    named = draw(st.lists(keys | st.just("track"), unique=True, min_size=1, max_size=3))
    return a_snapshot(*(draw(dimensions(key)) for key in named), number="1.0")


def tops(snapshot):
    """The elements of the dimensions."""
    (codes,) = ET.fromstring(qdc(snapshot))
    return list(codes)


def named(elements):
    """`[(name, [those inside])]`"""
    return [(element.get("name"), named(element.findall(CODE))) for element in elements]


def name(part):
    """What a reader should find, in one line and without what XML cannot hold."""
    label = legal(" ".join(part["label"].split())).strip() or part["key"]
    return f"{part['number']} {label}" if part.get("number") else label


def family(codes, parent=None):
    own = [code for code in codes if code["parent"] == parent]
    return [(name(code), family(codes, code["key"])) for code in own]


@given(snapshots())
def test_reading_the_file_gives_back_the_names_and_their_nesting(snapshot):
    assert named(tops(snapshot)) == [
        (name(dimension), family(dimension["codes"])) for dimension in snapshot["dimensions"]
    ]


@given(snapshots())
def test_the_file_has_the_structure_that_the_schema_asks_for(snapshot):
    root = ET.fromstring(qdc(snapshot))

    assert (root.tag, set(root.attrib)) == (f"{NAMESPACE}CodeBook", {"origin"})
    assert [part.tag for part in root] == [f"{NAMESPACE}Codes"]
    assert {part.tag for part in root[0]} == {CODE}
    for code in root.iter(CODE):
        assert [part.tag for part in code] == [DESCRIPTION, *[CODE] * (len(code) - 1)]
        assert {"guid", "name", "isCodable"} <= set(code.attrib)
        assert set(code.attrib) <= {"guid", "name", "isCodable", "color"}
        assert code.get("isCodable") in {"true", "false"}
        assert re.fullmatch(GUID, code.get("guid"))
        assert re.fullmatch("#[0-9a-f]{6}", code.get("color", "#000000"))


@given(snapshots())
def test_no_two_codes_share_a_guid(snapshot):
    guids = [code.get("guid") for top in tops(snapshot) for code in top.iter(CODE)]

    assert len(guids) == len(set(guids))


@given(any_text)
def test_no_text_breaks_out_of_its_description(hostile):
    ((_, code),) = tops(a_snapshot(a_dimension(a_code(definition=hostile))))
    said, _, key = code.findtext(DESCRIPTION).rpartition("\n\n")

    assert said == legal("\n".join(hostile.splitlines()))
    assert key == "Key: track:religious"


def test_a_description_says_what_the_codebook_says():
    ((question, code),) = tops(SNAPSHOT)

    assert question.text == "Which tracks?\n\nAt least one.\n\nKey: track"
    assert code.findtext(DESCRIPTION) == (
        "Peacemaking through faith.\n\n"
        "Include: Churches.\n\n"
        "Exclude: Charities.\n\n"
        "Example: Beagle mediation\n\n"
        "Key: track:religious"
    )


def test_no_passage_can_be_given_a_dimension_or_what_is_retired():
    (track,) = tops(SNAPSHOT)
    religious = track.find(CODE)
    clergy = religious.find(CODE)

    assert [part.get("isCodable") for part in (track, religious, clergy)] == [
        "false",
        "true",
        "false",
    ]
    assert "Retired; use track:religious" in clergy.findtext(DESCRIPTION)


def test_no_passage_can_be_given_a_code_of_a_retired_dimension():
    (track,) = tops(a_snapshot(a_dimension(a_code(), retired=True)))

    assert track.find(CODE).get("isCodable") == "false"


def test_a_code_keeps_its_guid_when_the_codebook_moves_on():
    before = a_snapshot(a_dimension(a_code()), number="1.0")
    after = a_snapshot(
        a_dimension(a_code("faith"), key="method"),
        a_dimension(a_code("faith"), a_code(label="Faith", parent="faith")),
        number="2.0",
    )

    assert guid_of("track:religious", before) == guid_of("track:religious", after)
    assert guid_of("track", before) == guid_of("track", after)
    assert guid_of("method:faith", after) != guid_of("track:faith", after)


def guid_of(key, snapshot):
    codes = (code for top in tops(snapshot) for code in top.iter(CODE))
    said = {code.findtext(DESCRIPTION).rpartition("Key: ")[2]: code.get("guid") for code in codes}
    return said[key]


def test_files_taken_long_ago_and_today_name_the_same_code():
    """Whoever changes how guids are made cuts off what people have coded with the old ones."""
    assert guid_of("track:religious", SNAPSHOT) == "90bc03eb-d866-5541-9fa1-8fe36728613b"
    assert UUID(guid_of("track", SNAPSHOT)).version == 5


def test_the_tracks_have_the_colours_of_the_pages_and_nothing_else_has_one():
    """A number of another dimension is no track, nor is a tenth."""
    tracks = a_dimension(RELIGIOUS, CLERGY, a_code("tenth", number=10))
    others = a_dimension(a_code(number=7), key="stage")
    coloured = [
        (code.get("name"), code.get("color"))
        for top in tops(a_snapshot(tracks, others))
        for code in top.iter(CODE)
        if code.get("color")
    ]

    assert coloured == [("7 Religion", track_colours()[7])]


def test_each_of_the_nine_tracks_has_a_colour_of_its_own():
    assert sorted(track_colours()) == list(range(1, 10))
    assert len(set(track_colours().values())) == 9


def test_text_from_right_to_left_keeps_its_letters_and_marks():
    ((_, code),) = tops(a_snapshot(a_dimension(a_code(label=ARABIC, definition=ARABIC))))

    assert code.get("name") == ARABIC
    assert code.findtext(DESCRIPTION).startswith(f"{ARABIC}\n")


@pytest.mark.parametrize("left_out", ["\0", "\x08", "\x0e", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_cannot_hold_is_left_out(left_out):
    ((_, code),) = tops(
        a_snapshot(a_dimension(a_code(label=f"Fai{left_out}th", definition=f"Be{left_out}lief")))
    )

    assert code.get("name") == "Faith"
    assert code.findtext(DESCRIPTION).startswith("Belief\n")


def test_what_ends_a_line_ends_one_there_too():
    ((_, code),) = tops(a_snapshot(a_dimension(a_code(label="A\x0bB", definition="A\r\nB\x0cC"))))

    assert code.get("name") == "A B"
    assert code.findtext(DESCRIPTION).startswith("A\nB\nC\n")


def test_a_label_of_which_nothing_is_left_gives_way_to_the_key():
    ((_, code),) = tops(a_snapshot(a_dimension(a_code(label="\x01"))))

    assert code.get("name") == "religious"


def test_the_file_says_where_it_comes_from():
    assert ET.fromstring(qdc(SNAPSHOT)).get("origin") == "Multitrack, codebook 1.1"


def test_a_version_frozen_before_a_field_was_known_has_a_file_too():
    old = a_snapshot({"key": "track", "label": "Track", "codes": [{"key": "faith", "label": "F"}]})

    assert named(tops(old)) == [("Track", [("F", [])])]


def test_a_codebook_without_dimensions_has_a_file_without_codes():
    assert tops(a_snapshot()) == []
