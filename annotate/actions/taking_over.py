"""What was settled of a code that was merged meanwhile is said of the one that took over."""

from dataclasses import replace

from .parts import same
from .retagging import strength


def under_heirs(found, heirs):
    """The Adopted, each of another code; `heirs` is `{merged code: code}`."""
    by_code = {}
    for one in found:
        one.tag.code = code = heirs.get(one.tag.code, one.tag.code)
        by_code[code] = joined(by_code[code], one) if code in by_code else one
    return list(by_code.values())


def joined(one, other):
    """What the stronger of the two says, on the grounds of both; as a merge joins two tags."""
    tag = max(one.tag, other.tag, key=strength)
    words = dict.fromkeys([one.tag.rationale, other.tag.rationale])
    tag.rationale = "\n".join(filter(None, words))
    evidence = {same(row): row for row in [*one.evidence, *other.evidence]}
    return replace(
        one,
        tag=tag,
        judgements=[*one.judgements, *other.judgements],
        evidence=list(evidence.values()),
        keeps=not evidence and (one.keeps or other.keeps),
    )
