"""The page about rounds lists the columns of the file."""

import re
from pathlib import Path

from annotate.queries.round_columns import COLUMNS

PAGE = Path(__file__).parent.parent.parent / "docs" / "rounds.md"


def test_every_column_of_the_progress_file_is_described():
    described = re.findall(
        r"^\| `(\w+)` \| (\w+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert described == [(column.name, column.type, column.meaning) for column in COLUMNS]
