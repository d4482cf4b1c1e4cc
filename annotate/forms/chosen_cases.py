"""Which cases somebody means who pastes an address, or types their numbers."""

import re

from django.core.exceptions import ValidationError

from annotate.models import Case
from annotate.queries.question import Question

ADDRESS = re.compile(r"[^?=&]*\?")  # up to the question mark, of an address or of none
NUMBER = re.compile(r"PI-?0*([1-9][0-9]{0,8})", re.IGNORECASE)
NAMED_AT_MOST = 5


def answering(typed, user):
    """The Question of a pasted address or query string; “?” alone asks for all cases.

    Raises ValidationError in the words of the list, which refuses the same.
    """
    query = query_in(typed.strip())
    question = Question(query, user)
    if not question.is_valid:
        raise ValidationError([refusal.sentence for refusal in question.refusals])
    return question


def query_in(typed):
    if address := ADDRESS.match(typed):
        return typed[address.end() :].partition("#")[0]
    if "=" in typed:
        return typed
    raise ValidationError(
        f"There is no question in “{typed[:60]}”. Paste the address of a list, as /cases/?track=4."
    )


def numbered(typed, user):
    """The primary keys of cases named as `PI-0003, PI-7`. Raises ValidationError."""
    words = re.findall(r"[^\s,;]+", typed)
    found = {word: NUMBER.fullmatch(word) for word in words}
    if wrong := [word for word, match in found.items() if not match]:
        raise ValidationError(f"{named(wrong)}: a case is named by its number, as PI-0003.")
    pks = {word: int(match[1]) for word, match in found.items()}
    known = Case.objects.known_to(user).filter(pk__in=pks.values())
    known = set(known.values_list("pk", flat=True))
    if missing := [word for word, pk in pks.items() if pk not in known]:
        raise ValidationError(f"There is no case {named(missing)}.")
    return sorted(known)


def named(words):
    more = f" and {len(words) - NAMED_AT_MOST} more" if len(words) > NAMED_AT_MOST else ""
    return ", ".join(f"“{word[:60]}”" for word in words[:NAMED_AT_MOST]) + more
