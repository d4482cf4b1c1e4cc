"""Names of export columns that the codebook calls for: no two columns may share one."""

from django.apps import apps
from django.core.exceptions import ValidationError

# What no dimension can be called, nor a column of its codes: names that addresses and the plain
# columns of files use.
RESERVED = frozenset(
    "q not sort page size columns start end ongoing country conflict decade state actor shape for "
    "release id slug title aliases summary narrative why_many_tracks conflict_kind "
    "start_precision start_earliest start_latest start_note "
    "end_precision end_earliest end_latest end_note ongoing_checked_on "
    "countries countries_iso3 countries_gwno countries_cow places parties third_parties "
    "sources source_count visibility codebook_version version changed_at versions "
    "case dimension code number label role certainty confidence rationale quote source "
    "origin steps".split()
)


def code_columns(dimension_key, code_key):
    """The names of a code's cells and of its roles; both are kept for it, used or not."""
    name = f"{dimension_key}_{code_key}".replace("-", "_")
    return name, f"{name}_role"


def refuse_shared_columns(dimension_pk, columns):
    """Raises ValidationError where one of `columns` is also that of another dimension.

    Within the dimension only “-role” could name one twice; no code key ends so.
    """
    taken = _columns_of_others(dimension_pk)
    for name, owner in columns:
        if other := taken.get(name):
            shared = f"would share the export column “{name}” with {other}; take another key."
            raise ValidationError({"key": f"{owner[0].upper()}{owner[1:]} {shared}"})


def _columns_of_others(dimension_pk):
    codes = apps.get_model("annotate", "Code").objects.exclude(dimension=dimension_pk)
    dimensions = apps.get_model("annotate", "Dimension").objects.exclude(pk=dimension_pk)
    keys: dict[str, list[str]] = {key: [] for key in dimensions.values_list("key", flat=True)}
    for dimension, code in codes.order_by().values_list("dimension__key", "key"):
        keys[dimension].append(code)
    taken = {name: owner for key in keys for name, owner in of_dimension(key, keys[key])}
    return taken | dict.fromkeys(RESERVED, "every file or address")


def of_dimension(key, code_keys):
    """Pairs (name of a column, whose it is)."""
    yield key, f"the dimension “{key}”"
    for code_key in code_keys:
        yield from of_code(key, code_key)


def of_code(dimension_key, code_key):
    for name in code_columns(dimension_key, code_key):
        yield name, f"the code “{dimension_key}:{code_key}”"
