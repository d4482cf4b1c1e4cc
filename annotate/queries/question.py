"""A question: what a query string asks, for whoever asks it. Every view of cases starts here."""

from functools import cached_property
from hashlib import sha256

from django.http import QueryDict

from annotate.dates import DateRange
from annotate.permissions import allowed

from .address import Address
from .facets.counts import FacetCounts
from .filters import CaseFilter
from .filters.kinds import ALL, ANY
from .filters.sorting import RELEVANCE, START, ordered
from .sentence import sentence

DEFAULT_COLUMNS = ["track", "type", "outcome"]
PAGE_ROWS = 50
# The two inputs of a range in the filter form; the address has one parameter for both.
FROM, TO = "start.from", "start.to"


class Question:
    """`refusals` say what was wrong; without any, `cases` are the answer.

    Asking an invalid question for its answer raises `filters.NotAnswerable`.
    """

    def __init__(self, data, user):
        """`data`: a QueryDict or a query string."""
        self.data = data if isinstance(data, QueryDict) else QueryDict(data)
        self.user = user
        self.asked = CaseFilter(_with_range(self.data), user=user)

    @property
    def is_typed(self):
        """Whether it comes from a form, which also sends what was left empty."""
        return any(name in (FROM, TO) or "" in values for name, values in self.data.lists())

    @property
    def refusals(self):
        return self.asked.refusals

    @property
    def is_valid(self):
        return self.asked.is_valid()

    @cached_property
    def cases(self):
        """Each once, in the order asked for."""
        return self.sorted(self.asked.qs)

    def sorted(self, cases):
        words = self.asked.value("q")
        return ordered(cases, self.sort, facets=self.asked.facets, words=words)

    @cached_property
    def address(self):
        """What is asked and how it is shown, in its one spelling; without the page."""
        names = [name for name in self.asked.filters if name not in ("page", "shape", "for")]
        address = Address({name: self.asked.spellings(name) for name in names})
        usual = {"sort": self._usual_sort, "size": str(PAGE_ROWS)}
        return address.but({n: [] for n, value in usual.items() if address[n] == [value]})

    @cached_property
    def lasting(self):
        """The address as it is kept: it outlives new names, and tells nobody of hidden ones."""
        asked = self.asked
        names = [name for name, spellings in self.address.items() if spellings]
        return self.address.but({n: asked.filters[n].lasting(asked.value(n)) for n in names})

    @property
    def query(self):
        """Its query string, to be kept."""
        return str(self.lasting)

    @cached_property
    def hash(self):
        """SHA-256 of what is asked, in hexadecimal; how it is shown does not count."""
        return sha256(str(self._meant).encode()).hexdigest()

    @property
    def _meant(self):
        """Without settings, and without modes that make no difference."""
        settings = {"sort": [], "size": [], "columns": []}
        keys = self.asked.facets
        idle = {f"{key}.mode": [] for key in keys if len(self.asked.value(key)) < 2}
        return self.lasting.but(settings | idle)

    def sorted_by(self, sort):
        """The same question in another order."""
        return self.address.but({"sort": [] if sort == self._usual_sort else [sort]})

    def narrowed(self, options):
        """The Address of those cases of the answer that also have all of `{facet key: option}`.

        None where no address says so: where a facet in any mode already widens it to others.
        """
        changes = {}
        for key, option in options.items():
            chosen = self.asked.value(key)
            if not chosen or (self.asked.mode(key) == ANY and option in chosen):
                changes[key] = [option.value]
            elif len(chosen) == 1 or self.asked.mode(key) == ALL:
                both = self.asked.facets[key].sorted([*chosen, option])
                changes |= {key: [each.value for each in both], f"{key}.mode": [ALL]}
            else:
                return None
        return self.address.but(changes)

    @cached_property
    def sentence(self):
        return sentence(self.asked)

    @cached_property
    def led(self):
        """`[(merged code, the one asked for in its place)]`: where an old key was written."""
        found = {}
        for key, facet in self.asked.facets.items():
            written = [*self.asked.data.getlist(key), *self.asked.data.getlist(f"not.{key}")]
            found |= {facet.led[spelling]: None for spelling in written if spelling in facet.led}
        return list(found)

    @property
    def sort(self):
        return self.asked.value("sort") or self._usual_sort

    @property
    def _usual_sort(self):
        return RELEVANCE if self.asked.value("q") else START

    @property
    def page_rows(self):
        return self.asked.value("size") or PAGE_ROWS

    @property
    def page(self):
        return self.asked.value("page") or 1

    @property
    def columns(self):
        """Keys of the facets shown as columns."""
        chosen = [option.value for option in self.asked.value("columns")]
        return chosen or [key for key in DEFAULT_COLUMNS if key in self.asked.facets]

    @property
    def column_options(self):
        return self.asked.filters["columns"].facet.options

    @property
    def words(self):
        """What is looked for, as the search field shows it."""
        return str(self.asked.value("q") or "")

    @property
    def start_sides(self):
        """The two ends of the range of start, as its inputs show them."""
        start = self.asked.value("start")
        if isinstance(start, DateRange):
            return str(start.start or ""), str(start.end or "")
        return "", ""

    @property
    def typed_sides(self):
        """The same as they were typed, also where they are refused."""
        start, _, end = self.asked.data.get("start", "").partition("..")
        return start, end

    @property
    def shape(self):
        return self.asked.value("shape") or "cases"

    @property
    def for_spreadsheet(self):
        return self.asked.value("for") == "spreadsheet"

    @cached_property
    def shown_facets(self):
        """Those on the page: active dimensions and, for the team, the state; all that is asked."""
        return [facet for facet in self.asked.facets.values() if self._is_shown(facet)]

    def _is_shown(self, facet):
        if self.asked.value(facet.key) or self.asked.value(f"not.{facet.key}"):
            return True
        if facet.key == "state":
            return allowed(self.user, "case.view_team")
        return facet.is_active

    @cached_property
    def counts(self):
        return FacetCounts(self.asked, self.shown_facets)


def _with_range(data):
    """The two inputs of the form as the one parameter `start`."""
    if FROM not in data and TO not in data:
        return data
    data = data.copy()
    sides = [data.pop(name, [""])[-1].strip() for name in (FROM, TO)]
    if any(sides):
        data["start"] = "..".join(sides)
    return data
