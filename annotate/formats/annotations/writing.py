import uuid
from datetime import UTC
from urllib.parse import quote as in_address

from .terms import CONTEXT, OWN_ON_BODY, OWN_ON_TARGET, own


def write(passages, *, address, codes, label):
    """The passages as an AnnotationCollection with one page, ready for `json.dumps`.

    `address` is where the collection stands, `codes` what its codes stand under:
    "https://example.org/codebook/" names `https://example.org/codebook/track/4`.
    """
    items = [_annotation(one, codes) for one in passages]
    first = {"id": f"{address}#items", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": first,
    }


def _annotation(passage, codes):
    return {
        "id": passage.id or _lasting_id(passage),
        "type": "Annotation",
        "motivation": "classifying",
        **_said(
            creator={"type": "Person", "name": passage.creator} if passage.creator else None,
            created=_time(passage.created),
            modified=_time(passage.modified),
        ),
        "body": list(_bodies(passage, codes)),
        "target": _target(passage),
    }


def _lasting_id(passage):
    """The same for the same coding of the same words, whenever it is written."""
    facts = (passage.document, passage.start, passage.quote, passage.code, passage.creator)
    return uuid.uuid5(uuid.NAMESPACE_URL, repr(facts)).urn


def _bodies(passage, codes):
    dimension, _, key = passage.code.partition(":")
    yield {
        "type": "SpecificResource",
        "purpose": "classifying",
        "source": f"{codes}{in_address(dimension, safe='')}/{in_address(key, safe='')}",
        **_own(passage, OWN_ON_BODY),
    }
    if passage.rationale:
        yield {"type": "TextualBody", "purpose": "commenting", "value": passage.rationale}


def _target(passage):
    words = {"exact": passage.quote, **_said(prefix=passage.prefix, suffix=passage.suffix)}
    selectors = [{"type": "TextQuoteSelector", **words}]
    if passage.start is not None:
        place = {"start": passage.start, "end": passage.end}
        selectors.insert(0, {"type": "TextPositionSelector", **place})
    return {
        "type": "SpecificResource",
        "source": passage.document,
        **_own(passage, OWN_ON_TARGET),
        "selector": selectors,
    }


def _own(passage, names):
    return {own(name): value for name in names if (value := getattr(passage, name))}


def _said(**facts):
    return {name: fact for name, fact in facts.items() if fact}


def _time(moment):
    """As xsd:dateTime in UTC, as the standard asks."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
