"""The year of a source, as citations have it."""

import re

WORDS = frozenset(["n.d.", "forthcoming", "in press"])
YEAR = r"(?:c\. ?)?([12][0-9]{3})[a-z]?"
YEARS = re.compile(rf"{YEAR}(?:[-–/]{YEAR})?")
ALLOWED = "Write four digits, such as 1998, 1998a, c. 1998 or 1999–2001; or n.d., forthcoming."


def what_is_wrong(text):
    """A sentence about a year that no citation has; "" for a blank and for a sound one."""
    if not text or text.lower() in WORDS:
        return ""
    found = YEARS.fullmatch(text)
    if not found:
        return f"“{text}” is no year. {ALLOWED}"
    first, last = found.groups()
    return f"{last} lies before {first}." if last and last < first else ""
