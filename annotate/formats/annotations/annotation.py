"""One annotation as passages."""

from urllib.parse import unquote

from annotate.text import normalise

from .coded import CodedPassage
from .parts import NotUnderstood, address_of, is_a, several, text_at, time_at
from .selectors import target_of
from .terms import CODING, OWN_ON_BODY, REMARKS, own


def passages_of(item, codes):
    """A `CodedPassage` for every target and code; one without a code where there is none."""
    if not is_a(item, "Annotation"):
        raise NotUnderstood.instead_of("an Annotation", item)
    coded, remarks = _bodies(item, codes)
    facts = {
        "id": text_at({"id": item.get("id", item.get("@id"))}, "id"),
        "creator": ", ".join(map(_name, several(item.get("creator")))),
        "created": time_at(item, "created"),
        "modified": time_at(item, "modified"),
        "rationale": "\n\n".join(remarks),
    }
    targets = [target_of(target) for target in several(item.get("target"))]
    if not targets:
        raise NotUnderstood("expected a target, found none.")
    return [
        CodedPassage(**facts, **target, **code)
        for target in targets
        for code in coded or [{"code": ""}]
    ]


def _name(creator):
    """Of a person: the name, else the pseudonym, else the address."""
    if isinstance(creator, dict):
        name = text_at(creator, "name") or text_at(creator, "nickname")
        return name or address_of(creator, "the creator")
    return normalise(address_of(creator, "the creator"))


def _bodies(item, codes):
    """(codes, remarks); what a body is for it says itself, else its annotation does."""
    coded, remarks = [], [text_at(item, "bodyValue")] if item.get("bodyValue") else []
    for body in several(item.get("body")):
        given = body.get("purpose") if isinstance(body, dict) else None
        purposes = set(map(str, several(given or item.get("motivation"))))
        if purposes & CODING:
            coded.append(_code(body, codes))
        elif is_a(body, "TextualBody") and (not purposes or purposes & REMARKS):
            remarks.append(text_at(body, "value"))
    return coded, remarks


def _code(body, codes):
    """What our terms say; else what the address or the words of the body do."""
    if not isinstance(body, dict):
        return {"code": _key(address_of(body, "a code"), codes)}
    said = {name: text_at(body, own(name)) for name in OWN_ON_BODY}
    said["code"] = said["code"] or text_at(body, "value")
    if not said["code"]:
        source = body.get("source", body) if is_a(body, "SpecificResource") else body
        said["code"] = _key(address_of(source, "a code"), codes)
    return said


def _key(address, codes):
    """The full key where the address is one of our codes, else the address."""
    path = address.removeprefix(codes) if codes else address
    parts = path.split("/")
    if path == address or len(parts) != 2 or not all(parts):
        return normalise(address)
    return normalise(":".join(map(unquote, parts)))
