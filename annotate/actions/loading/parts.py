"""An entry of the file as a case and the rows that belong to it."""

from annotate.models import Case, CaseCountry, Citation, Participation, Place, Verification
from annotate.models.vocabularies import State

from .cast import participants

CHECKED = "Not recorded one by one: the entry as a whole."


def new_case(entry, cast, version, checked_on):
    """A published case; one that could not be verified is in review."""
    ongoing = entry["tags"]["status"] == [{"key": "ongoing"}]
    return Case(
        slug=entry["key"],
        title=entry["title"],
        aliases="\n".join(entry.get("aliases", [])),
        summary=entry["summary"],
        narrative=entry.get("narrative", ""),
        conflict=cast.conflicts[entry["conflict"]["name"]],
        start=entry["start"],
        end=entry["end"],
        ongoing=ongoing,
        ongoing_checked_on=checked_on if ongoing else None,
        why_many_tracks=entry.get("why_many_tracks", ""),
        internal_note=entry.get("internal_note", ""),
        state=State.PUBLISHED if entry["verified"] else State.IN_REVIEW,
        codebook_version=version,
    )


def case_countries(case, entry, cast):
    return [
        CaseCountry(case=case, country=cast.countries[key], position=position)
        for position, key in enumerate(entry["countries"])
    ]


def places(case, entry, cast):
    return [
        Place(case=case, position=position, **place | {"country": cast.countries[place["country"]]})
        for position, place in enumerate(entry.get("places", []))
    ]


def participations(case, entry, cast):
    parties = len(entry["parties"])
    return [
        Participation(
            case=case,
            actor=cast.actors[row["name"]],
            role=row["role"],
            third_party=position >= parties,
            at_table=row["at_table"],
            side=row["side"],
            note=row.get("note", ""),
            position=position,
        )
        for position, row in enumerate(participants(entry))
    ]


def citations(case, entry, cast):
    return [
        Citation(case=case, source=cast.source(item), position=position)
        for position, item in enumerate(entry["sources"])
    ]


def verifications(case, entry, cast, checked_on):
    """The file counts a case's sources from 1. Which facts were checked it does not say."""
    return [
        Verification(
            case=case,
            source=cast.source(
                check if "title" in check else entry["sources"][check["source"] - 1]
            ),
            facts=CHECKED,
            checked_by="The compilers of the dataset",
            checked_on=checked_on,
        )
        for check in entry.get("verification", [])
    ]
