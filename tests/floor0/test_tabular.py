import csv
import hashlib
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.formats.tabular import HashingFile, guard, unguard, write_csv

DANGEROUS = "=+-@\t\r\n＝＋－＠"
tricky = st.text(st.sampled_from(DANGEROUS + "'\"1a ,;é")) | st.text()
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | tricky


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-12.5", "'-12.5"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''-1", "'''-1"),
        ("'quoted'", "'quoted'"),
        ("a=1", "a=1"),
        ("1990-05", "1990-05"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell, guarded):
    assert guard(cell) == guarded
    assert unguard(guarded) == cell


@pytest.mark.parametrize("cell", [-12.5, -3, Decimal("-1.5"), date(1993, 5, 13), None, True])
def test_numbers_dates_and_blanks_stay(cell):
    assert guard(cell) is cell
    assert unguard(cell) is cell


@given(tricky)
def test_taking_the_guard_off_gives_back_every_text(cell):
    assert unguard(guard(cell)) == cell


@given(tricky)
def test_no_guarded_text_begins_dangerously(cell):
    assert not guard(cell).startswith(tuple(DANGEROUS))


@given(tricky, tricky)
def test_two_texts_never_become_one(one, other):
    assert (guard(one) == guard(other)) == (one == other)


def written(header, rows, **how):
    file = io.BytesIO()
    return write_csv(file, header, rows, **how), file.getvalue()


def read(data, encoding="utf-8"):
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


@given(st.lists(st.lists(cells, min_size=2, max_size=2)))
def test_reading_gives_back_the_cells_that_were_written(rows):
    _, data = written(["one", "two"], rows)

    assert read(data) == [["one", "two"], *rows]


@given(st.lists(st.lists(cells, min_size=2, max_size=2)))
def test_reading_a_file_for_spreadsheets_and_taking_the_guard_off_does_too(rows):
    _, data = written(["one", "two"], rows, for_spreadsheet=True)
    found = [[unguard(cell) for cell in row] for row in read(data, "utf-8-sig")]

    assert found == [["one", "two"], *rows]


@given(st.lists(st.lists(cells, min_size=2, max_size=2)), st.booleans())
def test_the_counts_and_the_hash_are_those_of_the_file(rows, for_spreadsheet):
    report, data = written(["one", "two"], rows, for_spreadsheet=for_spreadsheet)

    assert report == (len(rows), len(data), hashlib.sha256(data).hexdigest())


def test_a_file_for_spreadsheets_begins_with_a_byte_order_mark_and_one_for_analysis_does_not():
    assert written(["a"], [], for_spreadsheet=True)[1] == b"\xef\xbb\xbfa\r\n"
    assert written(["a"], [])[1] == b"a\r\n"


def test_numbers_blanks_and_quotes_are_written_as_csv_has_them():
    _, data = written(["n", "blank", "text"], [[-12.5, None, 'say "hi",\nthen go']])

    assert data == b'n,blank,text\r\n-12.5,,"say ""hi"",\nthen go"\r\n'


def test_rows_are_written_one_at_a_time():
    file = io.BytesIO()
    sizes = []

    def rows():
        for number in range(3):
            sizes.append(len(file.getvalue()))
            yield [number]

    write_csv(file, ["n"], rows())

    assert sizes == [3, 6, 9]


def test_a_hashing_file_passes_everything_on():
    file = io.BytesIO()
    hashing = HashingFile(file)
    hashing.write(b"peace ")
    hashing.write(b"talks")

    assert file.getvalue() == b"peace talks"
    assert hashing.bytes_written == 11
    assert hashing.sha256 == hashlib.sha256(b"peace talks").hexdigest()
