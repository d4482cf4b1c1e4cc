"""How the codebook changes once a version has asked a code: by recorded steps, undone likewise."""

from django.db import models
from django.db.models import Q

from .visible import OfCaseQuerySet
from .vocabularies import StepKind


class StepQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at=None)


class CodebookStep(models.Model):
    """A code was renamed, redefined, merged, split, retired or moved.

    `old` and `new` hold what changed, enough to undo it: plain data of `actions.steps`.
    """

    kind = models.CharField(max_length=8, choices=StepKind)
    code = models.ForeignKey("Code", models.PROTECT, related_name="steps")
    into = models.ManyToManyField("Code", related_name="steps_into", blank=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    why = models.TextField()
    taken_by = models.ForeignKey("User", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    undone_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="step_with_a_reason"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.code}"


class RecodingQuerySet(OfCaseQuerySet):
    def waiting(self):
        return self.filter(done_at=None)


class Recoding(models.Model):
    """A case whose answer to a redefined or split code somebody has to look at again."""

    step = models.ForeignKey(CodebookStep, models.CASCADE, related_name="recodings")
    case = models.ForeignKey("Case", models.PROTECT, related_name="recodings")
    done_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects = RecodingQuerySet.as_manager()

    class Meta:
        ordering = ["step", "case"]
        constraints = [
            models.UniqueConstraint(fields=["step", "case"], name="one_recoding_per_step_and_case")
        ]

    def __str__(self):
        return f"{self.case} after {self.step}"


class FormerKey(models.Model):
    """Where addresses, filters and files that name a merged code by its key are led."""

    dimension = models.ForeignKey("Dimension", models.PROTECT, related_name="former_keys")
    key = models.CharField(max_length=60)
    code = models.ForeignKey("Code", models.PROTECT, related_name="former_keys")

    class Meta:
        ordering = ["dimension", "key"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "key"], name="one_code_per_former_key")
        ]

    def __str__(self):
        return f"{self.dimension.key}:{self.key}"
