"""The outline of all land, from the drawing that pages refer to."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "static" / "annotate" / "img" / "land.svg"


@cache
def outline():
    """Path data in tenths of a degree, south down."""
    found = re.search(r' d="([^"]+)"', FILE.read_text(encoding="utf-8"))
    assert found, f"{FILE} has no path."
    return found[1]
