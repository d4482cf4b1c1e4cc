"""What the pages of the codebook show besides its wording: counts and coded cases."""

from dataclasses import dataclass

from django.db.models import Count, Q

from annotate.models import Case, Code, Tag
from annotate.models.vocabularies import Roles

from .neighbours import with_tracks

EXAMPLES_SHOWN = 5
COMPANIONS_SHOWN = 8


def counts(user, dimension=None):
    """`{pk of code: cases in which it is present}`, of cases that `user` may see. One query."""
    tags = Tag.objects.present().visible_to(user)
    if dimension:
        tags = tags.filter(code__dimension=dimension)
    return dict(tags.order_by().values_list("code").annotate(Count("pk")))


def role_counts(code, user):
    """`[("lead", 15), ("supporting", 12)]`; empty where the dimension has no roles."""
    tags = tags_of(code, user).order_by().values_list("role").annotate(Count("pk"))
    found = dict(tags)
    return [(role.label.lower(), found.get(role, 0)) for role in code.dimension.tag_roles]


def tags_of(code, user):
    return Tag.objects.present().visible_to(user).filter(code=code)


def examples(code, user):
    """Tags with their cases, those with a rationale and a leading role first. Two queries."""
    role = "-role" if code.dimension.roles == Roles.PRIMARY else "role"
    tags = tags_of(code, user).exclude(rationale="").select_related("case__conflict")
    found = list(tags.order_by(role, "case")[:EXAMPLES_SHOWN])
    with_tracks([tag.case for tag in found])
    return found


@dataclass(frozen=True)
class Companion:
    code: Code
    count: int  # cases with both


def companions(code, user):
    """Codes most often found together with this one: of its own dimension, else tracks."""
    dimension = code.dimension.key if code.dimension.multi_valued else "track"
    tags = (
        Tag.objects.present()
        .of(dimension)
        .filter(case__in=tags_of(code, user).values("case"))
        .exclude(code__in=[code.pk, code.parent_id or code.pk])
        .exclude(code__parent=code)
    )
    found = tags.order_by().values_list("code").annotate(count=Count("pk"))
    found = list(found.order_by("-count", "code")[:COMPANIONS_SHOWN])
    codes = Code.objects.select_related("dimension").in_bulk([pk for pk, _ in found])
    return [Companion(codes[pk], count) for pk, count in found]


def example_case(code, user):
    """The case that the codebook names as the example, or None."""
    named = Q(slug=code.example) | Q(title=code.example)
    return Case.objects.visible_to(user).filter(named).first() if code.example else None
