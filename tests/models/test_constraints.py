"""The database itself refuses what can never be true."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from annotate.dates import DateRange
from annotate.models import Case, CaseLink, Override, Participation, Tag
from annotate.models.frozen import FrozenError


def test_a_case_cannot_end_before_it_starts(world):
    with pytest.raises(IntegrityError):
        world.case(start="1993-05", end="1993-04")


def test_an_end_known_to_the_year_is_not_before_a_start_in_that_year(world):
    assert world.case(start="1993-05-13", end="1993").pk


def test_a_case_that_goes_on_has_no_end(world):
    with pytest.raises(IntegrityError):
        world.case(start="1993", end="1994", ongoing=True)


def test_a_code_is_tagged_once_on_a_case(world):
    case = world.case("Oslo channel", "track:2")
    with pytest.raises(IntegrityError):
        world.tag(case, "track:2")


def test_a_case_is_not_linked_to_itself(world):
    case = world.case()
    with pytest.raises(IntegrityError):
        CaseLink.objects.create(case=case, target=case, type="part-of")


def test_whoever_is_at_the_table_has_a_side(world):
    with pytest.raises(IntegrityError):
        Participation.objects.create(
            case=world.case(), actor=world.actor("Norway"), role="mediator", at_table=True
        )


def test_an_override_needs_a_reason(world):
    with pytest.raises(IntegrityError):
        Override.objects.create(case=world.case(), code=world["track:1"])


def test_a_published_case_names_the_codebook_it_answers(world):
    with pytest.raises(IntegrityError):
        world.case(codebook_version=None)


def test_a_used_code_cannot_be_deleted(world):
    world.case("Oslo channel", "track:2")
    with pytest.raises(IntegrityError):
        world["track:2"].delete()


def test_a_document_and_a_codebook_version_never_change(world):
    document = world.document(world.case(), "Norway hosted the talks.")
    for frozen in (document, world.version):
        with pytest.raises(FrozenError):
            frozen.save()
        with pytest.raises(FrozenError):
            frozen.delete()
        with pytest.raises(FrozenError):
            type(frozen).objects.all().delete()


def test_evidence_is_a_passage_or_a_citation_and_never_both(world):
    case = world.case()
    world.document(case, "Norway hosted the talks.")
    evidence = world.evidence(world.tag(case, "track:1"), "Norway")
    evidence.citation = world.source(case)
    with pytest.raises(IntegrityError):
        evidence.save()


def test_a_wrong_date_says_what_to_write(world):
    with pytest.raises(ValidationError, match="1993-05-13"):
        Case(title="Oslo", slug="oslo", start="13/05/1993").full_clean()


def test_a_range_finds_what_may_lie_in_it(world):
    year, month, _later = (world.case(start=start) for start in ("1993", "1993-05", "1994"))
    spring = DateRange.parse("1993-04..1993-06")

    assert list(Case.objects.filter(start__overlaps=spring)) == [year, month]


def test_an_undated_case_lies_in_no_range(world):
    world.case()
    assert not Case.objects.filter(start__overlaps=DateRange.parse("..2000"))


def test_a_tag_shares_its_author_reason_and_moment_with_the_change_that_made_it(world):
    tag = world.tag(world.case(), "track:1")
    made = Tag.history.get(id=tag.pk)
    assert (made.history_user, made.history_change_reason) == (world.ada, "told in a test")
    assert made.history_date == world.change.at
