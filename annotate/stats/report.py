"""One code's or one dimension's figures, each with the reason where there is no number."""

from collections import Counter
from functools import lru_cache
from statistics import fmean
from typing import NamedTuple

from . import agreement, pairs, presence, sets
from .agreement import NotComputable
from .bootstrap import interval

LEAST_CASES, LEAST_POSITIVES = 20, 5
RESAMPLES = 2000

OK, TOO_FEW, UNDEFINED = "ok", "too few", "undefined"


class Figure(NamedTuple):
    """A number, or `why` there is none. `low` and `high` bound its interval, if it has one."""

    value: float | None
    why: str = ""
    low: float | None = None
    high: float | None = None


class Basis(NamedTuple):
    """What figures rest on: cases with two answers or more, those answers, the positive ones."""

    cases: int
    codings: int
    positives: int

    @property
    def is_enough(self):
        return self.cases >= LEAST_CASES and self.positives >= LEAST_POSITIVES


class Report(NamedTuple):
    """`figures` by the keys of `formulas`."""

    basis: Basis
    figures: dict

    def status(self, key):
        if self.figures[key].value is None:
            return UNDEFINED
        return OK if self.basis.is_enough else TOO_FEW


def figure(measure, *given):
    try:
        return Figure(measure(*given))
    except NotComputable as undefined:
        return Figure(None, str(undefined))


def of_code(counted, *, seed=None):
    """From one code of `answers.judged`. Without a seed alpha has no interval."""
    tallied = presence.pairable(counted)
    figures = {key: figure(measure, tallied) for key, measure in OF_CODE.items()}
    if seed is not None and figures["alpha"].value is not None:
        figures["alpha"] = with_interval(figures["alpha"], tallied, seed)
    # Gwet learns how common a code is from cases coded once, too.
    figures["ac1"] = figure(presence.ac1, counted)
    return Report(basis_of_code(tallied), figures)


OF_CODE = {
    "alpha": presence.alpha,
    "prevalence": presence.prevalence,
    "positive_agreement": presence.positive_agreement,
    "negative_agreement": presence.negative_agreement,
    "percent": presence.percent,
    "fleiss": presence.fleiss,
}


def basis_of_code(tallied):
    judgements = sum(cases * sum(counts) for counts, cases in tallied.items())
    present = sum(cases * yes for (yes, _), cases in tallied.items())
    return Basis(tallied.total(), judgements, present)


def with_interval(alpha, tallied, seed):
    low, high, why = bounds(frozenset(tallied.items()), seed)
    return Figure(alpha.value, why, low, high)


@lru_cache(maxsize=2000)
def bounds(kinds, seed):
    """Of alpha; the same for the same counts, in whatever order cases came."""
    try:
        tallied = Counter(dict(sorted(kinds)))
        return *interval(tallied, presence.alpha, resamples=RESAMPLES, seed=seed), ""
    except NotComputable as undefined:
        return None, None, str(undefined)


def of_pair(table):
    """Cohen's kappa of two coders on one code, from one table of `answers.crossed`."""
    cases = table.total()
    present = sum(times * sum(said) for said, times in table.items())
    return Report(Basis(cases, 2 * cases, present), {"cohen": figure(pairs.cohen, table)})


def of_sets(ratings):
    """The figures of a dimension of several answers, from `answers.sets`."""
    figures = set_alphas(ratings, SETS)
    figures["set_percent"] = figure(agreement.percent, ratings)
    figures["set_multi_valued"] = figure(sets.multi_valued_alpha, ratings)
    return Report(basis_of_answers(ratings), figures)


def of_sets_in_short(ratings):
    """Only the first of them."""
    return Report(basis_of_answers(ratings), set_alphas(ratings, ["set_masi"]))


SETS = {
    "set_masi": sets.masi_by_size,
    "set_jaccard": sets.jaccard_by_size,
    "set_exact": sets.exact_by_size,
}


def set_alphas(ratings, keys):
    try:
        alphas = sets.alphas(ratings, [SETS[key] for key in keys])
        return {key: Figure(alpha) for key, alpha in zip(keys, alphas, strict=True)}
    except NotComputable as undefined:
        return {key: Figure(None, str(undefined)) for key in keys}


def of_single(ratings):
    """Of a dimension of one answer, from `answers.single`."""
    figures = {key: figure(of, ratings) for key, of in SINGLE.items()}
    return Report(basis_of_answers(ratings), figures)


SINGLE = {"nominal": agreement.alpha, "nominal_percent": agreement.percent}


def basis_of_answers(ratings):
    try:
        units = agreement.pairable(ratings)
    except NotComputable:
        units = []
    return Basis(len(units), sum(map(len, units)), sum(sum(map(bool, unit)) for unit in units))


class Summary(NamedTuple):
    """Over the codes that can be judged: how many, the mean of their alphas, the worst of them."""

    judged: int
    mean: Figure
    worst: object


def summary(reports):
    """`reports`: `{code: Report}`."""
    alphas = {
        code: report.figures["alpha"].value
        for code, report in reports.items()
        if report.status("alpha") == OK
    }
    if not alphas:
        return Summary(0, Figure(None, "No code can be judged yet."), None)
    return Summary(len(alphas), Figure(fmean(alphas.values())), min(alphas, key=alphas.get))
