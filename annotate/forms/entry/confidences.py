"""One confidence for all ticked codes that have none."""

import re

from annotate.models.vocabularies import Confidence

TICKED = re.compile(r"(tag-[0-9]+)-on")


def fill_confidences(typed, level):
    """What has a confidence keeps it. `typed` is a mutable QueryDict."""
    for prefix in bare(typed) if level in Confidence.values else []:
        typed[f"{prefix}-confidence"] = level


def bare(typed):
    """The prefixes of the ticked codes without a confidence: "tag-12" …"""
    ticked = (TICKED.fullmatch(name) for name, text in typed.items() if text)
    return [one[1] for one in ticked if one and not typed.get(f"{one[1]}-confidence")]
