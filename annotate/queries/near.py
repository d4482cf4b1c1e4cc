"""How many cases there would be if one thing less were asked."""

from dataclasses import dataclass

from django.db import connections

from .address import Address
from .facets.counts import Base, read


@dataclass(frozen=True)
class Near:
    """`what` is in words: “not Type of diplomacy: Military”."""

    what: str
    count: int
    address: Address


def near(question):
    """The questions that differ by one parameter and have answers, most first. One query."""
    names = [name for name in question.asked.filters if _narrows(question, name)]
    bases = [
        Base(f"less_{place}", question.asked.without(name, f"{name}.mode"))
        for place, name in enumerate(names)
    ]
    if bases:
        read(bases, connections[question.asked.queryset.db])
    found = [
        Near(_words(question, name), base.tally("total"), question.address.but({name: []}))
        for name, base in zip(names, bases, strict=True)
        if base.tally("total")
    ]
    return sorted(found, key=lambda each: -each.count)


def _narrows(question, name):
    return question.asked.filters[name].narrows and question.asked.value(name)


def _words(question, name):
    parameter = question.asked.filters[name]
    values = ", ".join(parameter.words(question.asked.value(name)))
    return f"{'not ' if name.startswith('not.') else ''}{parameter.label}: {values}"
