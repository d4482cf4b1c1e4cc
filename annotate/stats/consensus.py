"""One answer out of several coders'. `answers` is a list of anything hashable, one per coder."""

from collections import Counter

AT_LEAST = 2  # coders, before one can speak of agreement


def agreed(answers):
    """The answer that all gave; None if they differ or fewer than two answered.

    >>> agreed(["present", "present"])
    'present'
    """
    return answers[0] if len(answers) >= AT_LEAST and len(set(answers)) == 1 else None


def majority(answers):
    """The answer that more than half of at least two coders gave; None if there is none.

    >>> majority(["present", "absent", "present"])
    'present'
    """
    if len(answers) < AT_LEAST:
        return None
    answer, times = Counter(answers).most_common(1)[0]
    return answer if 2 * times > len(answers) else None
