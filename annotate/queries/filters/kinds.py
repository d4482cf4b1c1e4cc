"""How each kind of parameter narrows the cases, and how it is spelt when it is sound."""

from django_filters import Filter

from annotate.queries.facets.facet import MISSING
from annotate.queries.search import cases_with_words

from .fields import ChoiceField, NumberField, OptionsField, RangeField, WordsField

ANY, ALL = "any", "all"


class ParameterFilter(Filter):
    """`spellings` gives a cleaned value back as addresses have it, `words` as people read it.

    `lasting` gives it back as it is kept: in spellings that no renaming changes.
    """

    narrows = True

    def filter(self, qs, value):
        return self.narrow(qs, value) if value else qs

    def spellings(self, value):
        return [str(value)] if value else []

    def lasting(self, value):
        return self.spellings(value)

    def words(self, value):
        return self.spellings(value)


class WordsFilter(ParameterFilter):
    field_class = WordsField

    def narrow(self, cases, words):
        return cases_with_words(cases, words.phrases)


class RangeFilter(ParameterFilter):
    """Cases whose date may lie in the range: known to the year, 1993 may be in May 1993."""

    field_class = RangeField

    def narrow(self, cases, asked):
        if asked == MISSING:
            return cases.filter(**{f"{self.field_name}__isnull": True})
        return cases.filter(**{f"{self.field_name}__overlaps": asked})


class FacetFilter(ParameterFilter):
    field_class = OptionsField

    def __init__(self, facet):
        super().__init__(facet.key, label=facet.label, facet=facet)
        self.facet = facet

    def spellings(self, options):
        return [option.value for option in options]

    def lasting(self, options):
        return [option.lasting or option.value for option in options]

    def words(self, options):
        return [str(option) for option in options]


class ChosenFilter(FacetFilter):
    """`KEY`: any of the values or, where `KEY.mode` says so, all of them."""

    def narrow(self, cases, options):
        if self.parent.mode(self.facet.key) == ANY:
            return cases.filter(self.facet.having(options))
        for option in options:
            cases = cases.filter(self.facet.having([option]))
        return cases


class ExcludedFilter(FacetFilter):
    """`not.KEY`: none of the values."""

    def narrow(self, cases, options):
        return cases.exclude(self.facet.having(options))


class Setting(ParameterFilter):
    """Says how to ask or to show; narrows nothing by itself."""

    narrows = False

    def narrow(self, cases, value):
        return cases


class ModeSetting(Setting):
    field_class = ChoiceField

    def __init__(self, facet):
        super().__init__(label=f"{facet.label}: any or all", choices=[ANY, ALL])

    def spellings(self, value):
        return [ALL] if value == ALL else []


class ChoiceSetting(Setting):
    field_class = ChoiceField


class NumberSetting(Setting):
    field_class = NumberField


class OptionsSetting(Setting, FacetFilter):
    pass
