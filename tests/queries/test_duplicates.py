import pytest

from annotate.actions.indexing import index_all
from annotate.models import Case
from annotate.queries.duplicates import similar


@pytest.fixture
def known(world):
    world.case("Wunlit Dinka-Nuer Peace Conference")
    world.case("Dayton", aliases="General Framework Agreement\nProximity talks")
    world.case("Secret", visibility="restricted", owner=world.ben)
    index_all(Case.objects.all())


def titles(world, title, **options):
    return [case.title for case, _ in similar(title, user=world.ada, **options)]


def test_a_title_with_a_word_more_is_found(world, known):
    ((case, likeness),) = similar("Wunlit peace conference", user=world.ada)

    assert case.title.startswith("Wunlit")
    assert 0.75 < likeness < 1


def test_word_order_case_and_endings_do_not_matter(world, known):
    assert titles(world, "PEACE CONFERENCES, Dinka-Nuer at Wunlit") == [
        "Wunlit Dinka-Nuer Peace Conference"
    ]


def test_an_alias_counts_as_a_title(world, known):
    assert titles(world, "proximity talks") == ["Dayton"]


def test_other_titles_are_not_found(world, known):
    assert titles(world, "Oslo channel") == titles(world, "") == titles(world, "the of") == []


def test_a_case_is_not_like_itself(world, known):
    dayton = Case.objects.get(title="Dayton")

    assert titles(world, "Dayton", but=dayton.pk) == []


def test_what_one_may_not_see_is_not_betrayed(world, known):
    assert titles(world, "Secret") == []
    assert [case.title for case, _ in similar("Secret", user=world.ben)] == ["Secret"]


def test_one_query_answers(world, known, django_assert_num_queries):
    assert world.ada.role == "researcher"  # which is another query, asked once

    with django_assert_num_queries(1):
        similar("Wunlit peace conference", user=world.ada)
