"""Web pages: what a reader sees of them, without scripts, styles, menus and what is hidden."""

import re

from selectolax.lexbor import LexborHTMLParser

from annotate.passages import BREAK

from .found import Found
from .plain import decode
from .refusal import MOST_CHARS, Unreadable

UNSEEN = frozenset(
    "audio button canvas datalist dialog embed head iframe input nav noscript object option rp "
    "script select style svg template textarea title video".split()
)
BLOCKS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p "
    "pre search section summary table ul"
)
EDGES = dict.fromkeys(BLOCKS.split(), BREAK) | {"tr": "\n", "td": "\t", "th": "\t"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = re.compile(r"\s+")
# Only encodings that web pages were written in: Python knows others that are none.
CHARSET = re.compile(
    rb"""charset\s*=\s*["']?(iso-8859-\d+|windows-\d+|koi8-[ru]|gb\w+|big5|shift_jis|euc-\w+)""",
    re.IGNORECASE,
)
CHARSET_WITHIN_BYTES = 1024
BY_BROWSERS = {"iso-8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def read(data):
    text, notice = decode(data, _declared(data))
    return read_markup(text, notice)


def read_markup(markup, notice=""):
    page = LexborHTMLParser(markup)
    title = page.css_first("head > title") or page.css_first("h1")
    return Found(title.text() if title else "", _text(page.root), notice)


def _declared(data):
    found = CHARSET.search(data[:CHARSET_WITHIN_BYTES])
    name = found[1].decode().lower() if found else ""
    try:
        "".encode(name or "utf-8")
    except LookupError:
        return ""
    return BY_BROWSERS.get(name, name)


def _text(root):
    """The text with a break at the edges of each block; spaces as a browser shows them."""
    lines = "".join(_pieces(root)).split("\n")
    rows = ([" ".join(cell.split()) for cell in line.split("\t")] for line in lines)
    text = "\n".join("\t".join(filter(None, row)) for row in rows)
    if len(text) > 2 * MOST_CHARS:  # with all its empty lines
        raise Unreadable.too_long()
    return text


def _pieces(root):
    """Words and breaks in their order. Not recursive, since pages may be nested without end."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.is_text_node:
            yield _words(node)
        elif node.tag == "br":
            yield "\n"
        elif node.is_element_node and not _is_unseen(node):
            edge = EDGES.get(node.tag, "")
            yield edge
            waiting += [edge, *reversed(list(node.iter(include_text=True)))]


def _words(node):
    text = node.text_content or ""
    return text if node.parent.tag == "pre" else SPACE.sub(" ", text)


def _is_unseen(node):
    if node.tag in UNSEEN:
        return True
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("role") == "navigation"
        or bool(HIDDEN.search(attributes.get("style") or ""))
    )
