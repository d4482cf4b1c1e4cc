from typing import NamedTuple


class Found(NamedTuple):
    """What a reader found in a file, before it is tidied. Title and notice may be empty."""

    title: str
    text: str
    notice: str = ""
