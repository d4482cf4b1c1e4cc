"""What many cases share: actors, conflicts, countries, sources."""

from django import forms
from django.contrib import admin
from django.db import models

from annotate.models import Actor, Conflict, Country, Source
from annotate.models.places import regions

from .admin_site import site
from .base import Upkeep, UpkeepForm

NO_REGION = "none"  # Antarctica has none


@admin.register(Actor, site=site)
class ActorAdmin(Upkeep):
    fields = ["name", "kind", "country"]
    list_display = ["name", "kind", "country"]
    list_filter = ["kind"]
    list_select_related = ["country"]
    search_fields = ["name"]
    autocomplete_fields = ["country"]


@admin.register(Conflict, site=site)
class ConflictAdmin(Upkeep):
    fields = ["name", "kind"]
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


class RegionFilter(admin.SimpleListFilter):
    title = parameter_name = "region"

    def lookups(self, request, model_admin):
        found = Country.objects.order_by("region").values_list("region", flat=True).distinct()
        return [(region or NO_REGION, region or NO_REGION) for region in found]

    def queryset(self, request, countries):
        if not self.value():
            return countries
        return countries.filter(region="" if self.value() == NO_REGION else self.value())


class CountryForm(UpkeepForm):
    """Offers the regions of the codebook, and the one that stands, retired or not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {"": "None"} | dict(regions().values_list("key", "label"))
        standing = self.instance.region
        offered.setdefault(standing, standing)
        self.fields["region"].widget = forms.Select(choices=list(offered.items()))
        self.fields["region"].help_text = "Cases take their region from their countries."


@admin.register(Country, site=site)
class CountryAdmin(Upkeep):
    form = CountryForm
    fields = [
        "key",
        "name",
        "iso3",
        "gwno",
        "cow",
        "cowc",
        "region",
        "valid_from",
        "valid_to",
        "latitude",
        "longitude",
    ]
    list_display = ["name", "iso3", "gwno", "cow", "region", "valid_from", "valid_to"]
    list_filter = [RegionFilter]
    search_fields = ["name", "key"]


@admin.register(Source, site=site)
class SourceAdmin(Upkeep):
    fields = ["kind", "author", "title", "year", "publisher", "url", "doi"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ["title", "author", "year", "kind"]
    list_filter = ["kind"]
    search_fields = ["title", "author", "doi"]
