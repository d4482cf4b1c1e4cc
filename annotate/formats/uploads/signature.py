"""What a file is by its first bytes, whatever its name says."""

from .refusal import ALLOWED, Unreadable

PDF, ZIP, OLD_WORD = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FAR_BYTES = 1024  # a PDF may have other bytes before its own
OLD = (
    "This is an old Word file (.doc), or one with a password. "
    "Save it as .docx without a password, and upload that."
)


def refuse_what_is_something_else(ending, data):
    is_pdf = PDF in data[:FAR_BYTES] if ending == ".pdf" else data.startswith(PDF)
    is_zip = data.startswith(ZIP)
    if data.startswith(OLD_WORD):
        raise Unreadable(OLD)
    if ending == ".pdf" and not is_pdf:
        raise Unreadable.broken("a PDF")
    if ending == ".docx" and not is_zip:
        raise Unreadable.broken("a Word document")
    if (is_pdf and ending != ".pdf") or (is_zip and ending != ".docx"):
        kind = "a PDF" if is_pdf else "a Word document or another packed file"
        raise Unreadable(f"This is {kind}, though its name ends in “{ending}”. {ALLOWED}")
