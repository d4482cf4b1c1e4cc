"""What a case still lacks before it may be published: the rules at the end of DESIGN, section 3.

Each check takes a Sheet and yields Problems. One that asks of a dimension by its key does nothing
where the codebook lacks that dimension.
"""

from django.urls import reverse
from django.utils import timezone

from .disputes import awaiting, disputes_in
from .links import CaseLink
from .partial_dates import BOUNDS
from .sheet import Problem, Sheet, place_of, place_of_code, why_unasked
from .vocabularies import ActorRole, Certainty, LinkType, Roles, TagRole

SOURCES_AT_LEAST = 2
CENTROID_DEGREES = 0.02  # some two kilometres


def problems(case):
    """Every reason why the case may not be published, in the order of the form."""
    return problems_on(Sheet.of(case))


def problems_on(sheet):
    return [problem for check in CHECKS for problem in check(sheet)]


def dates_keep_their_precision(sheet):
    case = sheet.case
    for name in ("start", "end"):
        date = getattr(case, name)
        stored = [getattr(case, f"{name}_{bound}") for bound in BOUNDS]
        if stored != [getattr(date, bound, None) for bound in BOUNDS]:
            yield Problem(f"id_{name}", f"The {name} and its precision disagree; save it again.")


def the_end_follows_the_start(sheet):
    start, end = sheet.case.start, sheet.case.end
    if start and end and end.ends_before(start):
        yield Problem("id_end", f"The end ({end.words()}) lies before the start ({start.words()}).")


def ongoing_was_checked(sheet):
    if sheet.case.ongoing and not sheet.case.ongoing_checked_on:
        yield Problem("id_ongoing_checked_on", "Say when you last checked that it still goes on.")


def status_agrees_with_the_dates(sheet):
    going_on = sheet.case.ongoing
    for tag in sheet.present("status"):
        if tag.code.key == "ongoing" and not going_on:
            yield Problem(
                "id_ongoing", f"{tag.code}: tick “still going on”, and say when you last checked."
            )
        if tag.code.key != "ongoing" and going_on:
            yield Problem(place_of_code(tag.code), f"{tag.code}, yet “still going on” is ticked.")


def venues_are_places(sheet):
    for place in sheet.case.places.all():
        if place.country and is_centroid(place):
            yield Problem(
                "section-places", f"“{place}” is the middle of {place.country}, not a venue."
            )


def is_centroid(place):
    pairs = [(place.latitude, place.country.latitude), (place.longitude, place.country.longitude)]
    return all(None not in pair and abs(pair[0] - pair[1]) <= CENTROID_DEGREES for pair in pairs)


def third_parties_at_the_table_mediate(sheet):
    for part in sheet.case.participations.all():
        mediates = part.role in ActorRole.mediating()
        if part.third_party and part.at_table and not mediates:
            yield Problem(
                "section-participations",
                f"{part.actor} is at the table as {part.get_role_display().lower()}; third parties "
                "sit there only as mediator, facilitator or go-between.",
            )


def a_track_leads(sheet):
    track = sheet.dimension("track")
    if track and not any(tag.role == TagRole.LEAD for tag in sheet.present("track")):
        yield Problem(place_of(track), "No track leads.")


def a_type_is_named(sheet):
    dimension = sheet.dimension("type")
    if dimension and not sheet.present("type"):
        yield Problem(place_of(dimension), "No type of diplomacy is tagged.")


def mandatory_dimensions_are_answered(sheet):
    for dimension in sheet.dimensions:
        own_rule = dimension.key in {"track", "type"}
        if dimension.mandatory and not own_rule and not sheet.answers(dimension.key):
            yield Problem(place_of(dimension), f"{dimension.label}: tag at least one code.")


def one_value_where_one_is_asked(sheet):
    for dimension in sheet.dimensions:
        chosen = sheet.present(dimension.key)
        if not dimension.multi_valued and len(chosen) > 1:
            values = " and ".join(tag.code.label for tag in chosen)
            yield Problem(place_of(dimension), f"{dimension.label} takes one value: {values}.")


