"""Proposing that a tag should change; a curator accepts or declines, the proposer may withdraw."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Tag
from annotate.models.vocabularies import Certainty, Confidence, ProposalKind, ProposalState

from .at_once import told_if_taken
from .cases import problems_if_published, refuse_broken
from .change import Change, claim, claim_as_stored
from .derived import refresh_held
from .retagging import make_present
from .tags import implies_type, offered_codes, stamp


@transaction.atomic
def propose(proposal, *, by):
    """Put a new proposal into the curators' queue. Raises ValidationError."""
    proposal.proposed_by = by
    if not proposal.reason.strip():
        raise ValidationError({"reason": "Say why."})
    refuse_senseless(proposal, tag_of(proposal))
    with told_if_taken(proposal):
        proposal.validate_constraints()
        return Change(by=by, why=proposal.reason).save(proposal)


def tag_of(proposal):
    return proposal.case.tags.coded().filter(code=proposal.code_id).first()


def refuse_senseless(proposal, tag):
    """What cannot be carried out: now, or any more when a curator decides."""
    code, adds = proposal.code, proposal.kind == ProposalKind.ADD
    is_present = bool(tag) and tag.certainty == Certainty.PRESENT
    if adds and (is_present or not offered_codes(proposal.case).filter(pk=code.pk).exists()):
        why = "is on the case already" if is_present else "is not asked"
        raise ValidationError({"code": f"“{code}” {why}."})
    if not adds and not tag:
        raise ValidationError({"code": f"“{code}” is not on the case."})
    if proposal.kind == ProposalKind.REMOVE:
        proposal.role = ""
    elif proposal.role not in (code.dimension.tag_roles or [""]):
        roles = " or ".join(role.label.lower() for role in code.dimension.tag_roles)
        raise ValidationError({"role": f"Choose {roles}." if roles else f"“{code}” takes no role."})
    elif not adds and (not is_present or tag.role == proposal.role):
        raise ValidationError({"role": f"“{code}” has that role, or is not present."})


@transaction.atomic
def accept_proposal(proposal, *, answer="", version, by):
    """Change the case's tag as proposed; the reason stands in the history.

    Raises EditConflict; ValidationError where it is decided or cannot be done any more; NotReady
    where a published case would break a rule that it keeps now.
    """
    take(proposal, version)
    case, tag = proposal.case, tag_of(proposal)
    refuse_senseless(proposal, tag)
    claim(case, case.version)
    before = problems_if_published(case)
    change = Change(by=by, why=proposal.reason)
    CARRY_OUT[proposal.kind](proposal, tag, change)
    change.save(case)
    refresh_held(case, change=change)
    refuse_broken(case, before)
    return decided(proposal, ProposalState.ACCEPTED, answer, by)


def add(proposal, tag, change):
    """As sure as nobody said, so low; an answer that could not be told keeps its evidence."""
    tag = tag or Tag(case=proposal.case, code=proposal.code, confidence=Confidence.LOW)
    tag.certainty, tag.role, tag.rationale = Certainty.PRESENT, proposal.role, proposal.reason
    version = proposal.case.codebook_version or proposal.code.first_version
    stamp([tag], version)
    change.save(tag)
    if implies_type(tag):
        make_present(tag, version, change)


def remove(proposal, tag, change):
    under = proposal.case.tags.present().filter(code__parent=proposal.code_id).first()
    if under:
        raise ValidationError(f"“{under.code}” is present, so “{proposal.code}” stays.")
    for row in tag.evidence.all():
        change.delete(row)
    change.delete(tag)


def change_role(proposal, tag, change):
    tag.role = proposal.role
    change.save(tag)


CARRY_OUT = {
    ProposalKind.ADD: add,
    ProposalKind.REMOVE: remove,
    ProposalKind.ROLE: change_role,
}


@transaction.atomic
def decline_proposal(proposal, *, answer, version, by):
    """The tag stays; the proposer reads why. Raises EditConflict, ValidationError."""
    if not answer.strip():
        raise ValidationError("Say why it is declined.")
    take(proposal, version)
    return decided(proposal, ProposalState.DECLINED, answer, by)


@transaction.atomic
def withdraw_proposal(proposal, *, version, by):
    """Raises EditConflict; ValidationError for somebody else's, or one that is decided."""
    if proposal.proposed_by_id != by.pk:
        raise ValidationError("Only whoever proposed it withdraws it.")
    take(proposal, version)
    return decided(proposal, ProposalState.WITHDRAWN, "", by)


def take(proposal, version):
    claim_as_stored(proposal, version)
    if proposal.state != ProposalState.OPEN:
        raise ValidationError(f"This proposal is {proposal.get_state_display().lower()} already.")


def decided(proposal, state, answer, by):
    change = Change(by=by, why=answer)
    proposal.state, proposal.answer = state, answer
    proposal.decided_by, proposal.decided_at = by, change.at
    return change.save(proposal)
