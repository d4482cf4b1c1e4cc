"""What the form offers while a name is typed: only what stands in cases that the user may see."""

from django.db.models import Q

from annotate.models import Actor, Case, Conflict, Participation, Source

AT_MOST = 20


def actors_visible_to(user):
    parts = Participation.objects.all()
    return Actor.objects.filter(
        Q(pk__in=parts.visible_to(user).values("actor")) | ~Q(pk__in=parts.values("actor"))
    )


def conflicts_visible_to(user):
    cases = Case.objects.exclude(conflict=None)
    seen = cases.visible_to(user).values("conflict")
    return Conflict.objects.filter(Q(pk__in=seen) | ~Q(pk__in=cases.values("conflict")))


def suggest(kind, words, user):
    """`[(value, note)]`: what can be typed, and what tells it from others of that name."""
    return SUGGESTERS[kind](words, user)


def suggest_actors(words, user):
    found = actors_visible_to(user).filter(name__icontains=words)[:AT_MOST]
    return [(actor.name, actor.get_kind_display()) for actor in found]


def suggest_conflicts(words, user):
    found = conflicts_visible_to(user).filter(name__icontains=words)[:AT_MOST]
    return [(conflict.name, conflict.get_kind_display()) for conflict in found]


def suggest_sources(words, user):
    named = Q()
    for word in words.split():
        named &= Q(author__icontains=word) | Q(title__icontains=word)
    found = Source.objects.visible_to(user).filter(named)[:AT_MOST]
    return [(f"#{source.pk} {source}", source.get_kind_display()) for source in found]


def suggest_cases(words, user):
    found = Case.objects.visible_to(user).filter(
        Q(title__icontains=words) | Q(aliases__icontains=words)
    )
    return [(f"{case.public_id} {case}", case.years) for case in found[:AT_MOST]]


SUGGESTERS = {
    "actors": suggest_actors,
    "cases": suggest_cases,
    "conflicts": suggest_conflicts,
    "sources": suggest_sources,
}
