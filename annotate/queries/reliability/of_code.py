"""One code's agreement under each version of the codebook, for its page."""

from dataclasses import dataclass

from annotate.models import CodebookVersion
from annotate.stats import answers as stats
from annotate.stats import report

from .answers import answers
from .codings import coding_rows, latest
from .question import SEED


@dataclass(frozen=True)
class UnderVersion:
    version: CodebookVersion
    report: report.Report

    @property
    def alpha(self):
        return self.report.figures["alpha"]

    @property
    def status(self):
        return self.report.status("alpha")


def agreement_of(code, user):
    """`[UnderVersion]`, oldest first, of codings `user` may read. Four queries, one without any."""
    rows = coding_rows(user)
    if not rows:
        return []
    said = answers(rows, code.dimension, user)
    versions = CodebookVersion.objects.filter(codes=code, pk__in={row.version for row in rows})
    versions = versions.defer("snapshot").order_by("published_at", "pk")
    found = [UnderVersion(version, under(version, rows, said, code)) for version in versions]
    return [each for each in found if each.report.basis.cases]


def under(version, rows, said, code):
    mine = latest([row for row in rows if row.version == version.pk])
    units = stats.units_of(said[row.pk] for row in mine)
    return report.of_code(stats.judged(units, [code.pk])[code.pk], seed=SEED)
