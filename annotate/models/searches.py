from django.db import models


class SavedSearch(models.Model):
    """A question somebody wants to ask again. `query` is the canonical query string."""

    user = models.ForeignKey("User", models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    query = models.TextField()
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="one_saved_search_per_name",
                violation_error_message="You have saved a question under this name.",
            )
        ]

    def __str__(self):
        return self.name


class Permalink(models.Model):
    """The short stable address of a question: `/q/KEY`, from the SHA-256 of its query string."""

    key = models.CharField(max_length=64, primary_key=True)
    query = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key


class CaseText(models.Model):
    """What full-text search reads: folded and stemmed words (`text.terms`), weightiest first.

    Written by `actions.indexing`, with a space on either side of each word; both databases index
    these same words, so they agree.
    """

    case = models.OneToOneField(
        "Case", models.CASCADE, primary_key=True, related_name="indexed_text"
    )
    title = models.TextField(help_text="Title and aliases.")
    summary = models.TextField(help_text="Summary, conflict and countries.")
    people = models.TextField(help_text="Parties and third parties.")
    body = models.TextField(help_text="Narrative and sources.")

    def __str__(self):
        return str(self.case)
