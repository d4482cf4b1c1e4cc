from django.apps import apps
from django.db import models


class OfCaseQuerySet(models.QuerySet):
    """Rows that belong to a case and are seen by whoever sees the case."""

    case_path = "case"

    def visible_to(self, user):
        cases = apps.get_model("annotate", "Case").objects.visible_to(user)
        return self.filter(**{f"{self.case_path}__in": cases.values("pk")})
