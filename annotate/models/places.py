from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .codebook import Code
from .versioned import Versioned
from .visible import OfCaseQuerySet

DEGREES_LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
DEGREES_LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class Country(Versioned):
    """A state or territory, present or former, under the codes that other datasets use."""

    key = models.CharField(max_length=8, unique=True, help_text="ISO 3166-1 alpha-3, where one is.")
    name = models.CharField(max_length=120)
    iso3 = models.CharField(max_length=3, blank=True)
    gwno = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="Gleditsch–Ward")
    cow = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name="COW number")
    cowc = models.CharField(max_length=3, blank=True, verbose_name="COW letters")
    region = models.CharField(max_length=60, blank=True, help_text="Key of a code of “region”.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=DEGREES_LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=DEGREES_LONGITUDE)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name

    def clean(self):
        """Cases take their region from here. One that has been retired since may stay."""
        keys = list(regions().values_list("key", flat=True))
        if not self.region or self.region in keys:
            return
        if not Country.objects.filter(pk=self.pk, region=self.region).exists():
            allowed = " or ".join(filter(None, [", ".join(keys), "nothing"]))
            raise ValidationError(
                {"region": f"“{self.region}” is no region of the codebook. Allowed: {allowed}."}
            )


def regions():
    """The codes that a country may name as its region."""
    return Code.objects.in_use().filter(dimension__key="region")


class CaseCountry(models.Model):
    """A country the conflict or programme is in; the first one decides the region."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="case_countries")
    country = models.ForeignKey(Country, models.PROTECT, related_name="case_countries")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "country"], name="one_row_per_case_and_country")
        ]

    def __str__(self):
        return str(self.country)


class Place(models.Model):
    """Where something of the case happened; a venue, never the middle of a country."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="places")
    name = models.CharField(max_length=200)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.FloatField(null=True, blank=True, validators=DEGREES_LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=DEGREES_LONGITUDE)
    role = models.CharField(max_length=120, blank=True, help_text="What happened there.")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()
    objects = OfCaseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_the_globe",
                violation_error_message="Give both a latitude (-90 to 90) and a longitude "
                "(-180 to 180), or neither.",
            )
        ]

    def __str__(self):
        return self.name
