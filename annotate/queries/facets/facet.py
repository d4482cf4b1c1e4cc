"""What a facet is: a thing one can ask about, with the values it may take."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

MISSING = "missing"
LISTED = 12  # values named in an error message


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet. `value` is its spelling in addresses, `pk` what counts are grouped by.

    `lasting` is the spelling in what is kept: one that no renaming changes and that names nothing.
    """

    value: str
    label: str
    pk: int | None = None
    number: int | None = None  # of a track
    definition: str = ""
    part_of: int | None = None  # pk of the type it is a sub-type of
    is_active: bool = True
    lasting: str = ""  # where it is not `value`

    @property
    def is_special(self):
        """Whether it asks for cases without an ordinary answer."""
        return self.pk is None

    def __str__(self):
        return f"{self.number} {self.label}" if self.number else self.label


class Facet:
    """One parameter of the address bar and its `not.` and `.mode`.

    `multi` says that a case may have several of its values, so that “all” means something.
    """

    multi = False
    can_be_column = True
    is_active = True
    is_dimension = False

    def __init__(self, key, label, options=(), spellings=()):
        """`spellings` are (spelling, option) pairs beside each option's own value."""
        self.key, self.label, self.options = key, label, list(options)
        own = {option.value: option for option in self.options}
        self.order = {option: place for place, option in enumerate(own.values())}
        self.by_spelling = dict(spellings) | own
        self.by_pk = {option.pk: option for option in self.options}
        self.led: dict = {}  # old spellings: what each meant, and what it means now

    def find(self, spelling):
        """The option so spelt, or None."""
        return self.by_spelling.get(spelling)

    def meant_by(self, spelling):
        """The value that an unknown spelling surely means, or ""."""
        return ""

    @property
    def allowed(self):
        """What one may write, as a sentence for whoever wrote something else."""
        options = [option.value for option in self.options if option.is_active]
        if not options:
            return "There is none."
        more = f" and {len(options) - LISTED} more" if len(options) > LISTED else ""
        return f"There are {', '.join(options[:LISTED])}{more}."

    def sorted(self, options):
        """Each once, in the facet's order: what canonical addresses and sentences use."""
        return sorted(set(options), key=self.order.__getitem__)

    def having(self, options):
        """The condition on a case to have at least one of `options`."""
        plain = [option.pk for option in options if not option.is_special]
        condition = self.having_values(plain) if plain else Q()
        for option in options:
            if option.is_special:
                condition |= self.having_special(option.value)
        return condition

    def tally(self, base):
        """`Counter` of options over a `counts.Base`."""
        return Counter({option: base.tally(self.key, option.pk) for option in self.options})

    @property
    def name(self):
        """The label as it stands in the middle of a sentence: “type of diplomacy”."""
        return self.label[:1].lower() + self.label[1:]
