import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.dates import PartialDate
from annotate.derivation import (
    COUNTED_ROLES,
    NUMBER,
    RULES,
    Derived,
    Facts,
    Seat,
    derive,
    multi_track_pattern,
    negotiation_format,
    region,
    three_level_track,
)
from annotate.duration import duration

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = json.loads((FIXTURES / "initiatives/initiatives.json").read_text("utf-8"))["cases"]
CODEBOOK = json.loads((FIXTURES / "codebook/codebook.json").read_text("utf-8"))
with open(FIXTURES / "places/states.csv", encoding="utf-8", newline="") as file:
    REGION = {row["key"]: row["region"] for row in csv.DictReader(file)}

# The compilers looked closer than a rule can: the codebook lets them refine "combined".
REFINED = {
    "oslo-channel-1993": "sequential",
    "inter-tajik-dialogue": "parallel",
    "women-of-liberia-mass-action": "parallel",
    "northern-ireland-multiparty-talks": "parallel",
    "wajir-peace-committee": "sequential",
    "sa-national-peace-accord": "integrated",
    "tunisia-national-dialogue": "integrated",
    "kimberley-process": "integrated",
    "mindanao-international-contact-group": "integrated",
    "ping-pong-diplomacy": "sequential",
    "ecuador-peru-brasilia": "parallel",
}

# Where the compilers chose another region than the rule gives, and why.
PLACED = {
    # The work went on in another region than the conflict, or all over the world.
    "west-eastern-divan-orchestra": ("middle-east", "cross-regional"),
    "seeds-of-peace": ("americas-north", "cross-regional"),
    "fulbright-program": ("americas-north", "cross-regional"),
    "un-peacebuilding-fund": ("africa-eastern", "cross-regional"),
    # One region is meant, although states of others sit at the table.
    "six-party-talks": ("cross-regional", "asia-east"),
    "iran-nuclear-talks": ("cross-regional", "middle-east"),
    "algiers-accords-1981": ("cross-regional", "middle-east"),
    # M49 puts Turkey in Western Asia.
    "greek-turkish-earthquake-diplomacy": ("cross-regional", "europe"),
    # The mediators' countries come first in the list, those of the conflict after them.
    "contadora-process": ("americas-south", "americas-central-caribbean"),
}


def facts_of(case):
    keys = defaultdict(list)
    for dimension, tags in case["tags"].items():
        for tag in tags:
            keys[dimension, tag.get("role")].append(tag["key"])
    return Facts(
        seats=[
            Seat(seat["role"], seat["at_table"], seat["side"])
            for seat in case["parties"] + case.get("third_parties", [])
        ],
        lead_tracks=keys["track", "lead"],
        supporting_tracks=keys["track", "supporting"],
        officialness=keys["officialness", "primary"][0],
        methods=keys["method", None],
        regions=[REGION[country] for country in case["countries"]],
        conflict_kind=case["conflict"]["kind"],
    )


def differing(dimension):
    """`{case: (by rule, in the file)}` wherever the two are not the same."""
    both = {
        case["key"]: (RULES[dimension](facts_of(case)).codes, tuple(case["derived"][dimension]))
        for case in CASES
    }
    assert len(both) == 108
    return {key: (rule, file) for key, (rule, file) in both.items() if rule != file}


@pytest.mark.parametrize("dimension", ["format", "three_level_track"])
def test_the_rule_gives_what_the_compilers_entered_for_every_initiative(dimension):
    assert differing(dimension) == {}


def test_the_number_of_sides_is_theirs_for_every_initiative():
    for case in CASES:
        sides = case["derived"]["format_sides"]
        said = (
            "Only one side is" if sides == 1 else f"{sides} sides are" if sides else "No principal"
        )
        assert negotiation_format(facts_of(case)).rule.startswith(said), case["key"]


def test_the_pattern_is_theirs_but_for_eleven_refinements():
    refined = {key: (("combined",), (value,)) for key, value in REFINED.items()}

    assert differing("multi_track_pattern") == refined


