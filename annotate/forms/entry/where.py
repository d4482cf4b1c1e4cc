"""Countries, places and events."""

from django import forms

from annotate.models import CaseCountry, Event, Place

from .fields import PartialDateFormField, Text
from .rows import Row, Rows, rows_of


class CountryRow(Row):
    country = Text(label="Country", suggest="countries", required=True)

    def clean_country(self):
        return self.entry.known.country(self.cleaned_data["country"])

    def instance(self):
        return CaseCountry(country=self.cleaned_data["country"])


class CountryRows(Rows):
    def clean(self):
        self.refuse_twins("country", say="This country is in the list already.")


class PlaceRow(Row):
    unseen = frozenset(["id"])

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = Text(label="Name", max_length=200, required=True)
    country = Text(label="Country", suggest="countries")
    latitude = forms.FloatField(label="Latitude", required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label="Longitude", required=False, min_value=-180, max_value=180)
    role = Text(label="What happened there", max_length=120)

    def clean_country(self):
        return self.entry.known.country(self.cleaned_data["country"])

    def clean(self):
        latitude, longitude = (self.cleaned_data.get(name) for name in ("latitude", "longitude"))
        if (latitude is None) != (longitude is None) and not self.errors:
            self.add_error("latitude", "Give both latitude and longitude, or neither.")

    def instance(self):
        data = self.cleaned_data
        return Place(pk=data["id"], **{name: data[name] for name in data if name not in UNSTORED})


class EventRow(Row):
    unseen = frozenset(["id"])

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    date = PartialDateFormField(label="Date", required=True)
    label = Text(label="What happened", max_length=200, required=True)
    note = Text(label="Note")

    def instance(self):
        data = self.cleaned_data
        return Event(pk=data["id"], date=data["date"], label=data["label"], note=data["note"])


UNSTORED = frozenset(["id", "DELETE"])

CountrySet = rows_of(CountryRow, CountryRows)
PlaceSet = rows_of(PlaceRow)
EventSet = rows_of(EventRow)
