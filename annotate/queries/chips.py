"""What a question asks, one chip for each value, with the question that asks it no more."""

from dataclasses import dataclass

from .facets.shown import Toggles


@dataclass(frozen=True)
class Chip:
    label: str
    value: str
    href: str
    excluded: bool = False


def chips(question):
    asked = question.asked
    found = [_single(question, "q", "Words")]
    for facet in asked.facets.values():
        toggles = Toggles(question, facet)
        for name, excluded in [(facet.key, False), (f"not.{facet.key}", True)]:
            found += [
                Chip(facet.label, str(option), toggles.without(option), excluded)
                for option in asked.value(name)
            ]
    found += [_single(question, "start", "Start"), _single(question, "end", "End")]
    return [chip for chip in found if chip]


def _single(question, name, label):
    """The chip of a parameter that has one value, or None."""
    value = question.asked.value(name)
    return Chip(label, str(value), question.address.but({name: []}).href) if value else None
