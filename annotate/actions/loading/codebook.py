from django.db import transaction

from annotate.actions.codebook import publish
from annotate.models import Code, CodebookVersion, Dimension

from .files import ever_here, loaded, read_json

OF_DIMENSION = (
    "key label question notes multi_valued mandatory roles derived derivation_rule".split()
)
OF_CODE = "key number label definition include exclude example origin".split()


@transaction.atomic
def load_codebook():
    """Add the dimensions and codes that were never here; publish the first version.

    A later version is for a curator to publish. Returns how many codes were added.
    """
    shipped, change = read_json("codebook/codebook.json"), loaded()
    add_dimensions(shipped["dimensions"], change)
    added = add_codes(shipped, change)
    if not CodebookVersion.objects.exists():
        publish(number=shipped["version"], notes=shipped["notes"], by=None)
    return added


def add_dimensions(entries, change):
    known = ever_here(Dimension, "key")
    rows = [
        Dimension(position=position, **{name: entry[name] for name in OF_DIMENSION})
        for position, entry in enumerate(entries)
        if entry["key"] not in known
    ]
    change.create_all(Dimension, rows)
    validate(rows)


def add_codes(shipped, change):
    references = {item["key"]: item["reference"] for item in shipped["literature"]}
    dimensions = {row.key: row for row in Dimension.objects.all()}
    known = ever_here(Code, "dimension__key", "key")
    new = [
        (code(entry, position, dimensions[dimension["key"]], references), entry["parent"])
        for dimension in shipped["dimensions"]
        for position, entry in enumerate(dimension["codes"])
        if (dimension["key"], entry["key"]) not in known
    ]
    change.create_all(Code, [row for row, parent in new if not parent])
    for row, parent in new:
        row.parent = Code.objects.get(dimension=row.dimension, key=parent) if parent else None
    change.create_all(Code, [row for row, parent in new if parent])
    validate(row for row, _ in new)
    return len(new)


def validate(rows):
    """Once all are stored, so that each is held against all others."""
    for row in rows:
        row.clean()


def code(entry, position, dimension, references):
    return Code(
        dimension=dimension,
        position=position,
        literature="\n".join(references[key] for key in entry["literature"]),
        **{name: entry[name] for name in OF_CODE},
    )
