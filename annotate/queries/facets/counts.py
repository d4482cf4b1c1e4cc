"""How many cases each value of each facet has: one query, whatever is asked.

A facet in *any* mode counts over the question without itself (what would be added), in *all* mode
over the whole question (what would remain). A value that is excluded counts over the question
that does not exclude it (what would come back).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case as Choose
from django.db.models import F, QuerySet, When

from annotate.models.vocabularies import State

from . import arms

NO_CASES = "SELECT id, codebook_version_id FROM annotate_case WHERE 1 = 0"
VERSION = Choose(When(state__in=State.answered(), then=F("codebook_version")), default=None)


@dataclass
class Base:
    """A set of cases that facets count over; `arms` are SQL, `versions` what they found."""

    name: str
    cases: QuerySet
    arms: list[str] = field(default_factory=lambda: [arms.TOTAL])
    versions: dict = field(default_factory=lambda: defaultdict(Counter))

    def tally(self, kind, pk=None):
        """How many of the cases have it."""
        return self.versions[kind, pk].total()

    def counted(self):
        """Its arms, each once."""
        return [arm.format(base=self.name) for arm in dict.fromkeys(self.arms)]

    def table(self, connection):
        """The common table that the arms read, and the parameters of its SQL."""
        sql, params = members(self.cases, connection)
        return f"{self.name}(id, version) AS ({sql})", params


def members(cases, connection):
    """The SQL that gives the rows of a base, and its parameters."""
    rows = cases.order_by().values_list("pk", VERSION)
    try:
        return rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return NO_CASES, ()


class FacetCounts:
    """The counts of one question, a valid CaseFilter."""

    def __init__(self, asked, facets):
        self.asked, self.bases = asked, {}
        self.visible, self.whole = self._base(asked.queryset), self._base(asked.qs)
        self.open, self.bare = {}, {}  # by facet key, where a facet counts over less
        for facet in facets:
            self._spread(facet)
        self.visible.arms += [arms.YEARS]
        self.whole.arms += [*arms.ALL_DIMENSIONS, arms.YEARS]
        if asked.value("start"):
            self._less(self.open, "start", ["start"]).arms.append(arms.YEARS)
        read([*self.bases.values()], self._connection)

    @property
    def _connection(self):
        return connections[self.asked.queryset.db]

    def _base(self, cases):
        """The base of these cases; questions that come to the same share one, read once."""
        sql, params = members(cases, self._connection)
        base = Base(f"base_{len(self.bases)}", cases)
        return self.bases.setdefault((sql, tuple(params)), base)

    def _spread(self, facet):
        """Tells the bases over which the facet is counted what to count."""
        key, mode = facet.key, f"{facet.key}.mode"
        is_open = self.asked.value(key) and self.asked.mode(key) == "any"
        if is_open:
            self._less(self.open, key, [key, mode]).arms += facet.arms()
        elif not facet.is_dimension:
            self.whole.arms += facet.arms()
        if self.asked.value(f"not.{key}"):
            names = [f"not.{key}", *([key, mode] if is_open else [])]
            self._less(self.bare, key, names).arms += facet.arms()

    def _less(self, bases, key, names):
        """A base of the question without the parameters `names`."""
        bases[key] = self._base(self.asked.without(*names))
        return bases[key]

    def of(self, facet):
        """`Counter` of the facet's options."""
        counts = facet.tally(self.open.get(facet.key, self.whole))
        if facet.key in self.bare:
            bare = facet.tally(self.bare[facet.key])
            for option in self.asked.value(f"not.{facet.key}"):
                counts[option] = bare[option]
        return counts


def read(bases, connection):
    """Fills in what every base counts: one query."""
    by_name = {base.name: base for base in bases}
    tables, params = zip(*(base.table(connection) for base in bases), strict=True)
    counted = [arm for base in bases for arm in base.counted()]
    with connection.cursor() as cursor:
        sql = f"WITH {', '.join(tables)} {' UNION ALL '.join(counted)}"
        cursor.execute(sql, list(chain.from_iterable(params)))
        for name, kind, pk, version, cases in cursor.fetchall():
            by_name[name].versions[kind, pk][version] += cases
