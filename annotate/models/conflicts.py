from django.db import models
from simple_history.models import HistoricalRecords

from .versioned import Versioned
from .vocabularies import ConflictKind


class Conflict(Versioned):
    name = models.CharField(max_length=255, unique=True)
    kind = models.CharField(max_length=40, choices=ConflictKind)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name
