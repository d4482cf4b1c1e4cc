"""Agreement on one code, from counts.

A coder says that a code is present (True) or absent (False); *cannot tell* and no coding are None.
Cases with the same counts are interchangeable, so a `tally` holds all there is to know:
`Counter({(present, absent): cases})`, without cases that fewer than two coders judged.
"""

from collections import Counter

from .agreement import NotComputable


def tally(ratings):
    """The tally of `ratings`, a list of cases, each a list of True, False and None."""
    counted = Counter((case.count(True), case.count(False)) for case in ratings)
    return Counter({counts: cases for counts, cases in counted.items() if sum(counts) > 1})


def alpha(tallied):
    """Krippendorff's nominal alpha; see `agreement.alpha`."""
    present, absent, split = sums(tallied)
    if not present + absent:
        raise NotComputable("No case was coded by two coders.")
    if not present or not absent:
        raise NotComputable("Every answer is the same, so agreement by chance is certain.")
    return 1 - (present + absent - 1) * split / (present * absent)


def sums(tallied):
    """Judgements of presence, of absence, and the pairs of both in each case over its others."""
    present = absent = split = 0
    for (yes, no), cases in tallied.items():
        present += cases * yes
        absent += cases * no
        split += cases * yes * no / (yes + no - 1)
    return present, absent, split


def prevalence(tallied):
    """The share of judgements that say present."""
    present, absent, _ = sums(tallied)
    if not present + absent:
        raise NotComputable("No case was coded by two coders.")
    return present / (present + absent)


def positive_agreement(tallied):
    """How often another coder says present where one does (Cicchetti and Feinstein 1990)."""
    present, _, split = sums(tallied)
    if not present:
        raise NotComputable("No coder found this code present.")
    return 1 - split / present


def negative_agreement(tallied):
    """How often another coder says absent where one does."""
    _, absent, split = sums(tallied)
    if not absent:
        raise NotComputable("No coder found this code absent.")
    return 1 - split / absent
