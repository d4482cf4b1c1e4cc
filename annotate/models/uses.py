"""What dimensions and codes are used for, and what therefore stays as it is."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from .codebook import Code, Dimension
from .tags import Tag

# Addresses, columns and stored tags rest on these.
FIXED_ONCE_USED = {
    Dimension: ["key", "multi_valued", "roles", "derived"],
    Code: ["dimension", "key", "number", "parent"],
}


def with_case_count(rows, user):
    """Dimensions or codes with `case_count`: how many cases that the user sees have a tag of it."""
    path = "code" if rows.model is Code else "code__dimension"
    tags = Tag.objects.visible_to(user).filter(**{path: OuterRef("pk")}).order_by().values(path)
    count = tags.annotate(count=Count("case", distinct=True)).values("count")
    return rows.annotate(case_count=Coalesce(Subquery(count), 0))


def fixed_fields(row):
    """The names of the fields that may not change any more."""
    codes = row.codes.all() if isinstance(row, Dimension) else Code.objects.filter(pk=row.pk)
    published = codes.exclude(first_version=None)
    tagged = Tag.objects.filter(code__in=codes)
    return FIXED_ONCE_USED[type(row)] if published.exists() or tagged.exists() else []


def uses(row):
    """Why the row cannot be deleted, as phrases; none where it can."""
    if isinstance(row, Dimension):
        return counted(row.codes.count(), "one code belongs to it", "{} codes belong to it")
    if row.first_version:  # reason enough; more would tell a coder how others answer
        return [f"it has been asked since {row.first_version}"]
    return [
        *(["cases name it"] if named_by_cases(row) else []),
        *counted(row.children.count(), "one sub-type belongs to it", "{} sub-types belong to it"),
        *counted(row.replaces.count(), "it replaces a code", "it replaces {} codes"),
    ]


def named_by_cases(code):
    """How many, and how, may be hidden from whoever asks."""
    return code.tags.exists() or code.overrides.exists()


def counted(count, one, many):
    return [one if count == 1 else many.format(count)] if count else []
