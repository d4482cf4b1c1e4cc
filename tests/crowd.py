"""A crowd of cases that differ in every way a question can ask about, and random questions.

`Crowd.answer` says what a question means in plain Python, case by case; the product must agree.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from random import Random
from urllib.parse import parse_qsl, urlencode

from annotate.dates import DateRange, PartialDate
from annotate.models import Case, CaseCountry, Tag
from annotate.models.vocabularies import State, Visibility
from annotate.text import search_terms, terms

CASES = 300
COUNTRIES = ["COL", "ISR", "LBR", "TJK"]
CONFLICTS = ["Tajik civil war", "Guerre d'Élan", "Secret war"]
WORDS = ["peace", "council", "Élan", "talks", "mediators", "Oslo"]
SPECIAL = ["none", "cannot-tell", "missing"]


@dataclass
class Fact:
    """A case as a plain record. `present` and `unknown` map dimensions to code keys."""

    case: Case
    present: dict = field(default_factory=dict)
    unknown: dict = field(default_factory=dict)
    countries: set = field(default_factory=set)


# The same few texts are read for every case and question.
date_range = cache(DateRange.parse)
phrases_of = cache(search_terms)


@cache
def as_searched(text):
    return f" {' '.join(terms(text))} "


class Crowd:
    def __init__(self, world, seed=1):
        self.world, self.random = world, Random(seed)
        self.old = world.version
        world.dimension("phase", ["early", "late"], position=9, multi_valued=True)
        self.new = world.publish_codebook("2.0")
        self.dimensions = {
            key: {code.key: code for code in codes}
            for key, codes in groupby(self.codes(), key=lambda code: code.dimension.key)
        }
        self.asked_in = {key: {self.old.pk, self.new.pk} for key in self.dimensions}
        self.asked_in["phase"] = {self.new.pk}
        self.conflicts = [world.conflict(name) for name in CONFLICTS]
        self.facts = [Fact(self.case(number)) for number in range(CASES)]
        Case.objects.bulk_create([fact.case for fact in self.facts])
        self.tag_all()
        self.place_all()

    def codes(self):
        from annotate.models import Code

        return Code.objects.select_related("dimension").order_by("dimension__position", "position")

    def case(self, number):
        pick = self.random.choice
        state = pick([State.PUBLISHED] * 6 + list(State))
        start = pick([None, *(PartialDate(year) for year in range(1975, 2006))])
        if start and pick([True, False]):
            start = PartialDate(start.year, self.random.randint(1, 12))
        return Case(
            slug=f"crowd-{number}",
            title=" ".join(self.random.sample(WORDS, 2)),
            start=start,
            state=state,
            return_reason="Not yet." if state == State.RETURNED else "",
            visibility=pick([Visibility.PUBLIC] * 6 + list(Visibility)),
            conflict=pick([*self.conflicts[:2], None]),
            owner=pick([self.world.ada, self.world.ben]),
            codebook_version=pick([self.old, self.new]) if state in State.answered() else None,
        )

    def tag_all(self):
        tags = []
        for fact in self.facts:
            for key, codes in self.dimensions.items():
                for code in self.random.sample(list(codes), self.random.randint(0, 2)):
                    certainty = self.random.choice(["present"] * 5 + ["cannot-tell"])
                    known = fact.present if certainty == "present" else fact.unknown
                    known.setdefault(key, set()).add(code)
                    tags.append(Tag(case=fact.case, code=codes[code], certainty=certainty))
        Tag.objects.bulk_create(tags)

    def place_all(self):
        rows = []
        for fact in self.facts:
            fact.countries = set(self.random.sample(COUNTRIES, self.random.randint(0, 2)))
            rows += [
                CaseCountry(case=fact.case, country=self.world.country(key))
                for key in sorted(fact.countries)
            ]
        CaseCountry.objects.bulk_create(rows)

    # What a question means

    def answer(self, query, user):
        """The primary keys of the cases that `query` asks for, of those `user` may see."""
        asked = parse_qsl(query)
        return {
            fact.case.pk
            for fact in self.facts
            if self.may_see(user, fact.case) and self.fits(fact, asked)
        }

    def may_see(self, user, case):
        role = getattr(user, "role", "")
        if role in ("curator", "admin"):
            return True
        if role == "researcher":
            return case.visibility != Visibility.RESTRICTED or case.owner_id == user.pk
        return case.state == State.PUBLISHED and case.visibility == Visibility.PUBLIC

    def fits(self, fact, asked):
        modes = {name.removesuffix(".mode"): mode for name, mode in asked if ".mode" in name}
        positive, negative = {}, {}
        for name, value in asked:
            if name.startswith("not."):
                negative.setdefault(name.removeprefix("not."), []).append(value)
            elif ".mode" not in name:
                positive.setdefault(name, []).append(value)
        return all(
            (all if modes.get(name) == "all" else any)(self.has(fact, name, v) for v in values)
            for name, values in positive.items()
        ) and not any(
            self.has(fact, name, value) for name, values in negative.items() for value in values
        )

    def has(self, fact, name, value):
        if name in self.dimensions:
            return self.has_answer(fact, name, value)
        return getattr(self, f"has_{name}")(fact, value)

    def has_answer(self, fact, key, value):
        present, unknown = fact.present.get(key, set()), fact.unknown.get(key, set())
        coded = fact.case.codebook_version_id in self.asked_in[key]
        if value in SPECIAL:
            untagged = not present and not unknown
            return {
                "none": untagged and coded,
                "cannot-tell": bool(unknown),
                "missing": untagged and not coded,
            }[value]
        numbers = {str(code.number): code.key for code in self.dimensions[key].values()}
        return numbers.get(value, value) in present

    def has_country(self, fact, value):
        return not fact.countries if value == "missing" else value in fact.countries

    def has_conflict(self, fact, value):
        return str(fact.case.conflict_id or "missing") == value

    def has_decade(self, fact, value):
        start = fact.case.start
        return str(start.year // 10 * 10 if start else "missing") == value

    def has_state(self, fact, value):
        return fact.case.state == value

    def has_start(self, fact, value):
        if value == "missing" or not fact.case.start:
            return value == "missing" and not fact.case.start
        asked, start = date_range(value), fact.case.start
        return (not asked.latest or start.earliest <= asked.latest) and (
            not asked.earliest or start.latest >= asked.earliest
        )

    def has_q(self, fact, value):
        conflict = fact.case.conflict.name if fact.case.conflict else ""
        texts = [as_searched(text) for text in (fact.case.title, conflict)]
        phrases = [f" {' '.join(phrase)} " for phrase in phrases_of(value)]
        return all(any(phrase in text for text in texts) for phrase in phrases)

    # What one may ask

    def question(self):
        """A random query string."""
        keys = [*self.dimensions, "country", "conflict", "decade", "state"]
        asked = [self.facet(key) for key in self.random.sample(keys, self.random.randint(0, 3))]
        asked += self.random.choice([[], [], [("start", self.range())]])
        asked += self.random.choice([[], [], [], [("q", self.words())]])
        return urlencode([pair for pairs in asked for pair in self.pairs(pairs)])

    def pairs(self, asked):
        return asked if isinstance(asked, list) else [asked]

    def facet(self, key):
        values = self.values(key)
        chosen = self.random.sample(values, self.random.randint(1, min(3, len(values))))
        pairs = [(key, value) for value in chosen]
        if self.random.random() < 0.3:
            pairs.append((f"{key}.mode", self.random.choice(["any", "all"])))
        if self.random.random() < 0.4:
            pairs = [(f"not.{key}", value) for value in chosen]
        return pairs

    def values(self, key):
        if key in self.dimensions:
            return [code.address_key for code in self.dimensions[key].values()] + SPECIAL
        return {
            "country": [*COUNTRIES, "missing"],
            "conflict": [*(str(conflict.pk) for conflict in self.conflicts[:2]), "missing"],
            "decade": ["1970", "1980", "1990", "2000", "missing"],
            "state": [state.value for state in State],
        }[key]

    def range(self):
        first = self.random.randint(1970, 2000)
        return self.random.choice(
            [f"{first}..", f"..{first}", f"{first}..{first + 9}", f"{first}-06..", "missing"]
        )

    def words(self):
        return self.random.choice(["peace", '"Oslo talks"', "elan", "mediator peace", "nothing"])
