"""What an XML file can hold."""

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text):
    """Without the characters that XML 1.0 has no way to write, such as a form feed."""
    return ILLEGAL.sub("", text)
