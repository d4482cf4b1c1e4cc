"""Published examples of agreement statistics, each with its source and exact values."""

import json
from pathlib import Path

EXAMPLES = json.loads(Path(__file__).with_name("agreement_examples.json").read_text("utf-8"))


def expected(name):
    return EXAMPLES[name]["expected"]


def ratings(name):
    """As `agreement` takes them, whichever way the example was printed."""
    example = EXAMPLES[name]
    if "coders_by_units" in example:
        return [list(unit) for unit in zip(*example["coders_by_units"], strict=True)]
    return example["units_by_ratings"]


def sets(name):
    """The same for “choose all that apply”."""
    units = EXAMPLES[name]["units_by_coders"]
    units = units.values() if isinstance(units, dict) else units
    return [[None if answer is None else frozenset(answer) for answer in unit] for unit in units]


def pairs(name):
    """The cells of a printed table, as pairs."""
    table = EXAMPLES[name]["table_rows_coder1_cols_coder2"]
    return [
        (row, column)
        for row, cells in enumerate(table)
        for column, times in enumerate(cells)
        for _ in range(times)
    ]
