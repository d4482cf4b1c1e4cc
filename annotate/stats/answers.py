"""What coders said of cases in one dimension, and the counts of which every figure is made.

A `unit` is the list of answers to one case, each by another coder.
"""

from collections import Counter, defaultdict
from itertools import chain, combinations
from typing import NamedTuple


class Answer(NamedTuple):
    """Of the codes `asked`, those `present` and those `unclear`; all others are absent.

    The three are frozensets. A code that was not asked is missing, as one that is unclear is.
    """

    case: object
    coder: object
    asked: frozenset
    present: frozenset
    unclear: frozenset

    @property
    def told(self):
        """The codes of which it says whether they are present."""
        return self.asked - self.unclear if self.unclear else self.asked


def units_of(answers):
    units = defaultdict(list)
    for answer in answers:
        units[answer.case].append(answer)
    return list(units.values())


def pairable(units):
    return [unit for unit in units if len(unit) > 1]


def judged(units, codes):
    """`{code: Counter({(present, absent): cases})}`, as `presence` takes it.

    Cases that one coder judged are in it too; those that nobody did are not.
    """
    touched, kinds = defaultdict(Counter), Counter()
    for unit in units:
        kind = frozenset(Counter(answer.told for answer in unit).items())
        kinds[kind] += 1
        present = Counter(chain.from_iterable(answer.present for answer in unit))
        for code, times in present.items():
            touched[code][kind, times] += 1
    return {code: counted(code, kinds, touched[code]) for code in codes}


def counted(code, kinds, touched):
    """`kinds` counts cases by how many coders told of which codes, `touched` only those in which
    somebody found the code.
    """
    found, left = Counter(), Counter(kinds)
    for (kind, present), cases in touched.items():
        found[present, tellers(kind, code) - present] += cases
        left[kind] -= cases
    for kind, cases in left.items():
        found[0, tellers(kind, code)] += cases
    return Counter({counts: cases for counts, cases in found.items() if cases and any(counts)})


def tellers(kind, code):
    return sum(times for told, times in kind if code in told)


def unclear_shares(answers, codes):
    """`{code: (said “cannot tell”, asked)}`, counted in codings."""
    unclear = Counter(chain.from_iterable(answer.unclear for answer in answers))
    sheets = Counter(answer.asked for answer in answers)
    asked = {code: sum(n for asked, n in sheets.items() if code in asked) for code in codes}
    return {code: (unclear[code], asked[code]) for code in codes}


def crossed(units, codes):
    """`{(coder, other): {code: Counter({(said one, said other): cases})}}`, as `pairs` takes it."""
    both = defaultdict(Counter)
    for unit in units:
        for one, other in combinations(sorted(unit, key=lambda answer: answer.coder), 2):
            told = (one.told, one.present, other.told, other.present)
            both[one.coder, other.coder][told] += 1
    return {pair: crossed_by_code(told, codes) for pair, told in sorted(both.items())}


def crossed_by_code(told, codes):
    tables, sheets = {code: Counter() for code in codes}, Counter()
    for (one_told, one, other_told, other), cases in told.items():
        shared = one_told if one_told == other_told else one_told & other_told
        sheets[shared] += cases
        for code in (one | other) & shared:
            tables[code][code in one, code in other] += cases
    for code, table in tables.items():
        absent = sum(n for shared, n in sheets.items() if code in shared) - table.total()
        if absent:
            table[False, False] = absent
    return tables


def sets(units, codes):
    """Ratings for `sets`: what of `codes` is present; None where any of them is unclear."""
    wanted, seen = frozenset(codes), {}

    def cut(answer):
        if answer.unclear and answer.unclear & wanted:
            return None
        return seen.setdefault(answer.present, answer.present & wanted)

    return [[cut(answer) for answer in unit] for unit in units]


def single(units, codes):
    """Ratings for “choose one”: a set of the one code, or the empty one where none applies.

    None where any code is unclear, or where the answer is not one of `codes`.
    """
    return [
        [
            None if answer.unclear or not answer.present <= codes else answer.present
            for answer in unit
        ]
        for unit in units
    ]
