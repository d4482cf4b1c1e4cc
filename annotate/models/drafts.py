"""What is typed into the form of a case: kept before it is saved, and known after."""

from django.db import models


class Draft(models.Model):
    """What somebody typed into one opened form and has not yet saved, kept as typed.

    `form_key` tells the form from every other that the same person has open, also of the same
    case; it stays the same when the draft is gone on with. `page_key` is the page that wrote it
    last: each time the form is shown it has another.
    """

    user = models.ForeignKey("User", models.CASCADE, related_name="drafts")
    case = models.ForeignKey("Case", models.CASCADE, null=True, related_name="drafts")
    form_key = models.CharField(max_length=40)
    page_key = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0, help_text="How often it was written.")
    query = models.TextField(help_text="The form's fields, URL-encoded.")
    version_seen = models.PositiveIntegerField(null=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_key"], name="one_draft_per_form")
        ]

    def __str__(self):
        return f"draft of {self.case or 'a new case'}"


class OpenedForm(models.Model):
    """A form that was saved: one of a new case opens no second, however often it is sent."""

    user = models.ForeignKey("User", models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=40)
    said = models.CharField(max_length=40, help_text="A digest of what was typed.")
    # Empty once the case was discarded.
    case = models.ForeignKey("Case", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form_key"], name="one_case_per_form")
        ]

    def __str__(self):
        return f"form of {self.case or 'a discarded case'}"
