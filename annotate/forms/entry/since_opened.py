"""What curators did to the codebook since the page was opened: nobody answers it unseen."""

import re

from annotate.actions.unseen import asked_since, in_words
from annotate.models import Code, CodebookVersion

CODE_OF_TAG = re.compile(r"tag-([0-9]{1,9})-(?:on|rationale|confidence|evidence-[0-9]+-quote)")
RETIRED = (
    "This code was retired, so it cannot be given any more."
    " What is typed here is kept until you untick it and clear it."
)


def latest_number():
    """Of the codebook that a page shows; "" before the first is published."""
    return CodebookVersion.objects.values_list("number", flat=True).first() or ""


def retired_meanwhile(typed, offered):
    """Codes that are not offered any more, under which something is typed. Mostly no query."""
    found = ((CODE_OF_TAG.fullmatch(name), text.strip()) for name, text in typed.items())
    keys = {int(name[1]) for name, text in found if name and text}
    missing = keys - {code.pk for code in offered}
    if not missing:
        return []
    codes = Code.objects.filter(pk__in=missing, dimension__derived=False)
    return list(codes.select_related("dimension", "parent"))


def unseen_codebook(typed):
    """Why this cannot be submitted yet: the case would answer codes that were not on the page."""
    shown, moves = typed.get("codebook"), typed.get("then") == "submit" or typed.get("to_codebook")
    if not (shown and moves) or shown == latest_number():
        return ""
    new = in_words(asked_since(shown))
    asks = f" It also asks: {new}." if new else ""
    return (
        f"Codebook {latest_number()} was published while this page was open.{asks}"
        " It stands below as it is now: look it through, then press the button again."
    )
