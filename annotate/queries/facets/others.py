"""What one can ask about beside the codebook: where, which conflict, when, how far along."""

import re
from collections import Counter

from django.db.models import BooleanField, ExpressionWrapper, Q, Value
from django.utils.text import slugify

from annotate.models import Case, CaseCountry, Conflict, Country
from annotate.models.vocabularies import State
from annotate.text import fold

from . import arms
from .facet import MISSING, Facet, Option

DECADE = re.compile(r"[0-9]{3}0")
YEAR_WITHIN = re.compile(r"(?<![0-9])([0-9]{3})[0-9](?![0-9])")
NUMBER_AND_NAME = re.compile(r"([1-9][0-9]{0,17})(?:-.*)?", re.DOTALL)
NOT_RECORDED = Option(MISSING, "missing", definition="Not recorded.")


class CountryFacet(Facet):
    multi = True

    def __init__(self, rows):
        """`rows`: (pk, key, name, whether a case that the user may see has it)."""
        options = [Option(key, name, pk, is_active=seen) for pk, key, name, seen in rows]
        super().__init__("country", "Country", [*options, NOT_RECORDED])

    def having_values(self, pks):
        return Q(pk__in=CaseCountry.objects.filter(country__in=pks).values("case"))

    def arms(self):
        return [arms.COUNTRIES]

    def having_special(self, value):
        return ~Q(pk__in=CaseCountry.objects.values("case"))


class ConflictFacet(Facet):
    """Spelt by number and name, `12-tajik-civil-war`, of which the number decides.

    Names change, and one may see a number in an address without seeing what it names.
    """

    can_be_column = False  # the list names it under the title

    def __init__(self, rows):
        """`rows`: (pk, name)."""
        options = [_conflict(pk, name) for pk, name in rows]
        super().__init__("conflict", "Conflict", [*options, NOT_RECORDED])

    def find(self, spelling):
        number = NUMBER_AND_NAME.fullmatch(spelling)
        return self.by_pk.get(int(number[1])) if number else super().find(spelling)

    def sorted(self, options):
        return sorted(set(options), key=lambda option: (option.is_special, option.pk or 0))

    def arms(self):
        return [arms.CONFLICTS]

    def having_values(self, pks):
        return Q(conflict__in=pks)

    def having_special(self, value):
        return Q(conflict=None)


def _conflict(pk, name):
    return Option(f"{pk}-{slugify(name)}".rstrip("-"), name, pk, lasting=str(pk))


class DecadeFacet(Facet):
    """The decade a case started in. Every decade can be asked for; those with cases are shown."""

    can_be_column = False  # the list shows the years
    allowed = "Write the first year of the decade, such as 1990, or missing."

    def __init__(self):
        super().__init__("decade", "Decade of start", [NOT_RECORDED])

    def find(self, spelling):
        if DECADE.fullmatch(spelling):
            return decade(int(spelling))
        return super().find(spelling)

    def meant_by(self, spelling):
        years = YEAR_WITHIN.findall(spelling)
        return f"{years[0]}0" if len(years) == 1 else ""

    def sorted(self, options):
        return sorted(set(options), key=lambda option: (option.is_special, option.pk or 0))

    def arms(self):
        return [arms.YEARS]

    def tally(self, base):
        counts = Counter()
        for (kind, year), versions in base.versions.items():
            if kind == "year":
                option = NOT_RECORDED if year is None else decade(year // 10 * 10)
                counts[option] += versions.total()
        return counts

    def having_values(self, pks):
        spans = [Q(start_year__range=(first, first + 9)) for first in pks]
        return Q(*spans, _connector=Q.OR)

    def having_special(self, value):
        return Q(start_year=None)


def decade(first_year):
    return Option(f"{first_year:04}", f"{first_year}s", pk=first_year)


class StateFacet(Facet):
    def __init__(self):
        states = [Option(state.value, state.label, place) for place, state in enumerate(State)]
        super().__init__("state", "State", states)

    def arms(self):
        return [arms.STATES]

    def tally(self, base):
        return Counter({option: base.tally(option.value) for option in self.options})

    def having_values(self, pks):
        states = list(State)
        return Q(state__in=[states[pk] for pk in pks])


def other_facets(user):
    """One query. Conflicts of cases that the user may not see are as unknown as the cases."""
    rows = {"country": [], "conflict": []}
    for kind, *row in sorted(_named(user), key=lambda row: (fold(row[3]), row[1])):
        rows[kind].append(row)
    return [
        CountryFacet(rows["country"]),
        ConflictFacet([(pk, name) for pk, _, name, seen in rows["conflict"] if seen]),
        DecadeFacet(),
        StateFacet(),
    ]


def _named(user):
    """Rows (kind, pk, key, name, whether a case that the user may see has it)."""
    seen = {
        "country": CaseCountry.objects.visible_to(user).values("country"),
        "conflict": Case.objects.visible_to(user).exclude(conflict=None).values("conflict"),
    }
    countries = Country.objects.order_by().values_list(
        Value("country"), "pk", "key", "name", _is_in(seen["country"])
    )
    conflicts = Conflict.objects.order_by().values_list(
        Value("conflict"), "pk", Value(""), "name", _is_in(seen["conflict"])
    )
    return countries.union(conflicts, all=True)


def _is_in(pks):
    """One list for all rows: asking each row whether there EXISTS a case costs seconds."""
    return ExpressionWrapper(Q(pk__in=pks), BooleanField())
