import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.actions import codebook
from annotate.models import Case, Code, Dimension
from annotate.models.columns import RESERVED
from annotate.queries.codebook_columns import codebook_columns
from annotate.queries.columns import case_columns
from annotate.queries.export_rows import export_rows
from annotate.queries.tag_columns import TAG_COLUMNS, tag_rows


def cells(case):
    """The row of a case as a dict, as the CSV has it."""
    (row,) = export_rows(Case.objects.filter(pk=case.pk))
    return {column.name: column.read(row) for column in case_columns()}


def test_the_four_kinds_of_cell_are_never_confused(world):
    case = world.case("Oslo channel", "track:2 lead")
    world.tag(case, "track:3", certainty="cannot-tell")
    world.code(Dimension.objects.get(key="track"), "space", position=9)

    row = cells(case)

    assert row["track_professional_cr"] == 1
    assert row["track_business"] == "?"
    assert row["track_government"] == 0
    assert row["track_space"] is None, "a code newer than the case's codebook is not yet coded"


def test_a_draft_is_not_yet_coded_where_it_has_no_tag(world):
    row = cells(world.case("Oslo channel", "track:2", state="draft"))
    assert (row["track_professional_cr"], row["track_business"]) == (1, None)
    assert row["outcome"] is None


def test_none_applies_is_an_answer(world):
    assert cells(world.case())["outcome"] == "none"


def test_what_cannot_be_told_is_neither_an_answer_nor_missing(world):
    case = world.case()
    world.tag(case, "outcome:ceasefire", certainty="cannot-tell")
    assert cells(case)["outcome"] == "?"


def test_a_code_retired_before_the_case_was_coded_is_not_yet_coded(world):
    codebook.retire_code(world["track:3"], by=world.cleo)
    world.version = world.publish_codebook("1.1")
    assert cells(world.case())["track_business"] is None


def test_what_comes_back_does_not_answer_for_cases_of_the_version_without_it(world):
    business, outcome = world["track:3"], Dimension.objects.get(key="outcome")
    codebook.retire_code(business, by=world.cleo)
    codebook.retire_dimension(outcome, by=world.cleo)
    world.version = world.publish_codebook("1.1")
    case = world.case()
    codebook.unretire_code(business, by=world.cleo)
    codebook.unretire_dimension(outcome, by=world.cleo)

    row = cells(case)

    assert (row["track_business"], row["track_religious"]) == (None, 0)
    assert row["outcome"] is None


def test_a_retired_dimension_keeps_its_columns_as_long_as_a_version_asks_it(world):
    world.dimension("weather", ["rain"])
    answered, none = world.case("Oslo", "officialness:official"), world.case("Madrid")
    for key in ["officialness", "weather"]:
        codebook.retire_dimension(Dimension.objects.get(key=key), by=world.cleo)
    later = world.case("Geneva", codebook_version=world.publish_codebook("1.1"))

    names = ["officialness", "officialness_official", "officialness_official_role"]
    found = [[cells(case)[name] for name in names] for case in (answered, none, later)]

    assert found == [["official", 1, "primary"], ["none", 0, None], [None, None, None]]
    assert "weather" not in cells(answered), "no version asked it"


def test_a_case_keeps_its_zero_when_the_code_is_retired_later(world):
    case = world.case()
    codebook.retire_code(world["track:3"], by=world.cleo)
    world.publish_codebook("1.1")
    assert cells(case)["track_business"] == 0


def test_roles_stand_beside_the_codes(world):
    row = cells(world.case("Oslo channel", "track:2 lead", "track:5 supporting"))
    assert row["track"] == "professional-cr; research-training-education"
    assert row["track_professional_cr_role"] == "lead"
    assert row["track_research_training_education_role"] == "supporting"
    assert row["track_business_role"] is None


def test_a_new_dimension_is_a_column_with_no_change_of_code(world):
    world.dimension("season", ["summer", "winter"], multi_valued=True, position=9)
    world.publish_codebook("1.1")
    names = [column.name for column in case_columns()]
    assert {"season", "season_summer", "season_winter"} <= set(names)


def test_dates_come_with_their_precision_and_bounds(world):
    row = cells(world.case(start="1993-05", ongoing=True))
    assert str(row["start"]) == "1993-05"
    assert row["start_precision"] == "month"
    assert (str(row["start_earliest"]), str(row["start_latest"])) == ("1993-05-01", "1993-05-31")
    assert row["end"] is None


def test_country_codes_stay_in_step_with_the_countries(world):
    case = world.case("Oslo channel", countries=["ISR", "NOR"])
    world.country("ISR")
    row = cells(case)
    assert row["countries_iso3"] == "ISR; NOR"
    assert row["countries_gwno"] == "-; -"


def test_parties_and_third_parties_are_told_apart(world):
    case = world.case()
    world.party(case, "Israel")
    world.third_party(case, "Fafo")
    row = cells(case)
    assert (row["parties"], row["third_parties"]) == ("Israel", "Fafo")


