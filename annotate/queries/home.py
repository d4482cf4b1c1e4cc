"""What the front page says of the dataset as it stands."""

import random
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min
from django.db.models.functions import Coalesce

from annotate.models import Case, CaseCountry, CodebookVersion, Evidence, Tag


@dataclass(frozen=True)
class Dataset:
    """Of the published cases that somebody may see. Years are None where no case has one."""

    cases: int
    first_year: int | None
    last_year: int | None
    changed_at: datetime | None
    countries: int
    with_many_tracks: int
    codebook: CodebookVersion | None


def dataset(user):
    """Four queries."""
    cases = Case.objects.visible_to(user).published()
    facts = cases.aggregate(
        cases=Count("pk"),
        first_year=Min("start_year"),
        last_year=Max(Coalesce("end_year", "start_year")),
        changed_at=Max("changed_at"),
    )
    within = CaseCountry.objects.filter(case__in=cases)
    tracks = Tag.objects.present().of("track").filter(case__in=cases).order_by().values("case")
    return Dataset(
        **facts,
        countries=within.aggregate(count=Count("country", distinct=True))["count"],
        with_many_tracks=tracks.annotate(count=Count("pk")).filter(count__gt=1).count(),
        codebook=CodebookVersion.objects.defer("snapshot").first(),
    )


OF_CLAIM = ["document", "tag__case", "tag__code__dimension", "tag__codebook_version"]
LONG = ["document__text", "tag__case__narrative", "tag__codebook_version__snapshot"]


@dataclass(frozen=True)
class Claim:
    """A tag with a passage it rests on: the `number`th of `count`, from 1."""

    evidence: Evidence
    number: int
    count: int


def claim(user, number=None):
    """The `number`th of people's claims in published cases, or any; None where there is none.

    Three queries, so that only one row is read in full.
    """
    tags = Tag.objects.coded().filter(case__in=Case.objects.visible_to(user).published())
    marked = Evidence.objects.filter(document__isnull=False, tag__in=tags)
    count = marked.count()
    if not count:
        return None
    if not number or not 1 <= number <= count:
        number = 1 + random.randrange(count)  # noqa: S311 (nobody gains by guessing it)
    pk = marked.order_by("pk").values_list("pk", flat=True)[number - 1]
    shown = Evidence.objects.select_related(*OF_CLAIM).defer(*LONG).get(pk=pk)
    return Claim(shown, number, count)


def another(claim):
    """The number of any other claim; of the same where there is but one."""
    step = random.randrange(1, max(claim.count, 2))  # noqa: S311
    return 1 + (claim.number - 1 + step) % claim.count
