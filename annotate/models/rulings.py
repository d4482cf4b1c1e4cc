from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from .versioned import Versioned


class RulingQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(withdrawn_at=None)

    def on(self, codes):
        links = Ruling.codes.through.objects.filter(code__in=codes)
        return self.filter(pk__in=links.values("ruling"))


class Ruling(Versioned):
    """How coders are to decide from now on, as one settled disagreement taught. “R-12: …”"""

    number = models.PositiveIntegerField(unique=True, editable=False)
    text = models.TextField()
    codes = models.ManyToManyField("Code", related_name="rulings")
    decision = models.ForeignKey(
        "Decision", models.SET_NULL, null=True, blank=True, related_name="rulings"
    )
    made_by = models.ForeignKey("User", models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_why = models.TextField(blank=True, editable=False)

    history = HistoricalRecords(m2m_fields=["codes"])
    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"R-{self.number}"

    def get_absolute_url(self):
        return f"{reverse('annotate:rulings')}#{self}"
