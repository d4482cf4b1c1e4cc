"""How far coders agree in one dimension: per code, as sets, by round, and where they differ."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import floor
from operator import attrgetter

from annotate.models import Case, Code, Dimension
from annotate.queries.address import Address
from annotate.stats import answers as stats
from annotate.stats import report
from annotate.stats.confusion import confusions

from .answers import answers
from .codings import latest

CONFUSIONS_SHOWN, CASES_SHOWN = 10, 5


@dataclass(frozen=True)
class CodeRow:
    code: Code
    report: report.Report
    unclear: int
    asked: int

    @property
    def alpha(self):
        return self.report.figures["alpha"]

    @property
    def status(self):
        return self.report.status("alpha")

    @property
    def unclear_share(self):
        return self.unclear / self.asked if self.asked else None


@dataclass(frozen=True)
class Part:
    """The agreement of some of the codings: of one round, one version, or without one coder.

    `address` asks for all about it.
    """

    parameter: str
    option: object
    address: Address
    summary: report.Summary
    whole: report.Report
    worst: Code | None


@dataclass(frozen=True)
class Confused:
    one: Code
    other: Code
    swaps: int
    expected: float
    cases: int
    examples: list


class DimensionReport:
    """Of a valid question. Five queries, two more for the cases that show a confusion."""

    def __init__(self, question, option):
        self.question = question
        self.dimension = Dimension.objects.get(pk=option.pk)
        self._answers = answers(question.rows, option.pk, question.user)
        self._rows = [row for row in question.rows if row.pk in self._answers]

    @cached_property
    def _standing(self):
        return [self._answers[row.pk] for row in latest(self._rows)]

    @cached_property
    def _units(self):
        return stats.units_of(self._standing)

    @cached_property
    def codes(self):
        """Those any of the codings was asked, in the codebook's order; of none, those in use."""
        asked = frozenset().union(*(answer.asked for answer in self._standing))
        codes = self.dimension.codes.select_related("dimension", "parent")
        return list(codes.filter(pk__in=asked) if asked else codes.active())

    @cached_property
    def _by_pk(self):
        return {code.pk: code for code in self.codes}

    @cached_property
    def shared(self):
        """Codes that every coding was asked. Whole answers are compared in these only."""
        sheets = {answer.asked for answer in self._standing}
        return frozenset.intersection(*sheets) if sheets else frozenset()

    @property
    def unshared(self):
        return [code for code in self.codes if self.shared and code.pk not in self.shared]

    @cached_property
    def by_code(self):
        return reports_of(self._units, self._by_pk, seed=self.question.seed)

    @cached_property
    def code_rows(self):
        unclear = stats.unclear_shares(self._standing, self._by_pk)
        return [CodeRow(code, self.by_code[code.pk], *unclear[code.pk]) for code in self.codes]

    @cached_property
    def summary(self):
        return report.summary(self.by_code)

    @cached_property
    def least(self):
        """Where the scale of the drawn alphas begins: at 0, or below in steps of a fifth."""
        ends = [end for row in self.code_rows for end in (row.alpha.low, row.alpha.value)]
        return floor(5 * min([0, *(end for end in ends if end is not None)])) / 5

    @property
    def worst(self):
        return next((row for row in self.code_rows if row.code.pk == self.summary.worst), None)

    @cached_property
    def whole(self):
        return self._whole(self._units, report.of_sets)

    def _whole(self, units, of_sets):
        if self.dimension.multi_valued:
            return of_sets(stats.sets(units, self.shared))
        return report.of_single(stats.single(units, self.shared))

    @property
    def cases(self):
        return len(stats.pairable(self._units))

    @property
    def codings(self):
        return len(self._standing)

    @property
    def coders(self):
        return len({answer.coder for answer in self._standing})

    @cached_property
    def by_round(self):
        return self._parts("round", attrgetter("round"))

    @cached_property
    def by_version(self):
        return self._parts("version", attrgetter("version"))

    def _parts(self, parameter, key):
        groups = defaultdict(list)
        for row in self._rows:
            groups[key(row)].append(row)
        options = [one for one in self.question.options(parameter) if one.pk in groups]
        return [self._part(parameter, option, groups[option.pk]) for option in options]

    @cached_property
    def without_coder(self):
        """Empty for two coders, of whom one alone leaves nothing to compare."""
        coders = {answer.coder for answer in self._standing}
        options = [one for one in self.question.options("not.coder") if one.pk in coders]
        if len(options) < 3:
            return []
        return [
            self._part("not.coder", one, [row for row in self._rows if row.coder != one.pk])
            for one in options
        ]

    def _part(self, parameter, option, rows):
        units = stats.units_of(self._answers[row.pk] for row in latest(rows))
        summary = report.summary(reports_of(units, self._by_pk))
        worst = self._by_pk.get(summary.worst)
        return Part(
            parameter,
            option,
            self._narrowed(parameter, option),
            summary,
            self._whole(units, report.of_sets_in_short),
            worst,
        )

    def _narrowed(self, parameter, option):
        address = self.question.address
        others = address[parameter] if parameter == "not.coder" else []
        return address.but({parameter: [*others, option.value]})

    @cached_property
    def pairs(self):
        """`[(coder, coder, [(code, Report)])]`, for Cohen's kappa."""
        names = {option.pk: option for option in self.question.options("not.coder")}
        return [
            (names[one], names[other], [(code, report.of_pair(by[code.pk])) for code in self.codes])
            for (one, other), by in stats.crossed(self._units, self._by_pk).items()
        ]

    @property
    def kappas(self):
        """`[(code row, its Report of each pair)]`."""
        by_code = [[found for _, found in by] for _, _, by in self.pairs]
        return [(row, list(found)) for row, *found in zip(self.code_rows, *by_code, strict=True)]

    @property
    def reasons(self):
        """Why some figures of codes are undefined, each reason once."""
        reports = [row.report for row in self.code_rows]
        reports += [found for _, _, by in self.pairs for _, found in by]
        figures = [figure for each in reports for figure in each.figures.values()]
        return list(dict.fromkeys(one.why for one in figures if one.value is None))

    @cached_property
    def confused(self):
        """The codes most often taken for one another, with some cases one may see."""
        found = confusions(self._units)[:CONFUSIONS_SHOWN]
        wanted = {pk for pair in found for pk in pair.cases[:CASES_SHOWN]}
        visible = Case.objects.visible_to(self.question.user)
        cases = visible.only("title").in_bulk(wanted) if wanted else {}
        return [self._confused(pair, cases) for pair in found]

    def _confused(self, pair, cases):
        one, other = (self._by_pk[pk] for pk in pair.codes)
        examples = [cases[pk] for pk in pair.cases[:CASES_SHOWN] if pk in cases]
        return Confused(one, other, pair.swaps, pair.expected, len(pair.cases), examples)


def reports_of(units, codes, *, seed=None):
    """`{pk of code: Report}`."""
    judged = stats.judged(units, codes)
    return {code: report.of_code(judged[code], seed=seed) for code in codes}
