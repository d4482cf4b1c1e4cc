"""How two versions of the form differ, in words."""

from dataclasses import dataclass

from .pieces import ROW, pieces

ROWS = {
    "countries": "Countries",
    "places": "Places",
    "events": "Events",
    "participations": "Who took part",
    "citations": "Sources",
    "documents": "New texts",
    "links": "Links",
    "verifications": "Checks",
}


@dataclass(frozen=True)
class Difference:
    piece: str
    label: str
    mine: str
    theirs: str


def differences(entry, mine, theirs, only):
    """The pieces in `only`, as both versions have them, in the order of the form."""
    said, other = pieces(mine), pieces(theirs)
    labels = labels_of(entry)
    return [
        Difference(piece, label, words(piece, said), words(piece, other))
        for piece, label in labels.items()
        if piece in only
    ]


def labels_of(entry):
    """Every piece of the form by name, in order."""
    own = {name: field.label for name, field in entry.own.fields.items()}
    codes = {
        code.prefix: f"{group.dimension}: {code.code}"
        for group in entry.dimensions
        for code in group.codes
    }
    overrides = {form.prefix: f"{form.dimension}, instead of the rule" for form in entry.overrides}
    return own | ROWS | codes | overrides


def words(piece, said):
    """One line for each row, its fields in a row; ticked boxes by their name."""
    fields = said.get(piece, {})
    lines = {}
    for name, text in fields.items():
        row = ROW.fullmatch(name)
        line = lines.setdefault((row["row"], row["place"]) if row else "", [])
        field = row["field"] if row else name.rpartition("-")[2]
        line.append(field.replace("_", " ") if text == "on" else text)
    tick = ["not ticked"] if piece.startswith("tag-") and left_unticked(fields) else []
    return "\n".join([*tick, *(" · ".join(line) for line in lines.values())])


def left_unticked(fields):
    return bool(fields) and not any(name.endswith("-on") for name in fields)
