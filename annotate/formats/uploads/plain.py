"""Text and Markdown. Markdown stays as written: what one quotes is then what its author wrote."""

import codecs
import re

from .found import Found
from .refusal import Unreadable

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.01  # of all characters; a picture has some 10 %
HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)
GUESSED = (
    "The file does not say how its letters are written, so they were read as {}. "
    "If some look wrong, save it as UTF-8 and upload it again."
)
NO_TEXT = (
    "This file is not text, or its letters are written in a way that cannot be told. "
    "Save it as text in UTF-8, and upload that."
)


def read(data):
    text, notice = decode(data)
    return Found("", text, notice)


def read_markdown(data):
    text, notice = decode(data)
    heading = HEADING.search(text)
    return Found(heading[1].rstrip(" #") if heading else "", text, notice)


def decode(data, declared=""):
    """(text, notice): by its mark, as UTF-8, as UTF-16 by its NULs, as declared, as Windows-1252.

    Guessing from the letters goes wrong on short texts, so only the last of these is a guess.
    """
    encoding, mark = _certain(data)
    guessed = not encoding
    encoding = encoding or declared or "cp1252"
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(NO_TEXT) from None
    if len(CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise Unreadable(NO_TEXT)
    return text, GUESSED.format("Windows-1252") if guessed and not declared else ""


def _certain(data):
    """(encoding, byte order mark) as far as the bytes leave no doubt."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding, mark
    return _by_nuls(data) or ("utf-8" if _is_utf8(data) else ""), b""


def _by_nuls(data):
    """Every other byte of UTF-16 is NUL where the letters are Latin."""
    first, second = data[::2].count(0), data[1::2].count(0)
    if max(first, second) * 4 < len(data) or min(first, second) * 10 > max(first, second):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
