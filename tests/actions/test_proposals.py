"""A proposal changes nothing until a curator accepts it."""

import pytest
from django.core.exceptions import ValidationError

from annotate.actions import proposals as verbs
from annotate.actions.cases import NotReady
from annotate.actions.change import EditConflict
from annotate.models import Case, Proposal, Tag
from annotate.models.vocabularies import State


@pytest.fixture
def case(world):
    tags = ["track:2 lead", "track:4 supporting", "type:economic", "outcome:ceasefire"]
    case = world.case("Oslo channel", *tags)
    for title in ("Gaza First", "Making Peace"):
        world.source(case, title)
    return case


def propose(world, case, kind, key, reason="The sources say so.", by=None):
    full_key, _, role = key.partition(" ")
    case = Case.objects.get(pk=case.pk)
    proposal = Proposal(case=case, code=world[full_key], kind=kind, role=role, reason=reason)
    return verbs.propose(proposal, by=by or world.ben)


def accept(world, proposal, **how):
    return verbs.accept_proposal(proposal, version=proposal.version, by=world.cleo, **how)


def tags(case):
    rows = case.tags.coded().select_related("code__dimension")
    return {f"{tag.code.full_key} {tag.role}".strip() for tag in rows}


def test_what_is_accepted_is_done_and_its_reason_stands_in_the_history(world, case):
    accept(world, propose(world, case, "role", "track:4 lead"))
    accept(world, propose(world, case, "remove", "track:2"), answer="Right.")
    accept(world, propose(world, case, "add", "track:7 supporting", "Bishops met."))

    assert tags(case) == {
        "track:private-citizen lead",
        "track:religious supporting",
        "type:economic",
        "outcome:ceasefire",
    }
    added = case.tags.get(code__number=7)
    assert (added.rationale, added.confidence) == ("Bishops met.", "low")
    assert added.codebook_version == world.version
    gone = Tag.history.filter(code__number=2, history_type="-").get()
    assert (gone.history_change_reason, gone.history_user) == ("The sources say so.", world.cleo)
    assert Case.objects.get(pk=case.pk).version == case.version + 3


def test_a_sub_type_brings_its_type_which_then_stays(world, case):
    accept(world, propose(world, case, "add", "type:economic-integration"))

    with pytest.raises(ValidationError, match="is present, so “Economic” stays"):
        accept(world, propose(world, case, "remove", "type:economic"))


def test_a_published_case_goes_on_keeping_the_rules(world, case):
    proposal = propose(world, case, "remove", "track:2")

    with pytest.raises(NotReady, match="No track leads"):
        accept(world, proposal)
    assert Proposal.objects.open().exists()
    assert "track:professional-cr lead" in tags(case)


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("add", "track:2 lead", "is on the case already"),
        ("add", "track:7", "Choose lead or supporting"),
        ("add", "type:political lead", "takes no role"),
        ("remove", "track:7", "is not on the case"),
        ("role", "track:2 lead", "has that role"),
        ("role", "track:7 lead", "is not on the case"),
    ],
)
def test_what_makes_no_sense_is_not_proposed(world, case, kind, key, words):
    with pytest.raises(ValidationError, match=words):
        propose(world, case, kind, key)


def test_it_takes_a_reason_and_is_proposed_once(world, case):
    with pytest.raises(ValidationError, match="Say why"):
        propose(world, case, "remove", "track:4", " ")
    propose(world, case, "remove", "track:4")

    with pytest.raises(ValidationError, match="proposed this already"):
        propose(world, case, "remove", "track:4")
    propose(world, case, "remove", "track:4", by=world.ada)


def test_what_is_declined_changes_nothing_and_says_why(world, case):
    proposal = propose(world, case, "remove", "track:4")
    with pytest.raises(ValidationError, match="Say why"):
        verbs.decline_proposal(proposal, answer=" ", version=proposal.version, by=world.cleo)
    verbs.decline_proposal(proposal, answer="Elders count.", version=1, by=world.cleo)

    assert "track:private-citizen supporting" in tags(case)
    assert Proposal.objects.get().answer == "Elders count."


def test_of_two_curators_the_second_is_told(world, case):
    proposal = propose(world, case, "remove", "track:4")
    accept(world, Proposal.objects.get())

    with pytest.raises(EditConflict):
        verbs.decline_proposal(proposal, answer="No.", version=1, by=world.edda)
    with pytest.raises(ValidationError, match="accepted already"):
        verbs.decline_proposal(proposal, answer="No.", version=2, by=world.edda)


def test_what_cannot_be_done_any_more_is_not_accepted(world, case):
    proposal = propose(world, case, "remove", "track:4")
    world.change.delete(case.tags.get(code__number=4))

    with pytest.raises(ValidationError, match="is not on the case"):
        accept(world, proposal)


def test_only_the_proposer_withdraws(world, case):
    proposal = propose(world, case, "remove", "track:4")
    with pytest.raises(ValidationError, match="Only whoever proposed it"):
        verbs.withdraw_proposal(proposal, version=1, by=world.ada)
    verbs.withdraw_proposal(proposal, version=1, by=world.ben)

    assert not Proposal.objects.open().exists()
    propose(world, case, "remove", "track:4")


def test_a_draft_takes_proposals_as_well(world):
    case = world.case("Bergen channel", state=State.DRAFT)
    accept(world, propose(world, case, "add", "track:4 lead"))

    assert tags(case) == {"track:private-citizen lead"}
