"""Where the coders of one case differ. An answer is `(value, role)`; the role of a code that is
present may be "", and that of any other answer says nothing.

What coders wrote beside their answers (rationale, confidence, passages, notes) never differs.
"""

from collections import Counter
from itertools import groupby

PRESENT, ABSENT = "present", "absent"
VALUE, ROLE, NONE = "value", "role", ""


def difference(answers):
    """`VALUE` if not all say the same of the code; `ROLE` if all say it is present, but not how.

    >>> difference([("present", "lead"), ("absent", "")])
    'value'
    >>> difference([("present", "lead"), ("present", "supporting")])
    'role'
    """
    if len({value for value, _ in answers}) > 1:
        return VALUE
    roles = {role for value, role in answers if value == PRESENT}
    return ROLE if len(roles) > 1 else NONE


def tally(answers):
    """How they divide, most first: "2 to 1", or "3 different answers" where no two agree.

    >>> tally([("present", "lead"), ("absent", ""), ("present", "lead")])
    '2 to 1'
    """
    counts = sorted(Counter(map(_said, answers)).values(), reverse=True)
    if len(counts) > 1 and counts[0] == 1:
        return f"{len(counts)} different answers"
    return " to ".join(map(str, counts))


def _said(answer):
    value, role = answer
    return (value, role) if value == PRESENT else value


def differing(judgements, coders):
    """The codes on which `coders` differ. `judgements` are `(code, value, role)`; a code that a
    coder gave none is absent.

    >>> differing([("7", "present", "lead"), ("4", "present", "lead"), ("4", "present", "lead")], 2)
    {'7'}
    """
    found = set()
    for code, said in groupby(sorted(judgements), key=lambda row: row[0]):
        answers = [(value, role) for _, value, role in said]
        answers += [(ABSENT, "")] * (coders - len(answers))
        if difference(answers):
            found.add(code)
    return found
