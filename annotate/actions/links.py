"""Links between cases: named from either end, stored in one direction."""

from dataclasses import dataclass, replace

from django.utils.text import slugify

from annotate.models import Case, CaseLink
from annotate.models.vocabularies import LinkType, State

from .at_once import take_turn
from .parts import Plan, plan

# What a link may be called, seen from the case it is written at: `successor`, `predecessor` …
FORWARD = {kind.value: kind for kind in LinkType}
BACKWARD = {slugify(kind.backward): kind for kind in LinkType if kind is not LinkType.PARALLEL}
LINK_NAMES = [*LinkType.choices, *((name, kind.backward) for name, kind in BACKWARD.items())]


class LinkCycle(Exception):
    """A case would be part, or come after, itself."""


@dataclass(frozen=True)
class Link:
    """A link as it is called at one end: `name` is one of LINK_NAMES."""

    name: str
    other: Case
    note: str = ""


def directed(case, link):
    """The link in its stored direction, as a new CaseLink."""
    if link.name in BACKWARD:
        return CaseLink(case=link.other, target=case, type=BACKWARD[link.name], note=link.note)
    ends = [case, link.other]
    if link.name == LinkType.PARALLEL:
        ends.sort(key=lambda end: end.pk)
    return CaseLink(case=ends[0], target=ends[1], type=FORWARD[link.name], note=link.note)


def named_from(case, row):
    """A stored link as it is called at this end of it."""
    if row.case_id == case.pk:
        return Link(row.type, row.target, row.note)
    return Link(slugify(LinkType(row.type).backward), row.case, row.note)


def said_by(row):
    """All that a stored or new link says, or a history row of one; its note comes last."""
    return row.case_id, row.target_id, row.type, row.note


def plan_links(case, links, *, gone, by):
    """Only links with a number in `gone` go; others may have come from the other end meanwhile.

    Links to cases that `by` may not see stay as they are.
    """
    stored = CaseLink.objects.touching(case)
    wanted = [directed(case, link) for link in links]
    steps = plan(stored.visible_to(by) if by else stored, wanted)
    return Plan([row for row in steps.gone if row.pk in gone], steps.changed)


def tell_others(case, change, *, what):
    """Published cases that are linked to this one say in their history that it came or went."""
    told = replace(change, why=f"{case.public_id} was {what}, and with it the link to it")
    for row in CaseLink.objects.touching(case).select_related("case", "target"):
        other = row.target if row.case_id == case.pk else row.case
        if other.state == State.PUBLISHED:
            told.save(row)


def refuse_cycles(rows):
    """Raises LinkCycle. The rows are stored already, so that two of them may close a circle."""
    rows = [row for row in rows if row.type in LinkType.without_cycles()]
    if rows:
        take_turn("links")  # or two people could close it, neither seeing the other's link yet
    for row in rows:
        if row.type in CaseLink.objects.circles_through(row.case):
            raise LinkCycle(f"“{row}” would close a circle of links.")
