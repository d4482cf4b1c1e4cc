"""Agreement on one code, from counts.

A coder says that a code is present (True) or absent (False); *cannot tell* and no coding are None.
Cases with the same counts are interchangeable, so a `tally` holds all there is to know:
`Counter({(present, absent): cases})`, without cases that fewer than two coders judged.
"""

from collections import Counter

from .agreement import NotComputable, beyond


def tally(ratings):
    """The tally of `ratings`, a list of cases, each a list of True, False and None."""
    return pairable(Counter((case.count(True), case.count(False)) for case in ratings))


def pairable(counted):
    """Without the cases that fewer than two coders judged."""
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


def percent(tallied):
    """See `agreement.percent`."""
    if not tallied:
        raise NotComputable("No case was coded by two coders.")
    return sum(cases * same_share(*counts) for counts, cases in tallied.items()) / tallied.total()


def same_share(present, absent):
    judged = present + absent
    return (present * (present - 1) + absent * (absent - 1)) / (judged * (judged - 1))


def fleiss(tallied):
    """See `agreement.fleiss`."""
    if len({sum(counts) for counts in tallied}) > 1:
        raise NotComputable("Fleiss' kappa needs the same number of codings for every case.")
    share = prevalence(tallied)
    return beyond(percent(tallied), share**2 + (1 - share) ** 2)


def ac1(counted):
    """See `agreement.ac1`; `counted` is a tally that also holds cases judged once."""
    agreed = percent(pairable(counted))
    shares = sum(cases * yes / (yes + no) for (yes, no), cases in counted.items())
    share = shares / counted.total()
    return beyond(agreed, 2 * share * (1 - share))
