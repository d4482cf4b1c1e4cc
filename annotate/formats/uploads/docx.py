"""Word documents, by way of the web page that mammoth makes of them.

What was deleted under “track changes” and comments are left out; notes stand at the end.
"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import mammoth

from .html import read_markup
from .refusal import Unreadable

MOST_UNPACKED_BYTES = 100_000_000
TITLE = "p[style-name='Title'] => h1:fresh"
BACK_TO_TEXT = ">↑</a>"  # mammoth ends every note with this link


def read(data):
    _refuse_bomb(data)
    markup = mammoth.convert_to_html(
        BytesIO(data),
        style_map=TITLE,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(lambda image: {}),
    ).value
    return read_markup(markup.replace(BACK_TO_TEXT, "></a>"))


def _refuse_bomb(data):
    """By the sizes it declares; more than those Python does not unpack."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except BadZipFile:
        raise Unreadable.broken("a Word document") from None
    if size > MOST_UNPACKED_BYTES:
        raise Unreadable(
            "This document is too large once unpacked. "
            "Save its text as .txt, or upload it in parts."
        )