def test_the_region_is_theirs_but_for_nine_that_they_placed_by_hand():
    assert differing("region") == {key: ((rule,), (file,)) for key, (rule, file) in PLACED.items()}


def test_there_is_a_rule_for_every_derived_dimension_of_the_codebook():
    assert set(RULES) == {dim["key"] for dim in CODEBOOK["dimensions"] if dim["derived"]}


def test_tracks_have_the_numbers_of_the_codebook():
    (tracks,) = [dim for dim in CODEBOOK["dimensions"] if dim["key"] == "track"]

    assert {code["key"]: code["number"] for code in tracks["codes"]} == NUMBER


def seats(*sides, role="principal-party"):
    return [Seat(role, at_table=True, side=side) for side in sides]


def test_a_mediator_at_the_table_makes_two_sides_three():
    table = [*seats("Egypt", "Israel"), Seat("mediator", True, "United States")]

    assert negotiation_format(Facts(seats=table)) == Derived(
        ("trilateral",), "3 sides are at the table: Egypt; Israel; United States."
    )


def test_allies_who_share_a_side_count_once():
    table = seats("Government", "Rebels", "rebels ", "Government")

    assert negotiation_format(Facts(seats=table)).rule == (
        "2 sides are at the table: Government; Rebels."
    )


@given(st.sampled_from(["host", "observer", "guarantor", "witness", "monitor", "funder"]))
def test_hosts_and_onlookers_are_no_side_even_at_the_table(role):
    table = [*seats("Government", "Rebels"), Seat(role, True, "Norway")]

    assert negotiation_format(Facts(seats=table)).codes == ("bilateral",)


def test_a_mediator_in_the_next_room_is_no_side():
    table = [*seats("Government", "Rebels"), Seat("mediator", False, "Norway")]

    assert negotiation_format(Facts(seats=table)).codes == ("bilateral",)


@pytest.mark.parametrize(
    ("facts", "codes", "rule"),
    [
        (
            Facts(lead_tracks=["government"], officialness="official"),
            ("track-i",),
            "Track I: track 1 leads and the channel is official.",
        ),
        (
            Facts(lead_tracks=["religious", "business"], officialness="semi-official"),
            ("track-1-5", "track-ii"),
            (
                "Track 1.5: the channel is semi-official."
                " Track II: track 3 leads and the channel is not official."
            ),
        ),
        (
            Facts(lead_tracks=["government"], officialness="official", methods=["mass-action"]),
            ("track-i", "track-iii"),
            (
                "Track I: track 1 leads and the channel is official."
                " Track III: mass action is among the methods."
            ),
        ),
        (
            Facts(lead_tracks=["activism"], officialness="unofficial", methods=["mass-action"]),
            ("track-iii",),
            (
                "Track III: track 6 leads and the channel is not official."
                " Track III: mass action is among the methods."
            ),
        ),
        (
            Facts(lead_tracks=["communication"], officialness="unofficial"),
            (),
            "No level: the leading tracks set none for this channel.",
        ),
        (
            Facts(lead_tracks=["religious"]),
            (),
            "No level before the officialness of the channel is known.",
        ),
    ],
)
def test_levels_follow_from_leading_tracks_channel_and_methods(facts, codes, rule):
    assert three_level_track(facts) == Derived(codes, rule)


def test_a_supporting_track_sets_no_level_but_makes_the_case_combined():
    facts = Facts(
        lead_tracks=["government"], supporting_tracks=["religious"], officialness="unofficial"
    )

    assert three_level_track(facts).codes == ()
    assert multi_track_pattern(facts) == Derived(("combined",), "2 tracks are tagged.")


