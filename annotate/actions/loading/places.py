from django.db import transaction

from annotate.models import Country

from .files import ever_here, loaded, read_csv


@transaction.atomic
def load_places():
    """Add the states and territories that were never here. Returns how many."""
    known = ever_here(Country, "key")
    rows = [row for row in read_csv("places/states.csv") if row["key"] not in known]
    loaded().create_all(Country, [country(row) for row in rows])
    return len(rows)


def country(row):
    return Country(
        key=row["key"],
        name=row["short_name"],
        iso3=row["iso3"] or "",
        gwno=row["gwno"],
        cow=row["cow"],
        cowc=row["cowc"] or "",
        region=row["region"] or "",
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        latitude=row["latitude"],
        longitude=row["longitude"],
    )
