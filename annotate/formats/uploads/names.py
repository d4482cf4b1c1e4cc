"""What a file is called, as far as it matters here."""

import re

from annotate.text import normalise

MOST_TITLE_CHARS = 255
PATH = re.compile(r"[/\\]")
# What programs write as the title of a PDF where its author gave none.
NO_TITLE = re.compile(r"^(microsoft word - .*|untitled.*|.*\.[a-z]{3,4})$", re.IGNORECASE)


def ending_of(name):
    """In small letters, with the dot: `.pdf`; empty where there is none.

    >>> ending_of("Final Report.PDF")
    '.pdf'
    """
    _, dot, ending = PATH.split(name)[-1].rpartition(".")
    return f"{dot}{ending.lower()}"[:20] if dot else ""


def title_of(own, name):
    """The file's own title where it says something, else its name without the ending.

    >>> title_of("Microsoft Word - report_final.doc", "Oslo channel.pdf")
    'Oslo channel'
    """
    own, stem = _line(own), _line(PATH.split(name)[-1].rpartition(".")[0])
    return (stem if NO_TITLE.match(own) else own) or stem or own or "Untitled"


def _line(text):
    return " ".join(normalise(text).split())[:MOST_TITLE_CHARS].strip()
