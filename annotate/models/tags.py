from django.apps import apps
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Length, Replace, Substr
from simple_history.models import HistoricalRecords

from annotate.passages import BREAK

from .visible import OfCaseQuerySet
from .vocabularies import Certainty, Confidence, TagOrigin, TagRole

LEADS_FIRST = models.Case(models.When(role__in=[TagRole.LEAD, TagRole.PRIMARY], then=0), default=1)


class TagQuerySet(OfCaseQuerySet):
    def present(self):
        return self.filter(certainty=Certainty.PRESENT)

    def cannot_tell(self):
        return self.filter(certainty=Certainty.CANNOT_TELL)

    def coded(self):
        """People's answers, without what rules derive."""
        return self.filter(origin=TagOrigin.CODED)

    def of(self, dimension_key):
        return self.filter(code__dimension__key=dimension_key)

    def in_codebook_order(self):
        """Leads first within each dimension, then the codebook's order."""
        return self.select_related("code__dimension").order_by(
            "code__dimension__position",
            "code__dimension__key",
            LEADS_FIRST,
            "code__position",
            "pk",
        )


class Tag(models.Model):
    """The dataset's settled answer: this code on this case.

    Derived dimensions have tags too (`origin` derived or override), so that one table answers
    every filter; their rationale is the rule that fired or the reason for the override.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="tags", db_index=False)
    code = models.ForeignKey("Code", models.PROTECT, related_name="tags", db_index=False)
    role = models.CharField(max_length=10, choices=TagRole, blank=True)
    certainty = models.CharField(max_length=11, choices=Certainty, default=Certainty.PRESENT)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    rationale = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=TagOrigin, default=TagOrigin.CODED)
    codebook_version = models.ForeignKey(
        "CodebookVersion", models.PROTECT, null=True, related_name="tags"
    )
    adopted_from = models.ManyToManyField(
        "Judgement", related_name="adopted_by", blank=True, editable=False
    )

    history = HistoricalRecords()
    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["case", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="one_tag_per_case_and_code")
        ]
        indexes = [
            models.Index(fields=["code", "certainty", "case"], name="tag_answers_filters"),
            models.Index(fields=["case", "certainty", "code"], name="tag_counts_facets"),
        ]

    def __str__(self):
        return f"{self.code} on {self.case}"

    @property
    def answer_in_words(self):
        """Its role; "" where it has none and plainly applies."""
        if self.certainty == Certainty.CANNOT_TELL:
            return self.get_certainty_display().lower()
        return self.get_role_display().lower()


class Override(models.Model):
    """A person's answer in a derived dimension, in place of the rule's; the reason is required."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="overrides")
    code = models.ForeignKey("Code", models.PROTECT, related_name="overrides")
    reason = models.TextField()

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["case", "code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="one_override_per_case_and_code"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_with_a_reason"),
        ]

    def __str__(self):
        return f"{self.code} on {self.case}: {self.reason}"


class EvidenceQuerySet(models.QuerySet):
    def of_tags(self):
        """Without what supports the judgements of single coders."""
        return self.exclude(tag=None)

    def in_earlier_wordings(self):
        """Passages of texts that a corrected one has replaced."""
        return self.filter(document__corrected_by__isnull=False)

    def visible_to(self, user):
        """That of visible tags and of visible judgements."""
        tags = Tag.objects.visible_to(user).order_by()
        judgements = apps.get_model("annotate", "Judgement").objects.visible_to(user).order_by()
        seen = Q(tag__in=tags.values("pk")) | Q(judgement__in=judgements.values("pk"))
        return self.filter(seen)

    def with_surroundings(self, chars):
        """Adds `before` and `after`: up to `chars` characters of the text around each passage.

        And `paragraph`, the number of the one where it begins, and `newer`, the text that replaced
        its document. No more of a document is read, since it may be a whole book.
        """
        first = Greatest(F("start") - chars, 0)
        before = Substr("document__text", first + 1, F("start") - first)
        return self.annotate(
            before=before,
            after=Substr("document__text", F("end") + 1, chars),
            paragraph=self.breaks_before() + 1,
            newer=F("document__corrected_by"),
        )

    @staticmethod
    def breaks_before():
        """How many breaks between paragraphs stand before the first letter of a passage."""
        text = Substr("document__text", 1, F("start") + 1)
        without = Replace(text, Value(BREAK), Value(""))
        return (Length(text) - Length(without)) / len(BREAK)


class Evidence(models.Model):
    """What supports a tag or a judgement: a passage of a document, or a cited place in a source.

    Offsets count Unicode code points and exclude the end, so
    `document.text[start:end] == quote`; a database trigger holds them to it.
    """

    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="evidence")
    judgement = models.ForeignKey(
        "Judgement", models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    document = models.ForeignKey(
        "Document", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    citation = models.ForeignKey(
        "Citation", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    pages = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["tag", "document", "start", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_of_tag_xor_judgement",
                condition=Q(tag__isnull=False, judgement__isnull=True)
                | Q(tag__isnull=True, judgement__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_passage_or_citation",
                condition=Q(
                    document__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    citation__isnull=True,
                )
                | Q(
                    citation__isnull=False,
                    document__isnull=True,
                    start__isnull=True,
                    end__isnull=True,
                ),
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__lt=F("end")), name="evidence_not_empty"
            ),
        ]

    def __str__(self):
        return f"“{self.quote[:40]}”" if self.document_id else f"{self.citation}, {self.pages}"
