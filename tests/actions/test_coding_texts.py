"""A coder's passages follow a text that was corrected meanwhile, when the coder says so."""

import pytest
from coded import answer, give, submit

from annotate.actions import coding_texts, documents
from annotate.actions.change import EditConflict
from annotate.actions.coding import NotOpen
from annotate.actions.coding_texts import follow
from annotate.models import Coding, Evidence
from annotate.models.vocabularies import State


@pytest.fixture
def coding(world):
    case = world.case("Oslo channel", state=State.DRAFT)
    world.document(case, "Norway hosted the talks. Egypt watched.", title="Minutes")
    coding = give(world, case, "ben")["ben"]
    answer(coding, ("track:2 lead", "Norway hosted"), ("track:4 supporting", "Egypt watched"))
    return coding


def correct(world, coding, text):
    current = coding.case.documents.current().get()
    coding.case.refresh_from_db()
    said = {"title": "Minutes", "version": coding.case.version, "by": world.cleo}
    return documents.correct(current, text=text, **said).document


def followed(coding):
    now = Coding.objects.get(pk=coding.pk)
    return follow(now, version=now.version, by=now.coder)


def places(coding):
    rows = Evidence.objects.filter(judgement__coding=coding)
    return {row.quote: row.document for row in rows}


def test_passages_that_are_found_move_and_the_others_stay(world, coding):
    before = coding.case.documents.get()
    newest = correct(world, coding, "In 1993 Norway hosted the talks.")

    moved, lost = followed(coding)

    assert (moved, [row.quote for row in lost]) == (1, ["Egypt watched"])
    assert places(coding) == {"Norway hosted": newest, "Egypt watched": before}
    assert followed(coding) == (0, lost)


def test_they_follow_over_several_corrections_to_the_newest(world, coding):
    correct(world, coding, "Sweden hosted the talks.")
    newest = correct(world, coding, "1993: Norway hosted the talks. Egypt watched.")

    assert followed(coding) == (2, [])
    assert set(places(coding).values()) == {newest}


def test_passages_that_differ_are_looked_for_with_an_end(world, coding, monkeypatch):
    text = "1993: Norway hosted some talks. Egypt watched."
    before, newest = coding.case.documents.get(), correct(world, coding, text)
    with monkeypatch.context() as patched:
        patched.setattr(coding_texts, "MOST_SEARCHED_CHARS", len(text))
        moved, lost = followed(coding)

    assert (moved, [row.quote for row in lost]) == (1, ["Egypt watched"])
    assert places(coding) == {"Norway hosted": newest, "Egypt watched": before}
    assert followed(coding) == (1, [])


def test_a_passage_marked_in_both_wordings_is_one_afterwards(world, coding):
    correct(world, coding, "1993: Norway hosted the talks. Egypt watched.")
    stored = Evidence.objects.get(quote="Norway hosted")
    newest = coding.case.documents.current().get()
    world.change.save(
        Evidence(
            judgement=stored.judgement, document=newest, start=6, end=19, quote="Norway hosted"
        )
    )

    assert followed(coding)[0] == 2
    assert Evidence.objects.get(quote="Norway hosted").document == newest


def test_the_move_is_the_coders_alone_and_none_of_a_submitted_coding(world, coding):
    correct(world, coding, "Norway hosted the talks. Egypt watched on.")
    now = Coding.objects.get(pk=coding.pk)
    with pytest.raises(NotOpen):
        follow(now, version=now.version, by=world.ada)
    with pytest.raises(EditConflict):
        follow(now, version=99, by=world.ben)
    submit(coding)
    with pytest.raises(NotOpen):
        followed(coding)
