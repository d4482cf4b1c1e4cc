"""Words find cases: folded, stemmed, in phrases, the weightiest place first, on both databases."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from annotate.actions.indexing import LONGEST_CHARS, index, index_all
from annotate.models import Case, CaseText
from annotate.queries.question import Question


@pytest.fixture
def make(world):
    """A case that can be found."""

    def make(*args, **fields):
        case = world.case(*args, **fields)
        index(case)
        return case

    return make


def found(query, user=None):
    from urllib.parse import urlencode

    question = Question(urlencode({"q": query}), user or AnonymousUser())
    assert question.is_valid, question.refusals
    return [case.title for case in question.cases]


def test_every_part_of_a_case_is_read(world, make):
    case = make(
        "Oslo channel",
        aliases="Norwegian track",
        summary="Secret talks.",
        narrative="They met in a manor.",
        conflict=world.conflict("Levant dispute"),
        countries=["ATL"],
    )
    world.party(case, "Palestine Liberation Organization")
    world.source(case, "Gaza First", author="Corbin")
    index(case)
    for word in "oslo norwegian secret manor levant atl liberation gaza corbin".split():
        assert found(word) == ["Oslo channel"], word


def test_notes_of_the_team_are_not_read(make):
    make("Oslo channel", internal_note="Unverified rumour.")
    assert found("rumour") == []


@pytest.mark.parametrize("query", ["élan", "ELAN", "Élan", "e\u0301lan"])
def test_case_and_accents_make_no_difference(make, query):
    make("L'Élan de paix")
    assert found(query) == ["L'Élan de paix"]


def test_a_word_finds_its_other_forms(make):
    make("Mediators negotiating")
    assert found("mediator negotiation") == ["Mediators negotiating"]


def test_every_word_must_occur_wherever_it_stands(make):
    make("Oslo channel", narrative="Norway hosted.")
    assert found("norway oslo") == ["Oslo channel"]
    assert found("norway geneva") == []


def test_a_phrase_must_stand_in_one_place_in_its_order(make):
    make("Peace council of elders")
    make("Council for peace")
    make("Peace", summary="Council")
    assert found('"peace council"') == ["Peace council of elders"]
    assert len(found("peace council")) == 3


def test_an_unbalanced_quotation_mark_opens_a_phrase_to_the_end(make):
    make("Peace council of elders")
    make("Council for peace")
    assert found('"peace council') == ["Peace council of elders"]


def test_a_phrase_is_found_deep_in_a_long_text(make):
    make(
        "Long", narrative="peace council " * 400 + "far away " + "council peace " * 400 + "at last"
    )
    assert found('"far away"') == found('"at last"') == ["Long"]
    assert found('"away far"') == []


def test_the_title_weighs_more_than_the_summary_the_people_and_the_body(world, make):
    world.party(case := make("C"), "Oslo group")
    index(case)
    make("D", narrative="Oslo Oslo Oslo Oslo Oslo Oslo Oslo.")
    make("B", summary="In Oslo.")
    make("Oslo")
    assert found("oslo") == ["Oslo", "B", "C", "D"]


@pytest.mark.parametrize(
    "query",
    [
        "محادثات أوسلو",
        "和平会谈",
        "שלום",
        '"" oslo "',
        "oslo AND NOT (channel) NEAR/3 *",
        "title:oslo ^channel",
        "oslo's <script>alert(1)</script>",
        "'; DROP TABLE annotate_case; --",
        " ".join(f"w{number}" for number in range(30)),
        "a" * 500,
        "𝕺𝖘𝖑𝖔 🕊",
        "1e5 0x1F 12abc 3.14 -7 a/b/c user@example.org",
    ],
)
def test_strange_queries_find_exactly_what_contains_them(make, query):
    make(query[:255], narrative=query)
    make("Something else")
    assert found(query) == [query[:255]]


def test_a_case_nobody_may_see_is_not_found(world, make):
    make("Oslo channel", visibility="restricted")
    assert found("oslo") == []
    assert found("oslo", world.cleo) == ["Oslo channel"]


def test_what_is_indexed_again_is_found_by_its_new_words_only(world, make):
    case = make("Oslo channel")
    case.title = "Madrid conference"
    world.change.save(case)
    index(case)
    assert found("oslo") == []
    assert found("madrid") == ["Madrid conference"]


def test_a_deleted_case_is_not_found(make):
    make("Oslo channel").delete()
    assert found("oslo") == []


def test_a_text_of_any_length_can_be_indexed(make):
    make("Endless", narrative=" ".join(f"word{number}" for number in range(60_000)))
    assert len(CaseText.objects.get().body) <= LONGEST_CHARS + 2
    assert found("word17") == ["Endless"]


def test_reindexing_brings_back_what_was_lost(world, make, capsys):
    make("Oslo channel")
    CaseText.objects.all().delete()
    world.case("Madrid conference")
    call_command("reindex")
    assert "2 cases" in capsys.readouterr().out
    assert (found("oslo"), found("madrid")) == (["Oslo channel"], ["Madrid conference"])


def test_many_cases_are_indexed_in_batches(world, django_assert_max_num_queries):
    for number in range(20):
        world.case(f"Case {number}", countries=["ISR"])
    with django_assert_max_num_queries(9):
        assert index_all(Case.objects.all()) == 20
