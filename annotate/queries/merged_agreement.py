"""What agreement would have been, had two codes been one."""

from dataclasses import dataclass

from annotate.queries.reliability.answers import answers
from annotate.queries.reliability.codings import coding_rows, latest
from annotate.stats import answers as stats
from annotate.stats import report


@dataclass(frozen=True)
class Agreement:
    name: str
    report: report.Report

    @property
    def alpha(self):
        return self.report.figures["alpha"]

    @property
    def basis(self):
        return self.report.basis


def merged_agreement(code, into, user):
    """Of each code and of both as one, by submitted codings that `user` may read. Three queries."""
    rows = coding_rows(user)
    said = answers(rows, code.dimension, user)
    found = [said[row.pk] for row in latest([row for row in rows if row.pk in said])]
    both = frozenset([code.pk, into.pk])
    return [
        Agreement(str(code), of_code(found, code.pk)),
        Agreement(str(into), of_code(found, into.pk)),
        Agreement(f"{into}, merged", of_code([united(one, both) for one in found], both)),
    ]


def of_code(found, code):
    return report.of_code(stats.judged(stats.units_of(found), [code])[code])


def united(answer, codes):
    """As if `codes` were one code, which is called by their set.

    Present if any of them is; unclear if that cannot be told; not asked if none was.
    """
    one = frozenset([codes])
    present, unclear = answer.present & codes, answer.unclear & codes
    return answer._replace(
        asked=one if answer.asked & codes else frozenset(),
        present=one if present else frozenset(),
        unclear=one if unclear and not present else frozenset(),
    )
