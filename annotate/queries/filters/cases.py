from annotate.models import Case
from annotate.queries.facets import facets_for
from annotate.queries.facets.facet import Facet, Option

from .kinds import (
    ANY,
    ChoiceSetting,
    ChosenFilter,
    ExcludedFilter,
    ModeSetting,
    NumberSetting,
    OptionsSetting,
    RangeFilter,
    WordsFilter,
)
from .public import PublicFilterSet
from .sorting import sort_keys


class CaseFilter(PublicFilterSet):
    """The parameters of a question about cases. Those of the codebook are added per instance.

    Several values of one parameter widen it, unless its mode is `all`; different parameters
    narrow it: `?track=1&track=3&start=1990..` is either track, from 1990 on.
    """

    q = WordsFilter(label="Words")
    start = RangeFilter(field_name="start", label="Start")
    end = RangeFilter(field_name="end", label="End")

    class Meta(PublicFilterSet.Meta):
        model = Case
        fields = []

    def __init__(self, data, *, user, facets=None):
        """`facets` are those of `user`, where many questions are read at once."""
        super().__init__(data, Case.objects.visible_to(user))
        self.facets = facets or facets_for(user)
        for key, facet in self.facets.items():
            self._add(key, ChosenFilter(facet))
            self._add(f"{key}.mode", ModeSetting(facet))
            self._add(f"not.{key}", ExcludedFilter(facet))
        for name, setting in _settings(self.facets).items():
            self._add(name, setting)

    def _add(self, name, parameter):
        parameter.parent, parameter.model = self, Case
        self.filters[name] = parameter

    def value(self, name):
        """The cleaned value of a parameter of a valid question."""
        return self.cleaned[name]

    def mode(self, key):
        return self.value(f"{key}.mode") or ANY

    def spellings(self, name):
        return self.filters[name].spellings(self.value(name))


def _settings(facets):
    """How the answer is shown or written; nothing here changes which cases it has."""
    shown = [facet for facet in facets.values() if facet.can_be_column]
    columns = Facet("columns", "Columns", [Option(facet.key, facet.label) for facet in shown])
    keys = sort_keys(facets.values())
    sorts = [*keys, *(f"-{key}" for key in keys)]
    return {
        "sort": ChoiceSetting(label="Sort", choices=sorts),
        "page": NumberSetting(label="Page", least=1, most=1_000_000),
        "size": NumberSetting(label="Rows per page", least=1, most=200),
        "columns": OptionsSetting(columns),
        "shape": ChoiceSetting(label="Rows of the file", choices=["cases", "tags"]),
        "for": ChoiceSetting(label="Reader", choices=["analysis", "spreadsheet"]),
    }