@pytest.mark.parametrize(
    ("kind", "regions", "at_table", "code"),
    [
        ("intrastate-government", ["asia-central", "europe", "americas-north"], 2, "asia-central"),
        ("interstate", ["asia-south", "asia-south", "asia-southeast"], 2, "asia-south"),
        ("interstate", ["americas-north", "europe"], 2, "cross-regional"),
        ("interstate", ["americas-north", "europe"], 0, "americas-north"),
        ("general", ["africa-eastern", "africa-central"], 2, "africa-eastern"),
        ("general", ["africa-eastern", "africa-central", "europe"], 0, "cross-regional"),
        ("", ["africa-eastern", "africa-central", "europe"], 0, "cross-regional"),
        ("general", ["", "oceania"], 0, "oceania"),
    ],
)
def test_regions_meet_only_where_the_conflict_is_not_inside_one_state(
    kind, regions, at_table, code
):
    table = seats(*(f"Side {number}" for number in range(at_table)))

    assert region(Facts(regions=regions, conflict_kind=kind, seats=table)).codes == (code,)


def test_an_empty_draft_says_what_each_rule_waits_for():
    assert derive(Facts()) == {
        "three_level_track": ((), "No level before the officialness of the channel is known."),
        "format": (
            ("not-applicable",),
            "No principal party, mediator, facilitator or go-between is at the table.",
        ),
        "multi_track_pattern": ((), "No pattern before a track is tagged."),
        "region": ((), "No region before a country is given."),
    }


def codes_of(dimension):
    (found,) = [dim for dim in CODEBOOK["dimensions"] if dim["key"] == dimension]
    return sorted(code["key"] for code in found["codes"])


def some(dimension):
    return st.lists(st.sampled_from(codes_of(dimension)))


facts = st.builds(
    Facts,
    seats=st.lists(
        st.builds(
            Seat,
            st.sampled_from(sorted(COUNTED_ROLES)),
            st.booleans(),
            st.sampled_from(["", "A", "a ", "B", "C", "D"]),
        )
    ),
    lead_tracks=some("track"),
    supporting_tracks=some("track"),
    officialness=st.sampled_from(["", *codes_of("officialness")]),
    methods=some("method"),
    regions=some("region"),
    conflict_kind=st.sampled_from(["", "general", *(c["conflict"]["kind"] for c in CASES)]),
)


@given(facts)
def test_whatever_the_facts_the_answer_is_in_the_codebook_and_has_its_reason(known):
    for dimension, (codes, rule) in derive(known).items():
        assert set(codes) <= set(codes_of(dimension))
        assert len(set(codes)) == len(codes)
        assert rule.endswith(".")


@pytest.mark.parametrize(
    ("start", "end", "bounds", "words"),
    [
        ("1993-05-13", "1993-05-13", (1, 1), "1 day"),
        ("1978-09-05", "1978-09-17", (13, 13), "13 days"),
        ("1993", "1993", (1, 365), "up to 12 months"),
        ("1993-05", "1993", (1, 245), "up to 8 months"),
        ("1990", "1995", (1463, 2191), "4 to 6 years"),
        ("1990-01-01", "1994-12-31", (1826, 1826), "about 5 years"),
    ],
)
def test_a_case_lasts_between_the_shortest_and_the_longest_its_dates_allow(
    start, end, bounds, words
):
    lasted = duration(PartialDate.parse(start), PartialDate.parse(end))

    assert lasted == bounds
    assert lasted.words() == words


def test_an_end_before_the_start_has_no_duration():
    with pytest.raises(ValueError, match=r"The end \(1992\) is before the start \(1993-05\)"):
        duration(PartialDate(1993, 5), PartialDate(1992))


@given(st.dates(), st.dates(), st.integers(1, 3), st.integers(1, 3))
def test_the_true_length_is_within_the_bounds(one, other, start_parts, end_parts):
    first, last = min(one, other), max(one, other)
    start = PartialDate(*(first.year, first.month, first.day)[:start_parts])
    end = PartialDate(*(last.year, last.month, last.day)[:end_parts])
    shortest, longest = duration(start, end)

    assert 1 <= shortest <= (last - first).days + 1 <= longest
