from django.db import models


class Draft(models.Model):
    """What somebody typed into the form of a case and has not yet saved, kept as typed."""

    user = models.ForeignKey("User", models.CASCADE, related_name="drafts")
    case = models.ForeignKey("Case", models.CASCADE, null=True, related_name="drafts")
    query = models.TextField(help_text="The form's fields, URL-encoded.")
    version_seen = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "case"], name="one_draft_per_user_and_case")
        ]

    def __str__(self):
        return f"draft of {self.case or 'a new case'}"
