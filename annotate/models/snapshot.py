"""The codebook as plain data: what a version freezes and what downloads and comparisons read."""

from .codebook import Code, Dimension

OF_DIMENSION = (
    "key label question notes multi_valued mandatory roles derived derivation_rule".split()
)
OF_CODE = "key number label definition include exclude example literature origin".split()


def snapshot():
    """`{"dimensions": [{"key": …, "codes": [{"key": …, "parent": key or None}]}]}`, in order.

    Retired codes stay, marked, with the key of their successor, so that older data can be read.
    Sorted here, since databases sort hyphens and NULL differently. Two queries.
    """
    codes = Code.objects.select_related("parent", "replaced_by").order_by("pk")
    of_dimension = {}
    for code in sorted(codes, key=_place):
        of_dimension.setdefault(code.dimension_id, []).append(_code(code))
    return {
        "dimensions": [
            _plain(dimension, OF_DIMENSION) | {"codes": of_dimension.get(dimension.pk, [])}
            for dimension in sorted(Dimension.objects.all(), key=_place)
        ]
    }


def _place(row):
    return row.position, row.key


def _code(code):
    return _plain(code, OF_CODE) | {
        "parent": code.parent and code.parent.key,
        "replaced_by": code.replaced_by and code.replaced_by.key,
    }


def _plain(row, names):
    return {name: getattr(row, name) for name in names} | {"retired": bool(row.retired_at)}
