"""The codings that wait for a person, with how far they are."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from annotate.models import Case, CodebookVersion, Coding, Judgement

from .coding import Due


@dataclass(frozen=True)
class Given:
    """`answered` of `questions`: dimensions, as on the status line of the workbench."""

    coding: Coding
    due: Due | None
    answered: int
    questions: int


def given_to(user):
    """Those to be answered, what is due first at the top. One query."""
    cases = Case.objects.known_to(user).order_by()
    codings = Coding.objects.visible_to(user).of(user).unfinished()
    rows = codings.filter(case__in=cases.values("pk")).select_related("case", "round")
    rows = rows.annotate(judged=JUDGED, silent=SILENT, asked=ASKED)
    return [
        Given(row, Due.of(row), row.judged + row.silent, row.asked)
        for row in rows.order_by(F("due_on").asc(nulls_last=True), "assigned_at", "pk")
    ]


def counted(rows, key, what):
    """How many different `what` the rows with this `key` have, as a column of a coding."""
    of_coding = rows.order_by().values(key).annotate(found=Count(what, distinct=True))
    return Coalesce(Subquery(of_coding.values("found")), 0)


JUDGED = counted(Judgement.objects.filter(coding=OuterRef("pk")), "coding", "code__dimension")
SILENT = counted(
    Coding.none_apply.through.objects.filter(coding=OuterRef("pk")), "coding", "dimension"
)
ASKED = counted(
    CodebookVersion.codes.through.objects.filter(
        codebookversion=OuterRef("codebook_version"), code__dimension__derived=False
    ),
    "codebookversion",
    "code__dimension",
)
