"""A codebook snapshot as bytes to hash, as a table, and what changed between two of them.

A snapshot is plain data: `{"dimensions": [{"key": …, "label": …, "codes": [{"key": …}]}]}`,
a published one with "number" and "published" beside. Versions frozen long ago may lack newer
keys; a missing one is blank.
"""

import hashlib
import json
from typing import Any, NamedTuple

OF_DIMENSION = ("key", "label", "question")
OF_CODE = (
    *("key", "number", "label", "definition", "include", "exclude", "example", "literature"),
    *("parent", "origin", "retired", "replaced_by"),
)
HEADER = ("dimension", "dimension_label", "question", "code", *OF_CODE[1:])
WORDING = frozenset(
    "label question notes definition include exclude example literature derivation_rule".split()
)


def canonical(snapshot):
    """The same bytes for the same content, whatever the order of keys within an object."""
    text = json.dumps(
        snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(snapshot):
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def rows(snapshot):
    """One row per code under `HEADER`. `retired` is 1 or 0."""
    for dimension in snapshot["dimensions"]:
        first = [dimension.get(name, "") for name in OF_DIMENSION]
        for code in dimension["codes"]:
            cells = code | {"retired": int(code.get("retired", False))}
            yield [*first, *(cells.get(name, "") for name in OF_CODE)]


class Change(NamedTuple):
    """`kind` is added, removed, retired, restored, reworded, changed or reordered.

    `code` is "" for a change of the dimension itself; `dimension` too for the order of dimensions.
    """

    kind: str
    dimension: str
    code: str = ""
    field: str = ""
    old: Any = ""
    new: Any = ""


def changes(old, new):
    """The `Change`s that make the snapshot `new` of `old`; what is new first, in its order."""
    before, after = _parts(old), _parts(new)
    found = [Change("removed", *at) for at in before if at not in after]
    for at, fields in after.items():
        found += _of_fields(at, before[at], fields) if at in before else [Change("added", *at)]
    return [*found, *_of_order(_orders(old), _orders(new))]


def _parts(snapshot):
    """`{(dimension, code or ""): its other fields}`."""
    parts = {}
    for dimension in snapshot["dimensions"]:
        parts[dimension["key"], ""] = _without(dimension, "codes")
        for code in dimension["codes"]:
            parts[dimension["key"], code["key"]] = _without(code, "key")
    return parts


def _without(fields, name):
    return {field: value for field, value in fields.items() if field != name}


def _of_fields(at, before, after):
    dimension, code = at
    for field in dict.fromkeys([*after, *before]):
        old, new = before.get(field, ""), after.get(field, "")
        if (old or "") != (new or ""):
            yield Change(_kind(field, new), dimension, code, field, old, new)


def _kind(field, new):
    if field == "retired":
        return "retired" if new else "restored"
    return "reworded" if field in WORDING else "changed"


def _orders(snapshot):
    """`{"": keys of the dimensions, dimension: keys of its codes}`."""
    orders = {"": [dimension["key"] for dimension in snapshot["dimensions"]]}
    for dimension in snapshot["dimensions"]:
        orders[dimension["key"]] = [code["key"] for code in dimension["codes"]]
    return orders


def _of_order(before, after):
    for dimension in after:
        old = [key for key in before.get(dimension, []) if key in after[dimension]]
        new = [key for key in after[dimension] if key in old]
        if old != new:
            yield Change("reordered", dimension, "", "order", old, new)
