"""How many rows of a kind came from a page. What it declares may be wrong or out of all bounds."""

import re

MOST_ROWS = 300
TOO_MANY = f"Only {MOST_ROWS} rows fit here, and more arrived. Nothing is saved; remove some first."
FIELD_OF_ROW = re.compile(r"(.+)-([0-9]{1,9})-[^-]+")


def arrived_rows(typed):
    """For each prefix one more than the highest number of a row with fields."""
    rows = {}
    for found in filter(None, map(FIELD_OF_ROW.fullmatch, typed)):
        rows[found[1]] = max(rows.get(found[1], 0), int(found[2]) + 1)
    return rows


def rows_to_show(declared, arrived):
    """Never more than fit. A row just added has no fields yet: one beyond may be declared."""
    said = int(declared) if re.fullmatch("[0-9]{1,4}", declared) else 0
    return min(max(arrived, min(said, arrived + 1)), MOST_ROWS)
