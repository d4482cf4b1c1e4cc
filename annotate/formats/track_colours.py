"""The colours of the nine tracks, from the style sheet of the pages."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "static" / "annotate" / "css" / "tokens.css"
FILL = re.compile(r"--t([0-9]): *light-dark\((#[0-9a-f]{6}),")


@cache
def track_colours():
    """The fills on light paper, by number: `{1: "#383686"}`."""
    return {int(number): fill for number, fill in FILL.findall(FILE.read_text(encoding="utf-8"))}