def test_rows_keep_the_order_of_the_question(world):
    for title in ("B", "C", "A"):
        world.case(title)
    rows = export_rows(Case.objects.order_by("title"))
    assert [row.case["title"] for row in rows] == ["A", "B", "C"]


def test_a_tag_row_says_what_where_and_why(world):
    case = world.case()
    tag = world.tag(case, "track:2 lead", rationale="Private intermediaries.")
    world.document(case, "Norway\nhosted the talks. Fafo opened them.")
    world.evidence(tag, "Norway\nhosted the talks")
    world.evidence(tag, "Fafo opened them")

    (row,) = tag_rows(Case.objects.all())

    told = {column.name: column.read(row) for column in TAG_COLUMNS}
    assert told == {
        "case": case.public_id,
        "title": "Oslo channel",
        "dimension": "track",
        "code": "professional-cr",
        "number": 2,
        "label": "Professional cr",
        "role": "lead",
        "certainty": "present",
        "confidence": "high",
        "rationale": "Private intermediaries.",
        "quote": "Norway hosted the talks\nFafo opened them",
        "source": "Case narrative\nCase narrative",
        "origin": "coded",
        "codebook_version": "1.0",
    }


def test_a_batch_costs_the_same_queries_however_many_cases(world, django_assert_num_queries):
    for title in ("A", "B", "C"):
        world.case(title, "track:2", countries=["NOR"])
    with django_assert_num_queries(7):  # pks; cases, tags, countries, actors, places, sources
        list(export_rows(Case.objects.all()))
    with django_assert_num_queries(3):  # dimensions, codes, versions
        list(codebook_columns())


def test_every_column_has_one_name_a_type_and_a_meaning(world):
    for columns in (case_columns(), TAG_COLUMNS):
        names = [column.name for column in columns]
        assert len(names) == len(set(names))
        assert all(column.meaning.endswith(".") for column in columns)


# No two columns share a name


def test_no_dimension_may_take_the_name_of_a_column(world):
    dimensions = set(Dimension.objects.values_list("key", flat=True))
    plain = {c.name for c in case_columns() if c.name.split("_")[0] not in dimensions}
    assert plain | {column.name for column in TAG_COLUMNS} <= RESERVED


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("confidence", "“confidence” already means something"),
        (
            "track_government",
            "column “track_government” with the code “track:government”",
        ),
        (
            "track_government_role",
            "column “track_government_role” with the code “track:government”",
        ),
    ],
)
def test_a_dimension_cannot_take_a_column_that_is_there(world, key, told):
    with pytest.raises(ValidationError, match=told):
        Dimension(key=key, label="New", question="?").clean()


@pytest.mark.parametrize(
    ("dimension", "key", "told"),
    [
        ("type_arts", "school", "“type_arts_school” with the code “type:arts-school”"),
        ("third", "parties", "“third_parties” with every file or address"),
        ("mood", "calm-role", "cannot end in “-role”"),
        ("mood", "calm", "“mood_calm” with the dimension “mood_calm”"),
    ],
)
def test_a_code_cannot_take_a_column_that_is_there(world, dimension, key, told):
    world.code(Dimension.objects.get(key="type"), "arts-school", position=9)
    world.dimension("mood_calm", [])
    with pytest.raises(ValidationError, match=told):
        Code(dimension=world.dimension(dimension, []), key=key).clean()


def test_a_dimension_cannot_be_renamed_over_the_columns_of_others(world):
    mood = world.dimension("mood", ["a-b", "c"])
    world.dimension("air_a", ["b"])
    mood.clean()
    mood.key = "air"
    with pytest.raises(
        ValidationError, match=r"“air:a-b” would share .*“air_a_b” with .*“air_a:b”"
    ):
        mood.clean()


DIMENSION_KEYS = st.sampled_from(["a", "a_b", "a_b_role", "b", "a_role", "source", "third"])
CODE_KEYS = st.sampled_from(["b", "a", "b-role", "role", "a-b", "b-c", "c", "count", "parties"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(DIMENSION_KEYS, st.none() | CODE_KEYS), max_size=12))
def test_whatever_keys_are_accepted_no_two_columns_share_a_name(world, keys):
    with transaction.atomic():
        for dimension_key, code_key in keys:
            added(dimension_key, code_key)
        names = [column.name for column in case_columns()]
        transaction.set_rollback(True)
    assert len(names) == len(set(names))


def added(dimension_key, code_key):
    """The dimension and, if named, its code, where they are accepted."""
    options = {"multi_valued": True, "roles": "lead"}
    try:
        dimension = Dimension.objects.filter(key=dimension_key).first()
        if not dimension:
            dimension = Dimension(key=dimension_key, label="x", question="?", **options)
            dimension.full_clean()
            dimension.save()
        if code_key:
            code = Code(dimension=dimension, key=code_key, label="x", definition="x")
            code.full_clean()
            code.save()
    except ValidationError:
        pass
