"""The tables one can take away of any question: what stands in them, and their bytes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotate.formats.tabular import write_csv

from .coding_columns import CODING_COLUMNS
from .coding_rows import SHAPES, CodingRows
from .columns import Column, case_columns
from .export_rows import export_rows
from .tag_columns import TAG_COLUMNS, tag_rows


@dataclass(frozen=True)
class Table:
    """`rows` takes a queryset of cases; `columns` read what it gives."""

    meaning: str
    columns: Callable[[], list[Column]]
    rows: Callable[..., Iterable]

    def write(self, file, cases, *, for_spreadsheet=False):
        """The table of `cases` as CSV into a binary file; returns `formats.tabular.Written`."""
        columns = self.columns()
        reads = [column.read for column in columns]
        cells = ([read(row) for read in reads] for row in self.rows(cases))
        header = [column.name for column in columns]
        return write_csv(file, header, cells, for_spreadsheet=for_spreadsheet)

    def schema(self):
        """Table Schema (Frictionless Data Package v2).

        Only blank is missing there: “?” is an answer, which a reader must not take for none.
        """
        return {"fields": [field(column) for column in self.columns()], "missingValues": [""]}


def field(column):
    told = {"name": column.name, "type": column.type, "description": column.meaning}
    return told | ({"constraints": {"enum": list(column.values)}} if column.values else {})


TABLES = {
    "cases": Table("One row per case.", case_columns, export_rows),
    "tags": Table("One row per tag: this code on this case.", lambda: TAG_COLUMNS, tag_rows),
}


def codings(user, shape, *, names=False):
    """The table of the codings that the user may read, in one of `SHAPES`."""

    def rows(cases):
        return SHAPES[shape](CodingRows(cases, user, names=names))

    return Table(
        "One row per code that one coding answers, or several.", lambda: CODING_COLUMNS, rows
    )


DESCRIBED = TABLES | {"codings": codings(None, "all")}
