"""What a query string asks of agreement; an unknown parameter or value is refused by name."""

from functools import cached_property
from operator import attrgetter

from annotate.models import CodebookVersion, Dimension, Round, User
from annotate.queries.address import Address
from annotate.queries.coder_names import key_for, name_for, pseudonym
from annotate.queries.facets.facet import Facet, Option
from annotate.queries.filters.fields import ChoiceField, NumberField, OptionsField
from annotate.queries.filters.public import PublicForm
from annotate.queries.sentence import Sentence

from .codings import coding_rows

SEED = 1
MOST = 999_999_999


class ReliabilityForm(PublicForm):
    """`user` may ask of the rounds, versions and coders whose codings they may read."""

    def __init__(self, data, rows, user):
        super().__init__(data)
        for key, options in choices(rows, user).items():
            spellings = pseudonyms(options) if key == "not.coder" else ()
            facet = Facet(key, NAMES[key], options, spellings)
            self.fields[key] = OptionsField(facet=facet, required=False)
        self.fields["blind"] = ChoiceField(choices=["only"], required=False)
        self.fields["seed"] = NumberField(least=0, most=MOST, required=False)


NAMES = {
    "dimension": "Dimension",
    "round": "Round",
    "version": "Version of the codebook",
    "not.coder": "Coder",
}


def choices(rows, user):
    """`{parameter: [Option]}`. Four queries."""
    rounds = Round.objects.filter(pk__in={row.round for row in rows})
    versions = CodebookVersion.objects.filter(pk__in={row.version for row in rows})
    people = User.objects.filter(pk__in={row.coder for row in rows})
    coders = [Option(key_for(one, user), name_for(one, user), one.pk) for one in people]
    dimensions = Dimension.objects.coded()
    return {
        "dimension": [
            Option(one.key, one.label, one.pk, is_active=not one.retired_at) for one in dimensions
        ],
        "round": [Option(str(one.pk), one.title, one.pk) for one in rounds.order_by("pk")],
        "version": [
            Option(number, number, pk)
            for number, pk in versions.order_by("published_at", "pk").values_list("number", "pk")
        ],
        "not.coder": sorted(coders, key=attrgetter("value")),
    }


def pseudonyms(coders):
    """What one who is not told a name wrote, another who is asks for the same."""
    return [(pseudonym(option.pk), option) for option in coders]


class ReliabilityQuestion:
    def __init__(self, data, user):
        self.user = user
        self._rows = coding_rows(user)
        self.form = ReliabilityForm(data, self._rows, user)

    @cached_property
    def refusals(self):
        self.form.is_valid()
        return self.form.refusals

    @property
    def is_valid(self):
        return not self.refusals

    def options(self, name):
        return self.form.fields[name].facet.options

    def asked(self, name):
        """The options asked for; none where the question does not mention it."""
        return self.form.cleaned_data[name]

    @property
    def only_blind(self):
        return bool(self.asked("blind"))

    @property
    def seed(self):
        return SEED if self.asked("seed") is None else self.asked("seed")

    @cached_property
    def rows(self):
        """The codings it is about; a case that a coder coded in two rounds has two."""
        rounds = {option.pk for option in self.asked("round") or self.options("round")}
        versions = {option.pk for option in self.asked("version") or self.options("version")}
        left_out = {option.pk for option in self.asked("not.coder")}
        return [
            row
            for row in self._rows
            if row.round in rounds
            and row.version in versions
            and row.coder not in left_out
            and (row.is_blind or not self.only_blind)
        ]

    @property
    def has_codings(self):
        """Whether there is anything to ask about."""
        return bool(self._rows)

    @cached_property
    def address(self):
        options = {name: [one.value for one in self.asked(name)] for name in NAMES}
        blind = ["only"] if self.only_blind else []
        seed = [str(self.seed)] if self.seed != SEED else []
        return Address(options | {"blind": blind, "seed": seed})

    @cached_property
    def sentence(self):
        """ "Agreement of submitted codings of round **Pilot** without **Ada**." """
        pieces = [("Agreement of submitted codings", False)]
        for name, words, link in CLAUSES:
            if options := self.asked(name):
                pieces += [(f" {words} ", False), *listed(options, link)]
        if self.only_blind:
            pieces += [(", ", False), ("only blind", True), (" ones", False)]
        return Sentence([*pieces, (".", False)])


CLAUSES = [
    ("dimension", "in", " and "),
    ("round", "of round", " or "),
    ("version", "under codebook", " or "),
    ("not.coder", "without", " and "),
]


def listed(options, link):
    pieces = []
    for option in options:
        pieces += [(link, False)] if pieces else []
        pieces.append((str(option), True))
    return pieces
