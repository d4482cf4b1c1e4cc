"""Publications, where cases cite them, and their stored texts."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from annotate.permissions import allowed
from annotate.source_years import what_is_wrong

from .frozen import Frozen, FrozenQuerySet
from .versioned import Versioned
from .visible import OfCaseQuerySet
from .vocabularies import SourceKind


class SourceQuerySet(models.QuerySet):
    def used_by(self, cases):
        """Those that one of the cases cites, was checked against or has a text of."""
        return self.filter(used_by(cases))

    def visible_to(self, user):
        """Those that a visible case uses, and those that none uses."""
        cases = apps.get_model("annotate", "Case").objects.all()
        return self.filter(used_by(cases.visible_to(user)) | ~used_by(cases))


def used_by(cases):
    """The condition on a source; the one list of what can be done with it."""
    found = Q()
    for model in (Citation, Verification, Document):
        rows = model.objects.filter(case__in=cases.order_by().values("pk"))
        # A text may have no source, and nothing is outside of a list with a NULL in it.
        found |= Q(pk__in=rows.exclude(source=None).order_by().values("source"))
    return found


class Source(Versioned):
    """A publication that can be cited. `year` is text: “1973”, “1998–2001”, “n.d.”."""

    kind = models.CharField(max_length=20, choices=SourceKind)
    author = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=500)
    year = models.CharField(max_length=20, blank=True)
    publisher = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    doi = models.CharField(max_length=255, blank=True, verbose_name="DOI")

    history = HistoricalRecords()
    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["author", "title", "pk"]

    def clean(self):
        if wrong := what_is_wrong(self.year):
            raise ValidationError({"year": wrong})

    def __str__(self):
        return ", ".join(filter(None, [self.author, self.title, self.publisher, self.year]))


class Citation(models.Model):
    """A case cites a source, in whole or at a page."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    pages = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "source"],
                name="one_citation_per_source",
                violation_error_message="The case already cites this source.",
            )
        ]

    def __str__(self):
        return str(self.source)


class DocumentQuerySet(OfCaseQuerySet, FrozenQuerySet):
    def current(self):
        """Without those that a corrected text has replaced."""
        return self.filter(corrected_by=None)

    def readable_by(self, user):
        """Those that `user` may read in whole; others see of them what tags quote.

        Publications are not ours to publish, and a narrative's earlier wordings are history.
        """
        seen = self.visible_to(user)
        return seen if allowed(user, "case.view_team") else seen.narratives().current()

    def narratives(self):
        return self.filter(title=Document.NARRATIVE, source=None)


class Document(Frozen):
    """A stored text in which passages can be marked. A corrected text is a new document.

    The narrative of a case is one, without a source. `text` is NFC and never changes.
    """

    NARRATIVE = "Case narrative"

    case = models.ForeignKey("Case", models.PROTECT, related_name="documents")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(max_length=255)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, editable=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    added_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["case", "pk"]

    def __str__(self):
        return self.title

    @property
    def is_narrative(self):
        return self.title == self.NARRATIVE and not self.source_id


class Verification(models.Model):
    """Who checked which facts of the case against which source, and when."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="verifications")
    source = models.ForeignKey(Source, models.PROTECT, related_name="verifications")
    facts = models.TextField(help_text="Which facts: dates, parties, venue, result …")
    checked_by = models.CharField(max_length=255)
    checked_on = models.DateField()

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["checked_on", "pk"]

    def __str__(self):
        return f"{self.source}, checked by {self.checked_by} on {self.checked_on}"
