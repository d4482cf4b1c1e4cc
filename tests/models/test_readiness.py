"""Each rule for publishing: a case that keeps it and a case that breaks it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from annotate.actions.links import Link, directed
from annotate.models import Case, CodebookVersion, Place, Verification
from annotate.models.readiness import problems
from annotate.models.vocabularies import ActorRole, State


@pytest.fixture
def ready(world):
    """A case in review that nothing keeps from being published."""
    tags = ["track:2 lead", "type:cultural", "outcome:ceasefire"]
    case = world.case("Oslo channel", *tags, state=State.IN_REVIEW, start="1993", end="1994")
    world.source(case, "Gaza First")
    world.source(case, "Making Peace")
    return case


def sentences(case):
    return [problem.sentence for problem in problems(Case.objects.get(pk=case.pk))]


def test_a_case_that_keeps_all_rules_has_no_problems(ready):
    assert sentences(ready) == []


def test_a_track_must_lead(world, ready):
    ready.tags.of("track").update(role="supporting")

    assert sentences(ready) == ["No track leads."]


def test_a_track_that_cannot_be_told_does_not_lead(world, ready):
    ready.tags.of("track").update(certainty="cannot-tell")

    assert sentences(ready) == ["No track leads."]


def test_a_type_is_needed(world, ready):
    ready.tags.of("type").delete()

    assert sentences(ready) == ["No type of diplomacy is tagged."]


def test_a_mandatory_dimension_needs_an_answer(world, ready):
    ready.tags.of("outcome").delete()

    assert sentences(ready) == ["Outcome: tag at least one code."]


def test_cannot_tell_is_an_answer_in_a_mandatory_dimension(world, ready):
    ready.tags.of("outcome").update(certainty="cannot-tell")

    assert sentences(ready) == []


def test_a_mandatory_dimension_of_a_later_codebook_is_not_asked(world, ready):
    world.dimension("phase", ["prevention"], mandatory=True)
    world.publish_codebook("1.1")

    assert sentences(ready) == []


def test_a_draft_is_asked_what_the_codebook_asks_now(world):
    draft = world.case(state=State.DRAFT)
    world.dimension("phase", ["prevention"], mandatory=True)

    assert "Phase: tag at least one code." in sentences(draft)


def test_two_sources_are_needed(world, ready):
    ready.citations.first().delete()

    assert sentences(ready) == ["Cite one more source."]


def test_every_tag_needs_a_rationale(world, ready):
    ready.tags.of("type").update(rationale=" ")

    assert sentences(ready) == ["Cultural: no rationale."]


def test_every_tag_needs_a_confidence(world, ready):
    ready.tags.of("track").update(confidence="")

    assert sentences(ready) == ["2 Professional cr: no confidence."]


def test_derived_tags_need_neither(world, ready):
    world.dimension("format", ["bilateral"], derived=True)
    world.tag(ready, "format:bilateral", origin="derived", rationale="", confidence="")

    assert sentences(ready) == []


def test_a_tag_of_a_track_says_whether_it_leads(world, ready):
    world.tag(ready, "track:4")
    ready.tags.filter(code__number=4).update(role="")

    assert sentences(ready) == ["4 Private citizen: say whether it is lead or supporting."]


def test_a_single_valued_dimension_takes_one_value(world, ready):
    world.tag(ready, "outcome:no-agreement")

    assert sentences(ready) == ["Outcome takes one value: Ceasefire and No agreement."]


def test_one_value_of_officialness_is_primary(world, ready):
    world.tag(ready, "officialness:official primary")
    world.tag(ready, "officialness:unofficial primary")

    assert sentences(ready) == ["Officialness: choose one primary value."]


def test_track_4_kinds_go_with_track_4_or_6(world, ready):
    world.dimension("track4_kind", ["citizen-diplomacy"])
    newest(world, "1.1")
    world.tag(ready, "track4_kind:citizen-diplomacy")
    assert sentences(ready) == ["Track4 kind is only for cases with track 4 or 6."]

    world.tag(ready, "track:6 supporting")

    assert sentences(ready) == []


def test_a_form_of_diplomacy_goes_with_a_leading_track_1(world, ready):
    world.dimension("form", ["ad-hoc"])
    newest(world, "1.1")
    world.tag(ready, "form:ad-hoc")
    assert sentences(ready) == ["Form stays empty where track 1 does not lead."]

    world.tag(ready, "track:1 lead")
    assert sentences(ready) == []

    ready.tags.of("form").delete()
    assert sentences(ready) == ["Track 1 leads, so it needs a form."]


def newest(world, number):
    """A codebook version that asks what was added, answered by all cases."""
    Case.objects.update(codebook_version=world.publish_codebook(number))


def test_a_code_that_no_codebook_of_the_case_asks_keeps_it_back(world, ready):
    world.code(world["outcome:ceasefire"].dimension, "declaration")
    ready.tags.of("outcome").delete()
    world.tag(ready, "outcome:declaration")
    waits = "“Outcome: Declaration” is not in the latest published codebook."
    assert sentences(ready) == [f"{waits} Publish the codebook, or take the tag away."]

    world.publish_codebook("1.1")
    unasked = "“Outcome: Declaration” is not in codebook 1.0, which the case answers."
    assert sentences(ready) == [f"{unasked} Answer it under a newer one, or take the tag away."]

    Case.objects.update(codebook_version=CodebookVersion.objects.first())
    assert sentences(ready) == []


def test_third_parties_at_the_table_mediate(world, ready):
    world.third_party(ready, "Norway", role=ActorRole.MEDIATOR)
    world.third_party(ready, "Egypt", role=ActorRole.HOST)
    world.third_party(ready, "Tunisia", role=ActorRole.HOST, at_table=False, side="")

    (said,) = sentences(ready)

    assert said.startswith("Egypt is at the table as host;")


def test_the_middle_of_a_country_is_no_venue(world, ready):
    norway = world.country("NOR")
    norway.latitude, norway.longitude = 62.0, 10.0
    norway.save()
    place = Place(case=ready, name="Norway", country=norway, latitude=62.01, longitude=9.99)
    place.save()
    assert sentences(ready) == ["“Norway” is the middle of NOR, not a venue."]

    place.latitude, place.longitude = 59.28, 11.11
    place.save()

    assert sentences(ready) == []


def test_what_goes_on_was_checked_on_a_date(world, ready):
    Case.objects.filter(pk=ready.pk).update(
        ongoing=True,
        end=None,
        end_earliest=None,
        end_latest=None,
        end_precision=None,
        end_year=None,
    )
    assert sentences(ready) == ["Say when you last checked that it still goes on."]

    Case.objects.filter(pk=ready.pk).update(ongoing_checked_on=date(2025, 1, 1))

    assert sentences(ready) == []


def test_status_and_dates_agree_on_whether_it_goes_on(world, ready):
    ongoing = world.dimension("status", ["ongoing", "concluded"]).codes.get(key="ongoing")
    world.version = world.publish_codebook("1.1")
    Case.objects.filter(pk=ready.pk).update(codebook_version=world.version)
    tag = world.tag(ready, "status:concluded")
    assert sentences(ready) == []

    tag.code = ongoing
    tag.save()

    assert sentences(ready) == [f"{ongoing}: tick “still going on”, and say when you last checked."]


def test_a_date_agrees_with_its_precision(world, ready):
    Case.objects.filter(pk=ready.pk).update(start_precision="day")

    assert sentences(ready) == ["The start and its precision disagree; save it again."]


def test_the_end_follows_the_start(ready):
    ready.start, ready.end = map(type(ready.start).parse, ("1993-05", "1993-04"))

    assert "The end (April 1993) lies before the start (May 1993)." in [
        problem.sentence for problem in problems(ready)
    ]


@pytest.mark.parametrize("name", ["part-of", "successor", "predecessor"])
def test_links_make_no_circle(world, ready, name):
    other = world.case("Madrid")
    for case, target in [(ready, other), (other, ready)]:
        world.change.save(directed(case, Link(name, target)))

    (said,) = sentences(ready)

    assert said.endswith("lead back to the case itself.")


def test_a_verification_says_who_what_and_when(world, ready):
    source = ready.citations.first().source
    row = Verification(case=ready, source=source, facts="Dates", checked_by="Ada")
    row.checked_on = timezone.localdate()
    row.save()
    assert sentences(ready) == []

    Verification.objects.update(checked_on=timezone.localdate() + timedelta(days=1))

    assert "say who checked which facts" in sentences(ready)[0]


def test_where_to_mend_it_is_a_place_in_the_form(world, ready):
    ready.tags.of("type").update(rationale="")
    ready.tags.of("track").update(role="")

    fields = {problem.field for problem in problems(ready)}

    assert {f"code-{world['type:cultural'].pk}", "dimension-track"} <= fields
