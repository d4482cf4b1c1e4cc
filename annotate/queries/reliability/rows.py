"""Every figure as a row of a table, with its formula and what was asked."""

from typing import NamedTuple

from annotate.stats.formulas import FORMULAS, INTERVAL
from annotate.stats.report import OK, RESAMPLES, UNDEFINED, Basis, Figure

from .report import DimensionReport

COLUMNS = {
    "dimension": "Key of the dimension.",
    "code": "Full key of the code; blank for figures of whole answers; two, of codes swapped.",
    "among": "Whose codings: blank for all, else the pair of coders, the round, the version of the"
    " codebook, or the coder left out.",
    "measure": "Key of the figure, as in the table of formulas.",
    "value": "The figure; blank where it is undefined.",
    "low": "Lower end of its interval, where it has one.",
    "high": "Upper end of its interval.",
    "n_cases": "Cases that two coders or more judged.",
    "n_codings": "Judgements of those cases.",
    "positives": "Those of them that say present; of whole answers, those that are not empty.",
    "status": "ok; too few; undefined.",
    "why": "Why there is no figure, or no interval.",
    "name": "Name of the figure.",
    "formula": "How it is computed.",
    "version": "Version of the formula.",
    "paper": "Where the formula comes from.",
    "interval": "How the interval was found, where there is one.",
    "seed": "Seed of the resampling.",
    "resamples": "How often cases were drawn again.",
    "asked": "The question, as a query string.",
    "sentence": "The question, in words.",
}

NO_CASES = Basis(None, None, None)


class Row(NamedTuple):
    """What tells one figure from another; the rest of its line follows from the formula."""

    code: str
    among: str
    measure: str
    figure: Figure
    basis: Basis
    status: str


def lines(question):
    """The cells of every row, dimension by dimension: all of them where none is asked for."""
    for option in question.asked("dimension") or question.options("dimension"):
        report = DimensionReport(question, option)
        for row in rows(report):
            yield cells(row, report.dimension.key, question)


def cells(row, dimension, question):
    formula, figure = FORMULAS[row.measure], row.figure
    drawn = [INTERVAL, question.seed, RESAMPLES] if figure.low is not None else ["", "", ""]
    values = [figure.value, figure.low, figure.high, *row.basis]
    return [
        dimension,
        row.code,
        row.among,
        row.measure,
        *("" if value is None else value for value in values),
        row.status,
        figure.why,
        formula.name,
        formula.formula,
        formula.version,
        formula.paper,
        *drawn,
        str(question.address),
        str(question.sentence),
    ]


def rows(report):
    yield from of_summary(report.summary, "")
    yield from of_report(report.whole, "", "")
    for row in report.code_rows:
        yield from of_report(row.report, row.code.full_key, "")
        if row.asked:
            yield plain(row.code.full_key, "cannot_tell", row.unclear_share, row.report.basis)
    for one, other, by_code in report.pairs:
        for code, found in by_code:
            yield from of_report(found, code.full_key, f"{one.value} and {other.value}")
    for part in [*report.by_round, *report.by_version, *report.without_coder]:
        among = f"{part.parameter}={part.option.value}"
        yield from of_summary(part.summary, among)
        yield from of_report(part.whole, "", among)
    for pair in report.confused:
        codes = f"{pair.one.full_key} and {pair.other.full_key}"
        yield plain(codes, "swaps", pair.swaps, NO_CASES)
        yield plain(codes, "swaps_expected", pair.expected, NO_CASES)


def of_summary(summary, among):
    status = OK if summary.judged else UNDEFINED
    yield Row("", among, "macro_alpha", summary.mean, NO_CASES, status)


def of_report(report, code, among):
    for measure, figure in report.figures.items():
        yield Row(code, among, measure, figure, report.basis, report.status(measure))


def plain(code, measure, value, basis):
    return Row(code, "", measure, Figure(value), basis, OK)
