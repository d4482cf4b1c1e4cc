"""What keeps a coder from being blind to a case that they are given."""

import pytest
from coded import answer, coded, give, submit

from annotate.actions import coding as verbs
from annotate.actions import pool, settlement
from annotate.models import Coding, Decision
from annotate.models.comparison import Comparison
from annotate.models.knowledge import Knowledge
from annotate.models.vocabularies import Seen, State


@pytest.fixture
def case(world):
    return world.case("Aceh talks", state=State.IN_REVIEW, owner=world.edda)


def seen(case, coder):
    return Knowledge([case], [coder]).seen(case, coder)


def assign(world, coding, coder):
    coding = Coding.objects.get(pk=coding.pk)
    return pool.assign(coding, coder, version=coding.version, by=world.edda)


def decide(world, case, round_, by, *codes):
    said = {"value": "present", "role": "lead", "reason": "It says so."}
    rows = [Decision(code=world[code], **said) for code in codes]
    compared = Comparison.of(case.codings.submitted().order_by("pk"))
    how = {"seen": compared.seen, "version": version(case, round_), "by": by}
    return settlement.save_decisions(case, round_, rows, **how)


def version(case, round_):
    return next((one.version for one in round_.settlements.filter(case=case)), 0)


def test_a_case_that_nothing_is_known_of_is_coded_blind(world, case):
    coded(world, case, ada=["track:4 lead"])

    assert seen(case, world.ben) == Seen.NOTHING


def test_an_adjudicator_who_decided_something_is_not_blind_although_nothing_is_settled(world, case):
    round_ = coded(world, case, ada=["track:4 lead"], ben=["track:7 lead"])
    decide(world, case, round_, world.edda)
    assert seen(case, world.cleo) == Seen.NOTHING

    decide(world, case, round_, world.cleo, "track:4")
    place = pool.add_place(round_, case, None, expected=2, by=world.edda)

    assert assign(world, place, world.cleo).seen == Seen.BEFORE
    assert seen(world.case("Bergen talks", state=State.DRAFT), world.cleo) == Seen.NOTHING


def test_nor_is_one_who_began_to_settle_without_deciding_anything_yet(world, case):
    round_ = coded(world, case, ada=["track:4 lead"], ben=["track:7 lead"])
    decide(world, case, round_, world.cleo)

    assert seen(case, world.cleo) == Seen.BEFORE


def test_nor_is_a_coder_who_gets_back_what_somebody_else_took_over(world, case):
    """In between nothing of the case was hidden from them."""
    first = give(world, case, "ada")["ada"]
    taken = assign(world, first, world.ben)

    assert taken.seen == Seen.NOTHING
    assert assign(world, taken, world.ada).seen == Seen.BEFORE


def test_nor_is_one_who_submitted_although_that_was_opened_again_and_taken_over(world, case):
    bens = give(world, case, "ada", "ben")["ben"]
    submitted = submit(answer(bens, "track:7 lead"))
    said = {"reason": "Look again.", "version": submitted.version, "by": world.cleo}
    assign(world, verbs.reopen(submitted, **said), None)

    assert give(world, case, "ben", title="Second round")["ben"].seen == Seen.BEFORE
