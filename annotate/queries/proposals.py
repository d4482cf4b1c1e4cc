"""Proposals that wait, and what became of one's own."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from annotate.models import Proposal
from annotate.models.vocabularies import ProposalState

SHOWN_AFTER_DECISION = timedelta(days=30)


def proposals_to_decide(user):
    """One query, the longest waiting first."""
    return with_names(Proposal.objects.visible_to(user).open()).order_by("proposed_at", "pk")


def proposals_of(user):
    """One's own: those that wait, and those decided lately. One query."""
    since = timezone.now() - SHOWN_AFTER_DECISION
    shown = Q(state=ProposalState.OPEN) | Q(decided_at__gte=since)
    mine = Proposal.objects.visible_to(user).filter(shown, proposed_by=user)
    return with_names(mine.exclude(state=ProposalState.WITHDRAWN))


def with_names(proposals):
    rows = proposals.select_related("case", "code__dimension", "proposed_by", "decided_by")
    return rows.defer("case__narrative")
