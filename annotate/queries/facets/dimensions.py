"""A facet for every dimension of the codebook; no dimension is named here."""

from collections import Counter

from django.db.models import Q

from annotate.models import Dimension, Tag
from annotate.models.codebook import versions_asking
from annotate.models.former_keys import led
from annotate.models.vocabularies import State

from . import arms
from .facet import MISSING, Facet, Option

NONE, CANNOT_TELL = "none", "cannot-tell"
SPECIAL = [
    Option(NONE, "none", definition="Coded, and no code of this dimension applies."),
    Option(CANNOT_TELL, "cannot tell", definition="The sources do not let a coder say."),
    Option(MISSING, "missing", definition="Not yet coded in this dimension."),
]


class DimensionFacet(Facet):
    """The codes of a dimension, and the cases that have none of them.

    A case without a tag answers “none” where it was coded under a codebook version that asked;
    otherwise it is missing.
    """

    is_dimension = True

    def __init__(self, dimension, codes, asked_in, led):
        """`asked_in`: the primary keys of the codebook versions that asked this dimension.

        `led`: `{merged code: code}`; who asks for the one asks for the other.
        """
        codes = [code for code in codes if code not in led]
        options = {code: _option(code) for code in codes}
        by_key = [(code.key, option) for code, option in options.items()]
        old = {key: (code, led[code]) for code in led for key in (code.key, code.address_key)}
        by_key += [(key, options[heir]) for key, (_, heir) in old.items()]
        super().__init__(dimension.key, dimension.label, [*options.values(), *SPECIAL], by_key)
        self.led = old
        self.dimension, self.codes, self.asked_in = dimension, codes, asked_in
        self.multi = dimension.multi_valued
        self.is_active = dimension.retired_at is None
        self.code_pks = [code.pk for code in codes]

    def having_values(self, pks):
        return Q(pk__in=Tag.objects.present().filter(code__in=pks).values("case"))

    def having_special(self, value):
        if value == CANNOT_TELL:
            return Q(pk__in=self._tags().cannot_tell().values("case"))
        asked = Q(state__in=State.answered(), codebook_version__in=self.asked_in)
        return ~Q(pk__in=self._tags().values("case")) & (asked if value == NONE else ~asked)

    def arms(self):
        return arms.one_dimension(self.dimension.pk, self.code_pks)

    def tally(self, base):
        counts = {option: base.tally("code", option.pk) for option in self.options}
        total, tagged = base.versions["total", None], base.versions["tagged", self.dimension.pk]
        untagged = total - tagged
        none = sum(untagged[version] for version in self.asked_in)
        special = {
            NONE: none,
            CANNOT_TELL: base.tally("cannot-tell", self.dimension.pk),
            MISSING: untagged.total() - none,
        }
        return Counter(counts | {option: special[option.value] for option in SPECIAL})

    def _tags(self):
        return Tag.objects.filter(code__in=self.code_pks)


def _option(code):
    return Option(
        value=code.address_key,
        label=code.label,
        pk=code.pk,
        number=code.number if code.dimension.key == "track" else None,
        definition=code.definition,
        part_of=code.parent_id,
        is_active=code.retired_at is None,
    )


def dimension_facets(user):
    """Three queries, one more where a code is retired.

    Retired dimensions and codes can still be asked for, as old addresses do.
    """
    asking = versions_asking()
    dimensions = list(Dimension.objects.prefetch_related("codes"))
    merged = led([code for dimension in dimensions for code in dimension.codes.all()], user)
    for dimension in dimensions:
        codes = list(dimension.codes.all())
        asked_in = set().union(*(asking[code.pk] for code in codes))
        mine = {code: merged[code] for code in codes if code in merged}
        yield DimensionFacet(dimension, codes, sorted(asked_in), mine)
