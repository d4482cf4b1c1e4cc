"""What every figure is called, how it is computed, and from which paper; shown and exported.

A formula's version goes up when the same codings would give another number.
"""

from typing import NamedTuple


class Formula(NamedTuple):
    key: str
    name: str
    formula: str
    paper: str
    version: str = "1"


ALPHA = "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability"
MULTI_VALUED = (
    "Krippendorff and Craggs 2016, The Reliability of Multi-Valued Coding of Data,"
    " Communication Methods and Measures 10"
)
SPECIFIC = (
    "Cicchetti and Feinstein 1990, High agreement but low kappa II, J. Clinical Epidemiology 43"
)
OURS = "Multitrack"

FORMULAS = {
    formula.key: formula
    for formula in [
        Formula("alpha", "Alpha", "1 − Do/De, nominal: present or absent", ALPHA),
        Formula(
            "macro_alpha", "Mean alpha", "mean of alpha over the codes that can be judged", OURS
        ),
        Formula("prevalence", "Prevalence", "judgements present / all judgements", OURS),
        Formula(
            "positive_agreement",
            "Positive agreement",
            "how often another coder says present where one does",
            SPECIFIC,
        ),
        Formula(
            "negative_agreement",
            "Negative agreement",
            "how often another coder says absent where one does",
            SPECIFIC,
        ),
        Formula(
            "percent",
            "Percent agreement",
            "pairs of coders who said the same / all pairs, mean over cases",
            "Fleiss 1971, Measuring nominal scale agreement, Psychological Bulletin 76",
        ),
        Formula(
            "cohen",
            "Cohen's kappa",
            "(Po − Pe) / (1 − Pe), Pe from each coder's own shares",
            "Cohen 1960, A coefficient of agreement for nominal scales,"
            " Educational and Psychological Measurement 20",
        ),
        Formula(
            "fleiss",
            "Fleiss' kappa",
            "(Po − Pe) / (1 − Pe), Pe from the shares of all coders",
            "Fleiss 1971, Measuring nominal scale agreement, Psychological Bulletin 76",
        ),
        Formula(
            "ac1",
            "Gwet's AC1",
            "(Po − Pe) / (1 − Pe), Pe = 2π(1 − π); cases coded once count for π",
            "Gwet 2008, Computing inter-rater reliability and its variance, British J. of"
            " Mathematical and Statistical Psychology 61; Gwet 2014 for missing codings",
        ),
        Formula("cannot_tell", "Cannot tell", "codings that say “cannot tell” / asked", OURS),
        Formula(
            "set_masi",
            "Alpha with MASI",
            "1 − Do/De with distance 1 − J·M",
            "Passonneau 2006, Measuring Agreement on Set-valued Items (MASI), LREC; " + ALPHA,
        ),
        Formula(
            "set_jaccard",
            "Alpha with Jaccard",
            "1 − Do/De with distance 1 − |A∩B|/|A∪B|",
            "Jaccard 1912, The distribution of the flora in the alpine zone; " + ALPHA,
        ),
        Formula(
            "set_exact", "Alpha with exact match", "1 − Do/De with distance 0 if equal, or 1", ALPHA
        ),
        Formula(
            "set_percent",
            "Exact match",
            "pairs of coders with equal sets / all pairs, mean over cases",
            "Fleiss 1971, Measuring nominal scale agreement, Psychological Bulletin 76",
        ),
        Formula(
            "set_multi_valued",
            "Multi-valued alpha",
            "1 − Do/De with distance 1 − 2|A∩B|/(|A|+|B|), De from sizes of sets, then codes",
            MULTI_VALUED,
        ),
        Formula(
            "nominal", "Alpha of the one answer", "1 − Do/De, nominal; none is an answer", ALPHA
        ),
        Formula(
            "nominal_percent",
            "Percent agreement on the one answer",
            "pairs of coders with the same answer / all pairs, mean over cases",
            "Fleiss 1971, Measuring nominal scale agreement, Psychological Bulletin 76",
        ),
        Formula(
            "swaps",
            "Swaps",
            "pairs of coders of whom one says X and not Y, the other Y and not X",
            OURS,
        ),
        Formula(
            "swaps_expected",
            "Swaps expected",
            "pairs of coders × share that differ on X × share that differ on Y / 2",
            OURS,
        ),
    ]
}
INTERVAL = (
    "95 % percentile bootstrap over cases (Efron 1979, Bootstrap methods: another look at the"
    " jackknife, Annals of Statistics 7)"
)
