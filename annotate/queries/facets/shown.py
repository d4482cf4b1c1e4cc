"""Facets as a page shows them: each value with its count, its toggle and its definition."""

from dataclasses import dataclass, field

from annotate.queries.filters.kinds import ALL, ANY

from .facet import Option

UNFOLDED = 9  # values shown before “n more”; the nine tracks are never folded


@dataclass(frozen=True)
class FacetRow:
    key: str
    label: str
    count: int
    href: str
    not_href: str
    chosen: bool
    excluded: bool
    number: int | str
    definition: str
    special: bool


@dataclass(frozen=True)
class Mode:
    label: str
    href: str
    here: bool


@dataclass(frozen=True)
class ShownFacet:
    """`key` and `label` say what it is about; `is_asked`, whether the question says anything."""

    key: str
    label: str
    about: str
    modes: list[Mode]
    rows: list[FacetRow]
    more: list[FacetRow] = field(default_factory=list)
    last: list[FacetRow] = field(default_factory=list)

    @property
    def more_open(self):
        return any(row.chosen or row.excluded for row in self.more)

    @property
    def is_asked(self):
        rows = [*self.rows, *self.more, *self.last]
        return any(row.chosen or row.excluded for row in rows)


def shown(question, facet, about=""):
    """`about`: the address of the facet's definition, or ""."""
    toggles = Toggles(question, facet)
    counts = question.counts.of(facet)
    options = _options(question, facet, counts)
    first, more = _folded(facet, [option for option in options if not option.is_special])
    special = [option for option in options if option.is_special]
    rows = {option: toggles.row(option, counts[option]) for option in options}
    return ShownFacet(
        key=facet.key,
        label=facet.label,
        about=about,
        modes=toggles.modes(),
        rows=[rows[option] for option in first],
        more=[rows[option] for option in more],
        last=[rows[option] for option in special],
    )


def _options(question, facet, counts):
    """Those in use, those asked for and, of the codebook, all that are active, in order.

    Countries and conflicts have no order of their own: those asked for come first, then the most
    frequent.
    """
    asked = {*question.asked.value(facet.key), *question.asked.value(f"not.{facet.key}")}
    listed = {option for option in facet.options if option.is_active}
    if facet.key == "decade":
        listed |= set(facet.tally(question.counts.visible))
    options = facet.sorted(listed | asked)
    if facet.key in ("country", "conflict"):
        order = facet.order
        return sorted(options, key=lambda o: (o not in asked, -counts[o], order[o]))
    return options


def _folded(facet, options):
    """Sub-types are folded under their types; of long lists, all but the first few."""
    types = [option for option in options if option.part_of is None]
    if len(types) < len(options):
        return types, [option for option in options if option.part_of is not None]
    if len(options) <= UNFOLDED + 1:
        return options, []
    return options[:UNFOLDED], options[UNFOLDED:]


class Toggles:
    """Addresses that change what the question says about one facet."""

    def __init__(self, question, facet):
        self.facet, self.address = facet, question.address
        self.chosen = question.asked.value(facet.key)
        self.excluded = question.asked.value(f"not.{facet.key}")
        self.mode = question.asked.mode(facet.key)

    def row(self, option, count):
        return FacetRow(
            key=option.value,
            label=option.label,
            count=count,
            href=self._toggled(option),
            not_href=self._denied(option),
            chosen=option in self.chosen,
            excluded=option in self.excluded,
            number=option.number or "",
            definition=option.definition,
            special=option.is_special,
        )

    def modes(self):
        if not self.facet.multi:
            return []
        return [
            Mode(mode, self._href({f"{self.facet.key}.mode": spelt}), here=self.mode == mode)
            for mode, spelt in [(ANY, []), (ALL, [ALL])]
        ]

    def without(self, option):
        """The question that neither asks for the option nor excludes it."""
        return self._saying(self._less(self.chosen, option), self._less(self.excluded, option))

    def _toggled(self, option):
        if option in self.chosen or option in self.excluded:
            return self.without(option)
        return self._saying([*self.chosen, option], self.excluded)

    def _denied(self, option):
        if option in self.excluded:
            return self.without(option)
        return self._saying(self._less(self.chosen, option), [*self.excluded, option])

    def _saying(self, chosen, excluded):
        key = self.facet.key
        return self._href({key: self._spelt(chosen), f"not.{key}": self._spelt(excluded)})

    def _spelt(self, options: list[Option]):
        return [option.value for option in self.facet.sorted(options)]

    def _less(self, options, option):
        return [each for each in options if each != option]

    def _href(self, changes):
        return self.address.but(changes).href
