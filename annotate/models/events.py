from django.db import models
from simple_history.models import HistoricalRecords

from . import partial_dates
from .partial_dates import PartialDateField
from .visible import OfCaseQuerySet


class Event(models.Model):
    """Something dated that happened in the case: a first session, a signature."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="events")
    label = models.CharField(max_length=200)
    date = PartialDateField()
    date_earliest = partial_dates.earliest()
    date_latest = partial_dates.latest()
    date_precision = partial_dates.precision()
    date_year = partial_dates.year()
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["date_earliest", "pk"]

    def __str__(self):
        return self.label
