"""The columns of the case table, in one place; the data dictionary is printed from here.

A cell of a code is 1 (present), 0 (absent), “?” (cannot tell) or blank (not yet coded); the four
are never confused. Lists join their values with “; ” and are for people: a program reads the
column that each code has of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from .codebook_columns import codebook_columns


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is a field type of Frictionless; `read` takes a row to a cell, None if blank.

    Where `values` are named, no cell that is not blank holds another.
    """

    name: str
    type: str
    meaning: str
    read: Callable[[Any], Any]
    values: tuple[str, ...] = ()


# What csv does not know how to write.
WRITERS: dict[str, Callable] = {
    "boolean": {True: "true", False: "false"}.get,
    "datetime": datetime.isoformat,
}


def case_columns():
    """One row per case; `read` takes an `ExportRow`."""
    codebook = [Column(*fields) for fields in codebook_columns()]
    return [*NAMES, *DATES, *WHERE, *WHO, *codebook, *RECORD]


def of_case(name, type_, meaning, field=None):
    """A column that shows a field of the case, written as Frictionless writes its type."""
    get, write = itemgetter(field or name), WRITERS.get(type_)
    if write:
        return Column(name, type_, meaning, lambda row: write(get(row.case)))
    return Column(name, type_, meaning, lambda row: get(row.case))


def joined(name, meaning, parts):
    """A column that lists `parts(row)`, leaving out blanks."""
    return Column(name, "string", meaning, lambda row: "; ".join(filter(None, parts(row))))


def country_codes(name, scheme, index):
    meaning = f"{scheme} codes of the countries, in the order of `countries`; a dash for none."

    def codes(row):
        return [str(country[index] or "-") for country in row.countries]

    return joined(name, meaning, codes)


NAMES = [
    Column(
        "id",
        "string",
        "Public id of the case, PI-0001; never used twice.",
        lambda row: f"PI-{row.case['pk']:04d}",
    ),
    of_case("slug", "string", "Readable name of the case in addresses and files."),
    of_case("title", "string", "Name used in the literature."),
    joined("aliases", "Other names.", lambda row: row.case["aliases"].splitlines()),
    of_case("summary", "string", "Two sentences: who did what, and what came of it."),
    of_case("narrative", "string", "The longer account in which passages are marked."),
    of_case("why_many_tracks", "string", "Why one track was not enough."),
    of_case("conflict", "string", "Conflict the case addresses.", "conflict__name"),
    of_case("conflict_kind", "string", "Kind of that conflict (UCDP, extended).", "conflict__kind"),
]


def dates(name, what):
    return [
        of_case(name, "string", f"{what}, as exactly as it is known: 1993, 1993-05, 1993-05-13."),
        of_case(f"{name}_precision", "string", f"How exactly: year, month or day ({name})."),
        of_case(f"{name}_earliest", "date", f"First day that `{name}` can mean."),
        of_case(f"{name}_latest", "date", f"Last day that `{name}` can mean."),
        of_case(f"{name}_note", "string", f"What the date leaves out, such as “circa” ({name})."),
    ]


DATES = [
    *dates("start", "Start of the case"),
    *dates("end", "End of the case"),
    of_case("ongoing", "boolean", "Whether the case still goes on."),
    of_case("ongoing_checked_on", "date", "When that was last checked."),
]

WHERE = [
    joined(
        "countries",
        "Countries, the first one first.",
        lambda row: map(itemgetter(0), row.countries),
    ),
    country_codes("countries_iso3", "ISO 3166-1 alpha-3", 1),
    country_codes("countries_gwno", "Gleditsch–Ward", 2),
    country_codes("countries_cow", "Correlates of War", 3),
    joined("places", "Venues.", lambda row: row.places),
]

WHO = [
    joined("parties", "Parties.", lambda row: row.parties),
    joined("third_parties", "Third parties.", lambda row: row.third_parties),
]

RECORD = [
    joined(
        "sources",
        "Sources: author, title, publisher, year.",
        lambda row: [", ".join(filter(None, source)) for source in row.sources],
    ),
    Column("source_count", "integer", "Number of sources.", lambda row: len(row.sources)),
    of_case("state", "string", "draft, in-review, returned or published."),
    of_case("visibility", "string", "public, team or restricted."),
    of_case(
        "codebook_version",
        "string",
        "Codebook version whose every code the case answers.",
        "codebook_version__number",
    ),
    of_case("version", "integer", "Number of times the case was saved."),
    of_case("changed_at", "datetime", "Last change, in UTC."),
]
