"""Parts of JSON-LD: one thing or several, a string or an object, with or without “@”."""

import json
from datetime import UTC, datetime

from annotate.text import normalise

MOST_SHOWN_CHARS = 60


class NotUnderstood(ValueError):
    """Its text says where in the file, what was expected there, and what was found."""

    @classmethod
    def instead_of(cls, expected, found):
        return cls(f"expected {expected}, found {_shown(found)}.")


def _shown(value):
    try:
        shown = json.dumps(value, ensure_ascii=False)
    except RecursionError:  # nested as deep as can be read
        return "…"
    return shown if len(shown) <= MOST_SHOWN_CHARS else f"{shown[:MOST_SHOWN_CHARS]}…"


def several(value):
    """JSON-LD writes one thing with or without brackets, and none in three ways."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def is_a(thing, kind):
    return isinstance(thing, dict) and kind in several(thing.get("type", thing.get("@type")))


def address_of(thing, what):
    """The IRI of something given by it, or as an object with it."""
    found = thing.get("id", thing.get("@id")) if isinstance(thing, dict) else thing
    if not isinstance(found, str) or not found:
        raise NotUnderstood.instead_of(f"the address of {what}", thing)
    return found


def text_at(thing, name):
    value = thing.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise NotUnderstood.instead_of(f"text as “{name}”", value)
    return normalise(value)


def count_at(thing, name):
    value = thing.get(name)
    if type(value) is not int or value < 0:
        raise NotUnderstood.instead_of(f"a whole number from 0 as “{name}”", value)
    return value


def time_at(thing, name):
    """In UTC, which the standard asks for; without a time zone it is taken as that."""
    value = thing.get(name)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        expected = f"a time such as 2026-11-22T12:00:00Z as “{name}”"
        raise NotUnderstood.instead_of(expected, value) from None
