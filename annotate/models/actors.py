from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .versioned import Versioned
from .visible import OfCaseQuerySet
from .vocabularies import ActorKind, ActorRole


class Actor(Versioned):
    name = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=40, choices=ActorKind)
    country = models.ForeignKey(
        "Country",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actors",
        help_text="For a state or its organ: which state.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class ParticipationQuerySet(OfCaseQuerySet):
    def for_case_page(self):
        return self.select_related("actor").order_by("position", "pk")


class Participation(models.Model):
    """An actor's part in a case. Those at the table name their side; allies share one."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=20, choices=ActorRole)
    third_party = models.BooleanField(default=False)
    at_table = models.BooleanField(default=False)
    side = models.CharField(max_length=255, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "actor", "role"],
                name="one_participation_per_role",
                violation_error_message="This actor already has this role in the case.",
            ),
            models.CheckConstraint(
                condition=Q(at_table=False) | ~Q(side=""),
                name="at_table_with_a_side",
                violation_error_message="Whoever is at the table needs a side.",
            ),
        ]

    def __str__(self):
        return f"{self.actor}, {self.get_role_display().lower()}"
