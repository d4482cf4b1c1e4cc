from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .versioned import Versioned
from .visible import OfCaseQuerySet
from .vocabularies import ProposalKind, ProposalState, TagRole


class ProposalQuerySet(OfCaseQuerySet):
    def open(self):
        return self.filter(state=ProposalState.OPEN)


class Proposal(Versioned):
    """A reviewer thinks that a settled tag should change, and says why; a curator decides."""

    case = models.ForeignKey("Case", models.PROTECT, related_name="proposals")
    code = models.ForeignKey("Code", models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=6, choices=ProposalKind)
    role = models.CharField(max_length=10, choices=TagRole, blank=True)
    reason = models.TextField()
    proposed_by = models.ForeignKey("User", models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        max_length=9, choices=ProposalState, default=ProposalState.OPEN, editable=False
    )
    decided_by = models.ForeignKey(
        "User", models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    answer = models.TextField(blank=True, help_text="The curator's words to whoever proposed it.")

    history = HistoricalRecords()
    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "kind", "role", "proposed_by"],
                condition=Q(state=ProposalState.OPEN),
                name="one_open_proposal_of_a_kind",
                violation_error_message="You have proposed this already; it waits for a curator.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_with_a_reason"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.code} on {self.case}"
