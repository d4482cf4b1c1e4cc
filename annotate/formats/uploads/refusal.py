"""Why a file is refused, and what is allowed instead."""

MOST_BYTES = 10_000_000
MOST_CHARS = 1_000_000  # a book of 500 pages
ALLOWED = (
    "A file may be .txt, .md, .html, .htm, .pdf or .docx, "
    f"of up to {MOST_BYTES // 1_000_000} MB and {MOST_CHARS:,} characters."
)


class Unreadable(Exception):
    """Its text is a sentence for who uploaded the file."""

    @classmethod
    def too_long(cls):
        return cls(f"This text is too long to be marked. Upload it in parts. {ALLOWED}")

    @classmethod
    def broken(cls, kind):
        return cls(
            f"This file cannot be read as {kind}: it is damaged, or something else under that "
            "name. Open it in the program it came from and save it again."
        )
