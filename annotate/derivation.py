"""The derived dimensions: values that follow from a case by the codebook's rules, with the reason.

Keys are those of the shipped codebook. Answers that cannot be told are not among the facts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

TRACKS = (
    *("government", "professional-cr", "business", "private-citizen"),
    *("research-training-education", "activism", "religious", "funding", "communication"),
)
NUMBER = {key: number for number, key in enumerate(TRACKS, 1)}
MIDDLE = (2, 3, 5, 7)
GRASSROOTS = (4, 6)
GRASSROOTS_METHODS = ("local-peace-committee", "traditional-mechanism", "mass-action")

COUNTED_ROLES = frozenset(["principal-party", "mediator", "facilitator", "go-between"])
FORMATS = {2: "bilateral", 3: "trilateral"}

BETWEEN_STATES = frozenset(["interstate", "nuclear-or-arms-rivalry"])
INSIDE_ONE_STATE = frozenset(
    "intrastate-government intrastate-territory internationalised-intrastate communal"
    " political-crisis".split()
)


class Seat(NamedTuple):
    """One participation. Allies at the table share a side."""

    role: str
    at_table: bool = False
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules ask of a case. `regions`: the group of each country, in the case's order."""

    seats: Sequence[Seat] = ()
    lead_tracks: Sequence[str] = ()
    supporting_tracks: Sequence[str] = ()
    officialness: str = ""  # the primary value
    methods: Sequence[str] = ()
    regions: Sequence[str] = ()
    conflict_kind: str = ""


class Derived(NamedTuple):
    """The codes, none while too little is known, and the sentence of the rule that fired."""

    codes: tuple[str, ...]
    rule: str


def derive(facts: Facts) -> dict[str, Derived]:
    """The answer in every derived dimension, by its key."""
    return {dimension: rule(facts) for dimension, rule in RULES.items()}


def negotiation_format(facts: Facts) -> Derived:
    sides = _sides(facts, COUNTED_ROLES)
    named = "; ".join(sides)
    if not sides:
        rule = "No principal party, mediator, facilitator or go-between is at the table."
        return Derived(("not-applicable",), rule)
    if len(sides) == 1:
        return Derived(("not-applicable",), f"Only one side is at the table: {named}.")
    code = FORMATS.get(len(sides), "multilateral")
    return Derived((code,), f"{len(sides)} sides are at the table: {named}.")


def _sides(facts, roles):
    """The names of the sides at the table, each once, however it is capitalised."""
    seated = [seat.side.strip() for seat in facts.seats if seat.at_table and seat.role in roles]
    sides: dict[str, str] = {}
    for side in filter(None, seated):
        sides.setdefault(side.casefold(), side)
    return list(sides.values())


def three_level_track(facts: Facts) -> Derived:
    fired = [*_levels_by_channel(facts), *_level_by_method(facts)]
    if fired:
        codes = tuple(dict.fromkeys(code for code, _ in fired))
        return Derived(codes, " ".join(reason for _, reason in fired))
    if not facts.officialness:
        return Derived((), "No level before the officialness of the channel is known.")
    return Derived((), "No level: the leading tracks set none for this channel.")


def _levels_by_channel(facts):
    leading = sorted(NUMBER[key] for key in facts.lead_tracks if key in NUMBER)
    official = facts.officialness == "official"
    if official and 1 in leading:
        yield "track-i", "Track I: track 1 leads and the channel is official."
    if facts.officialness == "semi-official":
        yield "track-1-5", "Track 1.5: the channel is semi-official."
    if official or not facts.officialness:
        return
    for code, level, numbers in [("track-ii", "II", MIDDLE), ("track-iii", "III", GRASSROOTS)]:
        for number in [number for number in leading if number in numbers][:1]:
            yield code, f"Track {level}: track {number} leads and the channel is not official."


def _level_by_method(facts):
    for method in [method for method in GRASSROOTS_METHODS if method in facts.methods][:1]:
        yield "track-iii", f"Track III: {method.replace('-', ' ')} is among the methods."


def multi_track_pattern(facts: Facts) -> Derived:
    tracks = {*facts.lead_tracks, *facts.supporting_tracks}
    if not tracks:
        return Derived((), "No pattern before a track is tagged.")
    if len(tracks) == 1:
        return Derived(("single-track",), "One track is tagged.")
    return Derived(("combined",), f"{len(tracks)} tracks are tagged.")


def region(facts: Facts) -> Derived:
    """The first country's, unless several regions meet.

    Within one state they do not: the other countries are those of hosts, mediators and exiles.
    "The parties face each other across groups" is read off the first two countries of a
    conflict between states whose principal parties are at the table.
    """
    regions = [key for key in facts.regions if key]
    if not regions:
        return Derived((), "No region before a country is given.")
    if facts.conflict_kind in INSIDE_ONE_STATE:
        rule = "The first country decides, because the conflict is inside one state."
        return Derived((regions[0],), rule)
    if len(set(regions)) > 2:
        return Derived(("cross-regional",), f"The countries are in {len(set(regions))} regions.")
    if _face_each_other(facts, regions):
        rule = "The parties face each other across regions: those of the first two countries."
        return Derived(("cross-regional",), rule)
    return Derived((regions[0],), "The first country decides.")


def _face_each_other(facts, regions):
    opposed = facts.conflict_kind in BETWEEN_STATES and len(_sides(facts, {"principal-party"})) > 1
    return opposed and len(set(regions[:2])) > 1


RULES: dict[str, Callable[[Facts], Derived]] = {
    "three_level_track": three_level_track,
    "format": negotiation_format,
    "multi_track_pattern": multi_track_pattern,
    "region": region,
}
