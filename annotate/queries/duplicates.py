"""Cases that may be the same as one that is being entered."""

from django.db.models import Case as If
from django.db.models import Value, When

from annotate.models import Case
from annotate.text import STOP_WORDS, likeness, terms

ALIKE = 0.6
AT_MOST = 5
CANDIDATES = 400
STEM_CHARS = 4
SHOWN = ["title", "aliases", "start", "end", "ongoing"]


def similar(title, *, user, but=None):
    """`[(case, likeness)]` of visible cases by title or alias, likest first. One query.

    The database finds those that share the most beginnings of words; only they are compared.
    """
    beginnings = {f" {term[:STEM_CHARS]}" for term in terms(title) if term not in STOP_WORDS}
    if not beginnings:
        return []
    shared = sum(
        If(When(indexed_text__title__contains=start, then=1), default=Value(0))
        for start in beginnings
    )
    found = Case.objects.visible_to(user).exclude(pk=but).annotate(shared=shared)
    found = found.filter(shared__gt=0).order_by("-shared", "pk")[:CANDIDATES]
    scored = [(case, likeness_of(title, case)) for case in found.only(*SHOWN)]
    alike = [(case, score) for case, score in scored if score >= ALIKE]
    return sorted(alike, key=lambda pair: (-pair[1], pair[0].pk))[:AT_MOST]


def likeness_of(title, case):
    return max(likeness(title, name) for name in [case.title, *case.alias_list])
