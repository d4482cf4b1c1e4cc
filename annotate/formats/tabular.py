"""Rows to CSV bytes, counted and hashed as they are written; cells no spreadsheet runs."""

import csv
import hashlib
import re
from codecs import BOM_UTF8
from typing import NamedTuple

# A spreadsheet runs a cell that begins so, or, for the white space, what stands behind it.
# Japanese and Chinese ones take the full-width signs for the plain ones.
DANGEROUS = "=+\\-@\t\r\n＝＋－＠"
TO_GUARD = re.compile(f"'*[{DANGEROUS}]")
GUARDED = re.compile(f"'+[{DANGEROUS}]")


def guard(cell):
    """The cell with an apostrophe before what a spreadsheet would run. Numbers and dates stay.

    A text that already has apostrophes there gets one more, so that `unguard` takes exactly
    ours back. A number is one by its type: the text "-1" is guarded, the number is not.
    """
    return f"'{cell}" if isinstance(cell, str) and TO_GUARD.match(cell) else cell


def unguard(cell):
    """What was guarded. Only for cells of a file written for spreadsheets."""
    return cell[1:] if isinstance(cell, str) and GUARDED.match(cell) else cell


class HashingFile:
    """Passes bytes on to a binary file, and knows their number and SHA-256."""

    def __init__(self, file):
        self.file = file
        self.bytes_written = 0
        self._hash = hashlib.sha256()

    def write(self, data):
        self.bytes_written += len(data)
        self._hash.update(data)
        return self.file.write(data)

    @property
    def sha256(self):
        return self._hash.hexdigest()


class Written(NamedTuple):
    """What went into a file. `rows` leaves out the header."""

    rows: int
    bytes: int
    sha256: str


class _Encoder:
    """The text file that csv.writer wants, before a binary one."""

    def __init__(self, file):
        self.file = file

    def write(self, text):
        return self.file.write(text.encode())


def write_csv(file, header, rows, *, for_spreadsheet=False):
    """Write UTF-8 CSV (RFC 4180) to a binary file, one row at a time; returns `Written`.

    For spreadsheets it begins with a byte order mark and its cells are guarded.
    """
    hashing = HashingFile(file)
    if for_spreadsheet:
        hashing.write(BOM_UTF8)
        rows = (map(guard, row) for row in rows)
        header = map(guard, header)
    writer = csv.writer(_Encoder(hashing))
    writer.writerow(header)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow(row)
    return Written(count, hashing.bytes_written, hashing.sha256)
