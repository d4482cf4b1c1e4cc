"""Uploaded files as plain text: .txt, .md, .html, .htm, .pdf and .docx.

Nothing in a file is run and nothing that it names is fetched. A file that is not as simple as
text is read in a process of its own (`apart`), for a short time and with little memory.
"""

from typing import NamedTuple

from annotate.text import normalise

from . import plain
from .apart import READ_SECONDS, read_apart
from .names import ending_of, title_of
from .refusal import ALLOWED, MOST_BYTES, MOST_CHARS, Unreadable
from .signature import refuse_what_is_something_else
from .tidy import tidy

__all__ = ["ALLOWED", "MOST_BYTES", "MOST_CHARS", "Unreadable", "Upload", "read_document"]

SIMPLE = {".txt": plain.read, ".md": plain.read_markdown}
APART = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx"}


class Upload(NamedTuple):
    """`text` is as documents are stored, its paragraphs parted by an empty line.

    `notice` is a sentence for who uploaded it, where something had to be guessed.
    """

    title: str
    text: str
    notice: str


def read_document(name, data, *, seconds=READ_SECONDS):
    """The file as an `Upload`. Its title is its own or, where it has none, its name.

    Raises Unreadable with a sentence for people: what is wrong, and what to do.
    """
    ending = ending_of(name)
    _refuse(ending, data)
    refuse_what_is_something_else(ending, data)
    found = SIMPLE[ending](data) if ending in SIMPLE else read_apart(APART[ending], data, seconds)
    text = normalise(tidy(found.text))
    if not any(map(str.isalnum, text)):
        raise Unreadable(f"This file has no words in it. {ALLOWED}")
    if len(text) > MOST_CHARS:
        raise Unreadable.too_long()
    return Upload(title_of(found.title, name), text, found.notice)


def _refuse(ending, data):
    if ending not in SIMPLE | APART:
        raise Unreadable(f"Files that end in “{ending}” cannot be read. {ALLOWED}")
    if not data:
        raise Unreadable(f"This file is empty. {ALLOWED}")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"This file has {len(data) / 1e6:.1f} MB, which is too large. {ALLOWED}")
