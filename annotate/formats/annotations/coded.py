from datetime import datetime
from typing import NamedTuple


class CodedPassage(NamedTuple):
    """A passage of a document and the code that somebody gave it.

    `document` and `id` are addresses (IRIs). `code` is the full key, `track:4`; in a foreign
    file it is what the file gives instead, an address or a word, or nothing. `start` and `end`
    are None where only the quote is known. Times are in UTC.
    """

    document: str
    quote: str
    code: str
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    role: str = ""
    certainty: str = ""
    confidence: str = ""
    rationale: str = ""
    creator: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    id: str = ""
