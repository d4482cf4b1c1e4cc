from django.db import models


class Versioned(models.Model):
    """A row that two people may edit at once: `actions.change.claim` asks for the version seen."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
