from django.db import connections, models
from django.db.models import F, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from .visible import OfCaseQuerySet
from .vocabularies import LinkType

CIRCLES = """
WITH RECURSIVE reached (kind, target) AS (
    SELECT type, target_id FROM annotate_caselink WHERE case_id = %s
    UNION
    SELECT link.type, link.target_id FROM annotate_caselink AS link
    JOIN reached ON link.case_id = reached.target AND link.type = reached.kind
)
SELECT DISTINCT kind FROM reached WHERE target = %s
"""


class CaseLinkQuerySet(OfCaseQuerySet):
    def visible_to(self, user):
        """Both ends must be visible: a link must not betray a case."""
        from .cases import Case

        cases = Case.objects.visible_to(user).values("pk")
        return self.filter(case__in=cases, target__in=cases)

    def touching(self, case):
        return self.filter(Q(case=case) | Q(target=case))

    def with_seen(self):
        """Adds `seen`: the number of the history row that says what a page shows of the link."""
        rows = CaseLink.history.filter(id=OuterRef("pk")).order_by("-history_id")
        return self.annotate(seen=Subquery(rows.values("history_id")[:1]))

    def circles_through(self, case):
        """The types by whose links a case leads back to itself. One query, however long the way."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(CIRCLES, [case.pk, case.pk])
            return {kind for (kind,) in cursor.fetchall()}


class CaseLink(models.Model):
    """`case` → `target`, stored in one direction and shown from both ends."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="links")
    target = models.ForeignKey("Case", models.PROTECT, related_name="links_in")
    type = models.CharField(max_length=20, choices=LinkType)
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        ordering = ["type", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "target", "type"], name="one_link_per_type"),
            models.CheckConstraint(
                condition=~Q(case=F("target")),
                name="link_not_to_itself",
                violation_error_message="A case cannot be linked to itself.",
            ),
        ]

    def __str__(self):
        return f"{self.case} {self.get_type_display().lower()} {self.target}"
