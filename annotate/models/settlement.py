"""What an adjudicator makes of several codings of one case; the losing judgements stay."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from .versioned import Versioned
from .visible import OfCaseQuerySet
from .vocabularies import TagRole, Value


class SettlementQuerySet(OfCaseQuerySet):
    def finished(self):
        return self.exclude(settled_at=None)


class Settlement(Versioned):
    """The answers to a case in which one round's codings differ. Open until `settled_at`."""

    round = models.ForeignKey("Round", models.PROTECT, related_name="settlements")
    case = models.ForeignKey("Case", models.PROTECT, related_name="settlements")
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="settlements")
    settled_at = models.DateTimeField(null=True)

    history = HistoricalRecords()
    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round"], name="one_settlement_per_case_and_round"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_by_somebody",
            ),
        ]

    def __str__(self):
        return f"settlement of {self.case}"

    def get_absolute_url(self):
        return reverse("annotate:settle", args=[self.case.public_id])


class Decision(models.Model):
    """The settled answer to one code; `value` is empty as long as none is chosen."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="decisions")
    code = models.ForeignKey("Code", models.PROTECT, related_name="decisions")
    value = models.CharField(max_length=11, choices=Value, blank=True)
    role = models.CharField(max_length=10, choices=TagRole, blank=True)
    reason = models.TextField(blank=True, help_text="Published with the case.")
    guideline_gap = models.BooleanField(
        default=False, help_text="The codebook does not say what to do here."
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["settlement", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "code"], name="one_decision_per_settlement_and_code"
            )
        ]

    def __str__(self):
        return f"{self.code}: {self.get_value_display() or 'undecided'}"
