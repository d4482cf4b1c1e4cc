"""Invented cases in any number, to see how pages and exports do with a large dataset.

They are recombined from the cases there are, so distributions stay realistic. They are not data:
they have no history, and their titles say so.
"""

from dataclasses import dataclass
from random import Random

from django.db import transaction

from annotate.dates import PartialDate
from annotate.models import Case, CaseCountry, Citation, Participation, Tag

from .indexing import index_all

BATCH_CASES = 1000
SHIFT_YEARS = 12
# What a case may take from another one without contradicting what is derived from the rest.
INDEPENDENT = frozenset(["phase", "game_level", "ratification", "status", "outcome", "durability"])


class NothingToRecombine(Exception):
    """There is no published case to make others from."""


@dataclass(frozen=True)
class Model:
    """A real case and its parts."""

    case: Case
    tags: list[Tag]
    countries: list[CaseCountry]
    participations: list[Participation]
    citations: list[Citation]


def generate(count, *, seed):
    """Make `count` published cases; yields how many there are after each batch.

    The same seed on the same dataset makes the same cases. Raises NothingToRecombine.
    """
    random, models = Random(seed), _models()  # noqa: S311
    if not models:
        raise NothingToRecombine("Load the initiatives first: manage.py load_initiatives.")
    there = Case.objects.filter(slug__startswith=f"generated-{seed}-").count()
    for done in range(0, count, BATCH_CASES):
        batch = range(done, min(done + BATCH_CASES, count))
        recipes = [(random.choice(models), random.choice(models), there + n + 1) for n in batch]
        _make(recipes, seed, random)
        yield batch[-1] + 1


def _models():
    cases = Case.objects.published().exclude(slug__startswith="generated-")
    parts = ["tags__code__dimension", "case_countries", "participations", "citations"]
    return [
        Model(
            case,
            list(case.tags.all()),
            list(case.case_countries.all()),
            list(case.participations.all()),
            list(case.citations.all()),
        )
        for case in cases.select_related("conflict").prefetch_related(*parts)
    ]


@transaction.atomic
def _make(recipes, seed, random):
    cases = [_case(model, number, seed, random) for model, _, number in recipes]
    Case.objects.bulk_create(cases)
    made = list(zip(cases, recipes, strict=True))
    _copies(Tag, [(c, _tags(model, other)) for c, (model, other, _) in made])
    _copies(CaseCountry, [(c, model.countries) for c, (model, _, _) in made])
    _copies(Participation, [(c, model.participations) for c, (model, _, _) in made])
    _copies(Citation, [(c, model.citations) for c, (model, _, _) in made])
    index_all(Case.objects.filter(pk__in=[case.pk for case in cases]))


def _case(model, number, seed, random):
    years = random.randint(-SHIFT_YEARS, SHIFT_YEARS)
    fields = "summary narrative conflict ongoing state visibility codebook_version".split()
    return Case(
        slug=f"generated-{seed}-{number}",
        title=f"{model.case.title} (generated {number})"[:255],
        start=_shifted(model.case.start, years),
        end=_shifted(model.case.end, years),
        **{name: getattr(model.case, name) for name in fields},
    )


def _shifted(date, years):
    """The date some years on; a 29 February becomes the month."""
    if not date:
        return None
    is_leap_day = (date.month, date.day) == (2, 29)
    return PartialDate(date.year + years, date.month, 0 if is_leap_day else date.day)


def _tags(model, other):
    """The tags of `model`, with the answers of `other` in the independent dimensions."""
    own = [tag for tag in model.tags if tag.code.dimension.key not in INDEPENDENT]
    return own + [tag for tag in other.tags if tag.code.dimension.key in INDEPENDENT]


def _copies(model, parts):
    """Copies of parts, each for its new case."""
    names = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "case")]
    rows = [
        model(case=case, **{name: getattr(part, name) for name in names})
        for case, originals in parts
        for part in originals
    ]
    model.objects.bulk_create(rows, batch_size=1000)