def one_value_is_primary(sheet):
    for dimension in sheet.dimensions:
        chosen = sheet.present(dimension.key)
        primary = [tag for tag in chosen if tag.role == TagRole.PRIMARY]
        if dimension.roles == Roles.PRIMARY and chosen and len(primary) != 1:
            yield Problem(place_of(dimension), f"{dimension.label}: choose one primary value.")


def every_tag_has_its_role(sheet):
    for tag in sheet.tags:
        if tag.code.dimension.roles and tag.certainty == Certainty.PRESENT and not tag.role:
            roles = Roles(tag.code.dimension.roles).label.lower()
            yield Problem(place_of_code(tag.code), f"{tag.code}: say whether it is {roles}.")


def every_tag_has_a_rationale(sheet):
    for tag in sheet.tags:
        if not tag.rationale.strip():
            yield Problem(place_of_code(tag.code), f"{tag.code}: no rationale.")


def every_tag_has_a_confidence(sheet):
    for tag in sheet.tags:
        if not tag.confidence:
            yield Problem(place_of_code(tag.code), f"{tag.code}: no confidence.")


def every_code_is_asked(sheet):
    for tag in sheet.tags:
        if mend := why_unasked(tag, sheet.case):
            yield Problem(place_of_code(tag.code), f"“{tag.code.dimension}: {tag.code}” {mend}")


def track_4_kinds_need_track_4_or_6(sheet):
    dimension = sheet.dimension("track4_kind")
    tracks = {tag.code.number for tag in sheet.present("track")}
    if dimension and sheet.present("track4_kind") and not tracks & {4, 6}:
        yield Problem(
            place_of(dimension), f"{dimension.label} is only for cases with track 4 or 6."
        )


def form_goes_with_a_leading_track_1(sheet):
    form = sheet.dimension("form")
    if not form:
        return
    leads = any(t.code.number == 1 and t.role == TagRole.LEAD for t in sheet.present("track"))
    if leads and not sheet.present("form"):
        yield Problem(place_of(form), f"Track 1 leads, so it needs a {form.label.lower()}.")
    if not leads and sheet.answers("form"):
        yield Problem(place_of(form), f"{form.label} stays empty where track 1 does not lead.")


def two_sources_are_cited(sheet):
    missing = SOURCES_AT_LEAST - sheet.case.citations.count()
    if missing > 0:
        more = "one more source" if missing == 1 else f"{missing} sources"
        yield Problem("section-citations", f"Cite {more}.")


def coders_do_not_differ(sheet):
    case = sheet.case
    for dispute in disputes_in(awaiting().filter(case=case.pk)):
        if dispute.codes:
            codes = "a code" if len(dispute.codes) == 1 else f"{len(dispute.codes)} codes"
            yield Problem(
                "tags",
                f"Its {dispute.coders} coders differ on {codes}, which a curator has to settle.",
                f"{reverse('annotate:settle', args=[case.public_id])}?round={dispute.round}",
            )


def links_make_no_circle(sheet):
    circles = CaseLink.objects.circles_through(sheet.case)
    for kind in LinkType.without_cycles():
        if kind in circles:
            yield Problem(
                "section-links", f"Its links as “{kind.label}” lead back to the case itself."
            )


def verifications_are_complete(sheet):
    today = timezone.localdate()
    for row in sheet.case.verifications.all():
        if not row.facts.strip() or not row.checked_by.strip() or row.checked_on > today:
            yield Problem(
                "section-verifications",
                f"{row.source}: say who checked which facts, and when (not in the future).",
            )


CHECKS = [
    dates_keep_their_precision,
    the_end_follows_the_start,
    ongoing_was_checked,
    status_agrees_with_the_dates,
    venues_are_places,
    third_parties_at_the_table_mediate,
    a_track_leads,
    a_type_is_named,
    mandatory_dimensions_are_answered,
    one_value_where_one_is_asked,
    one_value_is_primary,
    every_tag_has_its_role,
    every_tag_has_a_rationale,
    every_tag_has_a_confidence,
    every_code_is_asked,
    track_4_kinds_need_track_4_or_6,
    form_goes_with_a_leading_track_1,
    two_sources_are_cited,
    coders_do_not_differ,
    links_make_no_circle,
    verifications_are_complete,
]
