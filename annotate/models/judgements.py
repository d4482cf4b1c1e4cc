"""The lines of a coding, and what they were when it was submitted."""

from django.db import models
from simple_history.models import HistoricalRecords

from .coding import Coding
from .frozen import Frozen
from .vocabularies import Certainty, Confidence, TagRole


class JudgementQuerySet(models.QuerySet):
    def visible_to(self, user):
        codings = Coding.objects.visible_to(user)
        return self.filter(coding__in=codings.order_by().values("pk"))

    def present(self):
        return self.filter(certainty=Certainty.PRESENT)


class Judgement(models.Model):
    """One line of a coding: this coder's answer for one code. A code without one is absent.

    `note` is for the adjudicator, and no part of the answer.
    """

    coding = models.ForeignKey(Coding, models.CASCADE, related_name="judgements")
    code = models.ForeignKey("Code", models.PROTECT, related_name="judgements")
    role = models.CharField(max_length=10, choices=TagRole, blank=True)
    certainty = models.CharField(max_length=11, choices=Certainty, default=Certainty.PRESENT)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    rationale = models.TextField(blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["coding", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "code"], name="one_judgement_per_coding_and_code"
            )
        ]

    def __str__(self):
        return f"{self.code} in {self.coding}"


class Submission(Frozen):
    """What a coding said when it was submitted; that of a reopened one stays beside the next.

    `answers` is all of it as plain data: its `note`, the keys of the dimensions that `none_apply`,
    and as `answers` its judgements, in the codebook's order.
    """

    coding = models.ForeignKey(Coding, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    codebook_version = models.ForeignKey("CodebookVersion", models.PROTECT, related_name="+")
    present = models.PositiveIntegerField()
    cannot_tell = models.PositiveIntegerField()
    absent = models.PositiveIntegerField()
    answers = models.JSONField()
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["coding", "number"]
        constraints = [
            models.UniqueConstraint(fields=["coding", "number"], name="submissions_are_counted")
        ]

    def __str__(self):
        return f"submission {self.number} of {self.coding}"
