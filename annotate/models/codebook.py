"""The taxonomy: a dimension is a question, a code one possible answer."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from .columns import RESERVED, of_code, of_dimension, refuse_shared_columns
from .frozen import Frozen
from .versioned import Versioned
from .vocabularies import CodeOrigin, Roles

key_of_dimension = RegexValidator(
    r"\A[a-z][a-z0-9_]*\Z", "A key has small letters, digits and underscores: game_level."
)
key_of_code = RegexValidator(
    r"\A[a-z][a-z0-9-]*\Z", "A key has small letters, digits and hyphens: back-channel."
)

# Answers a facet offers beside the codes.
SPECIAL = frozenset(["none", "cannot-tell", "missing"])


class DimensionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(retired_at=None)

    def coded(self):
        """Those a person answers; the others are derived."""
        return self.filter(derived=False)

    def with_codes(self):
        """Each with its active codes in `active_codes`, in order: two queries."""
        codes = models.Prefetch("codes", Code.objects.active(), to_attr="active_codes")
        return self.prefetch_related(codes)


class Dimension(Versioned):
    """A question, such as “Which tracks were active?”. Its key names columns and addresses."""

    key = models.CharField(max_length=40, unique=True, validators=[key_of_dimension])
    label = models.CharField(max_length=80)
    question = models.CharField(max_length=255)
    notes = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    multi_valued = models.BooleanField(default=False, help_text="Choose all that apply.")
    mandatory = models.BooleanField(
        default=False, help_text="A case without an answer cannot be published."
    )
    roles = models.CharField(max_length=10, choices=Roles, blank=True, default=Roles.NONE)
    derived = models.BooleanField(default=False, help_text="Computed by a rule, never typed in.")
    derivation_rule = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = HistoricalRecords()
    objects = DimensionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "key"]

    def __str__(self):
        return self.label

    def clean(self):
        if self.key in RESERVED:
            raise ValidationError(
                {"key": f"“{self.key}” already means something in addresses or files."}
            )
        codes = self.codes.values_list("key", flat=True) if self.pk else []
        refuse_shared_columns(self.pk, of_dimension(self.key, codes))

    def get_absolute_url(self):
        return reverse("annotate:dimension", args=[self.key])

    @property
    def tag_roles(self):
        """The roles a tag of this dimension may take; empty where it takes none."""
        return Roles(self.roles).choices_for_tag()


class CodeQuerySet(models.QuerySet):
    def active(self):
        return self.filter(retired_at=None)

    def in_use(self):
        """Active codes of active dimensions: those a version asks when it is published."""
        return self.active().filter(dimension__retired_at=None)

    def tracks(self):
        return self.filter(dimension__key="track")


class Code(Versioned):
    """One possible answer. Its key never changes; the nine tracks also keep their numbers."""

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="codes")
    key = models.CharField(max_length=60, validators=[key_of_code])
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The official number. It is a name, not a rank."
    )
    label = models.CharField(max_length=120)
    definition = models.TextField()
    include = models.TextField(blank=True)
    exclude = models.TextField(blank=True)
    example = models.TextField(blank=True)
    literature = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    origin = models.CharField(max_length=10, choices=CodeOrigin, default=CodeOrigin.EXTENSION)
    position = models.PositiveSmallIntegerField(default=0)
    first_version = models.ForeignKey(
        "CodebookVersion",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="first_codes",
        help_text="The first version that asked the code.",
    )
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    history = HistoricalRecords()
    objects = CodeQuerySet.as_manager()

    class Meta:
        ordering = ["dimension__position", "dimension__key", "position", "number", "key"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "key"], name="one_code_per_key"),
            models.UniqueConstraint(fields=["dimension", "number"], name="one_code_per_number"),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")) & ~Q(replaced_by=F("pk")),
                name="code_not_its_own_parent_or_heir",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.label}" if self.number else self.label

    def clean(self):
        if self.key in SPECIAL:
            raise ValidationError({"key": f"“{self.key}” already means something in addresses."})
        if self.key.endswith("-role"):
            raise ValidationError(
                {"key": f"“{self.key}”: a key cannot end in “-role”, as columns of roles do."}
            )
        if dimension := getattr(self, "dimension", None):  # else the form says that it is missing
            refuse_shared_columns(dimension.pk, of_code(dimension.key, self.key))
        for name in ("parent", "replaced_by"):
            other = getattr(self, name)
            if other and other.dimension_id != self.dimension_id:
                raise ValidationError({name: f"“{other}” belongs to {other.dimension}."})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": f"“{self.parent}” is itself a sub-type."})

    def get_absolute_url(self):
        return reverse("annotate:code", args=[self.dimension.key, self.address_key])

    @property
    def full_key(self):
        return f"{self.dimension.key}:{self.key}"

    @property
    def address_key(self):
        """How addresses name it: the number where there is one."""
        return str(self.number or self.key)


class CodebookVersion(Frozen):
    """A frozen snapshot of the codebook. `actions.codebook.publish` makes one.

    A case of this version answers its `codes`, whatever has been retired or brought back since.
    """

    number = models.CharField(max_length=20, unique=True)
    notes = models.TextField(blank=True)
    snapshot = models.JSONField()
    codes = models.ManyToManyField(
        Code, related_name="versions", editable=False, help_text="The codes that it asks."
    )
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-published_at", "-pk"]
        get_latest_by = ["published_at", "pk"]

    def __str__(self):
        return f"codebook {self.number}"

    def get_absolute_url(self):
        return reverse("annotate:codebook_version", args=[self.number])


def versions_asking():
    """`{code: {versions that ask it}}`, as primary keys. One query."""
    asking = defaultdict(set)
    pairs = CodebookVersion.codes.through.objects.values_list("code", "codebookversion")
    for code, version in pairs:
        asking[code].add(version)
    return asking
