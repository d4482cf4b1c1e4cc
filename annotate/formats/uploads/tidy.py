"""Text of any origin with its lines and paragraphs parted as the product parts them."""

import re

from annotate.passages import BREAK

OTHER_LINE_ENDS = {ord(char): "\n" for char in "\x0b\x0c\x85\u2028"} | {0x2029: BREAK}
CONTROLS = [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFEFF]
MEANINGLESS = dict.fromkeys(set(CONTROLS) - set(OTHER_LINE_ENDS))
MANY_LINES = re.compile(r"\n{3,}")


def tidy(text):
    """Lines end in LF and not in spaces; one empty line parts paragraphs.

    >>> tidy("One.\\r\\n \\r\\n\\r\\nTwo. ")
    'One.\\n\\nTwo.'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(OTHER_LINE_ENDS | MEANINGLESS)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return MANY_LINES.sub(BREAK, lines).strip("\n")
