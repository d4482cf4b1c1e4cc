"""PDFs: their lines, as PDFium reads them, joined into paragraphs by their places on the page.

Headers, footers and page numbers stay, since nothing tells them from text. A page begins a new
paragraph. A hyphen at the end of a line is taken out where a small letter follows.
"""

import ctypes
import math
import unicodedata
from statistics import median
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from annotate.passages import BREAK

from .found import Found
from .lines import Line, join
from .refusal import ALLOWED, MOST_CHARS, Unreadable

LOCKED = (
    "This PDF has a password. Save it without one, for instance by printing it to a new PDF, "
    "and upload that."
)
SCANNED = (
    "This PDF has no text, only pictures of its pages. Run text recognition (OCR) over it first. "
    + ALLOWED
)
RIGHT_TO_LEFT = {"R", "AL"}
MARK = "NSM"  # belongs to the letter it stands at


class Glyph(NamedTuple):
    """One character, where it stands and how large it is; `y` grows upwards."""

    char: str
    x: float
    y: float
    size: float


def read(data):
    with _open(data) as document:
        title = document.get_metadata_value("Title")
        text = BREAK.join(_pages(document))
    if not text.strip():
        raise Unreadable(SCANNED)
    return Found(title, text)


def _open(data):
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise Unreadable(LOCKED) from None
        raise


def _pages(document):
    left_chars = MOST_CHARS
    for page in document:
        text_page = page.get_textpage()
        left_chars -= text_page.count_chars()
        if left_chars < 0:
            raise Unreadable.too_long()
        yield join(list(_lines(text_page)))
        text_page.close()
        page.close()


def _lines(page):
    """PDFium parts lines by CR and LF, and runs on after a hyphen that parts a word."""
    row = []
    for at in range(page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(page, at))
        hyphen = raw.FPDFText_IsHyphen(page, at) == 1
        if char not in "\r\n\0" and not hyphen:
            x, y = _origin(page, at)
            row.append(Glyph(char, x, y, _size(page, at)))
        elif row and char != "\0":
            yield _line(row, hyphen)
            row = []
    if row:
        yield _line(row, hyphen=False)


def _origin(page, at):
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, at, x, y)
    return x.value, y.value


def _size(page, at):
    """As it is shown: programs set the size of the font, or stretch a small one."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, at, matrix)
    return raw.FPDFText_GetFontSize(page, at) * math.hypot(matrix.c, matrix.d)


def _line(row, hyphen):
    glyphs = [glyph for run in _runs(row) for glyph in run]
    places = [glyph.x for glyph in row if not glyph.char.isspace()] or [0]
    text = "".join(glyph.char for glyph in glyphs)
    size = median(glyph.size for glyph in row)
    return Line(text, min(places), max(places), row[0].y, row[-1].y, size, hyphen)


def _runs(row):
    """The letters of Arabic and Hebrew words in the order they are read.

    Where a file spells out what its glyphs mean (ActualText), as browsers do, PDFium leaves them
    in the order they are drawn; their places tell.
    """
    run = []
    for glyph in row:
        kind = unicodedata.bidirectional(glyph.char)
        if kind in RIGHT_TO_LEFT or (run and kind == MARK):
            run.append(glyph)
        else:
            yield _as_read(run)
            yield [glyph]
            run = []
    yield _as_read(run)


def _as_read(run):
    drawn_forwards = len(run) > 1 and run[0].x < run[-1].x
    return run[::-1] if drawn_forwards else run
