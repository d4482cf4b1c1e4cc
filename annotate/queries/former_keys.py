"""Where a key leads that a code had before it was merged or moved.

A merged code that still has tags goes on answering for itself, so that nothing is counted as what
it is not.
"""

from django.db.models import Exists, OuterRef

from annotate.models import FormerKey, Tag


def leading():
    """`{(dimension, key): code}`, as primary keys, of all keys under which no tag is left."""
    tags = Tag.objects.filter(code__dimension=OuterRef("dimension"), code__key=OuterRef("key"))
    rows = FormerKey.objects.exclude(Exists(tags))
    return {(dimension, key): code for dimension, key, code in rows.values_list(*PLACE)}


PLACE = ("dimension", "key", "code")


def led_to(code):
    """The code that took over from a merged one without tags, or None."""
    if not code.retired_at or code.tags.exists():
        return None
    former = FormerKey.objects.filter(dimension=code.dimension_id, key=code.key)
    found = former.select_related("code__dimension").first()
    return found and found.code
