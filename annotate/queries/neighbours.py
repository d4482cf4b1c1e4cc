"""The cases that stand beside a case: those it is linked to, and others of its conflict."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, prefetch_related_objects

from annotate.models import Case, CaseLink, Tag
from annotate.models.vocabularies import LinkType

MOST_SHOWN = 5
BY_START = F("start_earliest").asc(nulls_last=True)


@dataclass(frozen=True)
class Link:
    case: Case
    says: str  # how it is linked, as seen from here
    note: str


@dataclass(frozen=True)
class Neighbours:
    """Each case with its `track_tags`, leads first."""

    links: list
    same_conflict: list
    more_of_conflict: bool  # whether there are others of the conflict beyond those

    @property
    def cases(self):
        """Each once."""
        linked = {link.case.pk: link.case for link in self.links}
        return [*linked.values(), *self.same_conflict]


def neighbours(case, user):
    """Those that `user` may see. Three queries."""
    links = linked(case, user)
    others = of_same_conflict(case, user, but=[link.case for link in links])
    found = Neighbours(links, others[:MOST_SHOWN], len(others) > MOST_SHOWN)
    with_tracks([*(link.case for link in links), *found.same_conflict])
    return found


def linked(case, user):
    """Links from both ends, of which `user` may see both."""
    links = CaseLink.objects.touching(case).visible_to(user).select_related("case", "target")
    return [_seen_from(case, link) for link in links]


def _seen_from(case, link):
    kind = LinkType(link.type)
    if link.case_id == case.pk:
        return Link(link.target, kind.label, link.note)
    return Link(link.case, kind.backward, link.note)


def of_same_conflict(case, user, *, but):
    """Other cases of its conflict, without `but`: one more than is shown, if there is one."""
    if not case.conflict_id:
        return []
    others = Case.objects.visible_to(user).filter(conflict=case.conflict_id)
    others = others.exclude(pk__in=[case.pk, *(other.pk for other in but)])
    return list(others.order_by(BY_START, "pk")[: MOST_SHOWN + 1])


def with_tracks(cases):
    """Adds `track_tags`, leads first, to each. One query."""
    tracks = Tag.objects.of("track").in_codebook_order()
    prefetch_related_objects(cases, Prefetch("tags", tracks, to_attr="track_tags"))
