"""What the rules of the derived dimensions ask of a case (`annotate.derivation`)."""

from annotate.derivation import Facts, Seat

from .vocabularies import Certainty, TagOrigin, TagRole


def facts_of(case):
    """The facts of a stored case: four queries at most."""
    return facts(
        tags=case.tags.coded().in_codebook_order(),
        participations=case.participations.all(),
        countries=[row.country for row in case.case_countries.select_related("country")],
        conflict=case.conflict,
    )


def facts(*, tags, participations, countries, conflict):
    """The facts in these rows, stored or not. `countries` in the order of the case."""
    said = [tag for tag in tags if is_fact(tag)]
    return Facts(
        seats=[Seat(part.role, part.at_table, part.side) for part in participations],
        lead_tracks=[tag.code.key for tag in of("track", said) if tag.role == TagRole.LEAD],
        supporting_tracks=[tag.code.key for tag in of("track", said) if tag.role != TagRole.LEAD],
        officialness=primary(of("officialness", said)),
        methods=[tag.code.key for tag in of("method", said)],
        regions=[country.region for country in countries],
        conflict_kind=conflict.kind if conflict else "",
    )


def is_fact(tag):
    """Neither what cannot be told nor what a rule derived."""
    return tag.origin == TagOrigin.CODED and tag.certainty == Certainty.PRESENT


def of(dimension_key, tags):
    return [tag for tag in tags if tag.code.dimension.key == dimension_key]


def primary(tags):
    """The key of the primary value; of the only one, whatever its role; else ""."""
    chosen = [tag for tag in tags if tag.role == TagRole.PRIMARY] or tags
    return chosen[0].code.key if len(chosen) == 1 else ""
