"""What an annotation is about: a document and a passage of it."""

import re

from .parts import NotUnderstood, address_of, count_at, is_a, several, text_at
from .terms import own

SHA256 = re.compile(r"[0-9a-f]{64}|")


def target_of(target):
    """The facts of a `CodedPassage` that its target tells, by name."""
    if not is_a(target, "SpecificResource") and not (
        isinstance(target, dict) and "source" in target
    ):
        raise NotUnderstood.instead_of("a target with a source and a selector", target)
    selectors = several(target.get("selector"))
    return {
        "document": address_of(target.get("source"), "the document"),
        "sha256": _sha256(target),
        **_place(selectors, _words(selectors, target)),
    }


def _sha256(target):
    found = text_at(target, own("sha256"))
    if not SHA256.fullmatch(found):
        raise NotUnderstood.instead_of("64 small hexadecimal digits as “sha256”", found)
    return found


def _words(selectors, target):
    """Quote and context, of a selector or of one that refines it."""
    waiting = list(selectors)
    while waiting:
        one = waiting.pop(0)
        if is_a(one, "TextQuoteSelector"):
            return _quote(one)
        waiting += several(one.get("refinedBy")) if isinstance(one, dict) else []
    raise NotUnderstood.instead_of("a TextQuoteSelector", target.get("selector"))


def _quote(selector):
    quote = text_at(selector, "exact")
    if not quote:
        raise NotUnderstood.instead_of("the quote as “exact”", selector)
    context = {name: text_at(selector, name) for name in ("prefix", "suffix")}
    return {"quote": quote, **context}


def _place(selectors, words):
    """With start and end where they count as we do; those of a refining selector do not."""
    for one in selectors:
        if is_a(one, "TextPositionSelector"):
            start, end = count_at(one, "start"), count_at(one, "end")
            if end - start == len(words["quote"]):
                return words | {"start": start, "end": end}
    return words
