"""How the wording of the codebook came to be: its versions compared."""

from dataclasses import dataclass

from annotate.formats.codebook import changes
from annotate.models import CodebookVersion

from .history import Difference, Entry

VERBS = {
    "added": "first wording",
    "removed": "taken out",
    "retired": "retired",
    "restored": "brought back",
}


def wording_of(dimension_key, code_key=""):
    """Its editions in published versions, newest first. One query."""
    found, before = [], {"dimensions": []}
    for version in CodebookVersion.objects.order_by("published_at", "pk"):
        after = only(version.snapshot, dimension_key, code_key)
        changed = [change for change in changes(before, after) if change.code == code_key]
        if changed:
            found.append(_edition(version, changed))
        before = after
    return found[::-1]


def only(plain, dimension_key, code_key):
    """The snapshot with nothing but this dimension and this code, if they are in it."""
    return {
        "dimensions": [
            dimension | {"codes": [code for code in dimension["codes"] if code["key"] == code_key]}
            for dimension in plain["dimensions"]
            if dimension["key"] == dimension_key
        ]
    }


def _edition(version, changed):
    verbs = [VERBS[change.kind] for change in changed if change.kind in VERBS]
    return Entry(
        version.published_at,
        f"Codebook {version.number}",
        ", ".join(verbs) or "changed",
        version.notes,
        _differences(changed),
    )


def _differences(changed):
    return [
        Difference(_named(change.field), words(change.old), words(change.new))
        for change in changed
        if change.field and change.kind not in VERBS
    ]


def _named(field):
    return field.replace("_", " ").capitalize()


def words(value):
    """A value of a snapshot as text; an order of keys as a list."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Changed:
    """A code or dimension that differs between two versions."""

    name: str
    what: str
    differences: list


def compared(old, new):
    """`[Changed]`, in the order of `formats.codebook.changes`: what differs, each part once."""
    labels = _labels(old) | _labels(new)
    grouped = {}
    for change in changes(old, new):
        grouped.setdefault((change.dimension, change.code), []).append(change)
    return [_changed(labels[part], found) for part, found in grouped.items()]


def _changed(name, found):
    verbs = dict.fromkeys(change.kind for change in found)
    return Changed(name, ", ".join(verbs), _differences(found))


def _labels(plain):
    """`{(dimension, code or ""): name}`; ("", "") is the order of dimensions."""
    labels = {("", ""): "The dimensions"}
    for dimension in plain["dimensions"]:
        labels[dimension["key"], ""] = dimension["label"]
        for code in dimension["codes"]:
            name = " ".join(str(part) for part in (code.get("number"), code["label"]) if part)
            labels[dimension["key"], code["key"]] = f"{dimension['label']}: {name}"
    return labels
