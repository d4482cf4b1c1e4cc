import pytest

from annotate.actions.cases import WrongState, open_case, save_case, send_back, submit
from annotate.actions.change import EditConflict
from annotate.actions.content import Content
from annotate.actions.discarding import discard_case
from annotate.actions.links import Link
from annotate.models import Case, Document, Draft, Source, Tag
from annotate.models.vocabularies import State


def test_a_discarded_case_goes_with_all_its_rows_and_their_history_stays(world):
    case = world.case("Oslo", "track:2 lead", "type:cultural", state=State.DRAFT, countries=["NOR"])
    world.party(case, "PLO")
    world.source(case, "Gaza First")
    world.document(case, "Secret talks in Norway")
    world.evidence(case.tags.first(), "Secret talks")
    pk = case.pk

    discard_case(case, version=1, by=world.cleo, why="Entered twice")

    assert not Case.objects.exists()
    assert not Document.objects.exists()
    assert Source.objects.get().title == "Gaza First"
    gone = Case.history.get(id=pk, history_type="-")
    assert (gone.title, gone.history_user) == ("Oslo", world.cleo)
    tags = Tag.history.filter(case_id=pk, history_type="-")
    assert {(row.history_user, row.history_change_reason) for row in tags} == {
        (world.cleo, "Entered twice")
    }


def test_what_others_typed_into_a_discarded_case_stays_theirs_as_a_new_one(world):
    case = world.case("Oslo", state=State.DRAFT)
    for person in (world.ada, world.ben):
        Draft.objects.create(user=person, case=case, query="title=Oslo")

    discard_case(case, version=1, by=world.ada)

    draft = Draft.objects.get()
    assert (draft.user, draft.case) == (world.ben, None)


def test_the_number_of_a_discarded_case_is_not_used_again(world):
    first = open_case(Case(title="Oslo"), Content(), by=world.ada)
    number = first.pk
    discard_case(first, version=1, by=world.ada)

    assert open_case(Case(title="Oslo"), Content(), by=world.ada).pk > number


def test_what_was_submitted_once_stays(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    submit(case, version=1, by=world.ada)
    send_back(case, reason="Which sources?", version=2, by=world.cleo)

    with pytest.raises(WrongState, match="was submitted once"):
        discard_case(case, version=3, by=world.ada)

    assert Case.objects.get().version == 3


@pytest.mark.parametrize("name", ["successor", "predecessor", "parallel-track"])
def test_a_case_that_is_linked_with_another_stays(world, name):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    other = Content(links=[Link(name, case)])
    open_case(Case(title="Madrid"), other, by=world.ben)

    with pytest.raises(WrongState, match="linked with another case"):
        discard_case(case, version=1, by=world.ada)

    assert Case.objects.filter(pk=case.pk).exists()


def test_a_case_that_somebody_saved_meanwhile_is_not_discarded(world):
    case = open_case(Case(title="Oslo"), Content(), by=world.ada)
    save_case(Case.objects.get(), Content(), version=1, by=world.ben)

    with pytest.raises(EditConflict):
        discard_case(case, version=1, by=world.ada)

    assert Case.objects.exists()
