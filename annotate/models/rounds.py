from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Round(models.Model):
    """Cases given out for coding together: which, how often each, to be judged by one codebook."""

    title = models.CharField(max_length=120)
    codebook_version = models.ForeignKey(
        "CodebookVersion", models.PROTECT, related_name="rounds", editable=False
    )
    question = models.TextField(blank=True, help_text="The query string that the cases answered.")
    seed = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Of the random sample; draws the same cases again."
    )
    codings_per_case = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True, blank=True)
    lapse_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Days without a change after which others may take an unsubmitted coding.",
    )
    opened_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(codings_per_case__gte=1), name="round_codes_each_case"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("annotate:round", args=[self.pk])
