"""Where the key of a merged code leads.

A merged code that still has tags goes on answering for itself, so that nothing is counted as what
it is not.
"""

from django.db.models import Exists, OuterRef

from .steps import FormerKey
from .tags import Tag


def heirs(codes):
    """`{code: code that took over}` of the merged ones among `codes`, of one or many dimensions.

    One query; none where no code is retired.
    """
    return _last(_merged(codes, FormerKey.objects.all()), codes)


def heirs_among(codes):
    """As `heirs`, as far as one of `codes` took over."""
    pks = {code.pk for code in codes}
    merged = _merged(codes, FormerKey.objects.all())
    return _last({old: new for old, new in merged.items() if new in pks}, codes)


def led(codes, user):
    """As `heirs`, of those under which no tag is left that the user may see.

    Others do not count, or whoever codes a case blind would learn how it is tagged.
    """
    same = {"code__dimension": OuterRef("dimension"), "code__key": OuterRef("key")}
    tags = Tag.objects.visible_to(user).filter(**same)
    return _last(_merged(codes, FormerKey.objects.exclude(Exists(tags))), codes)


def _merged(codes, former):
    """`{pk of a merged code: pk of the one it was merged into}`."""
    retired = {(code.dimension_id, code.key): code.pk for code in codes if code.retired_at}
    rows = former.values_list("dimension", "key", "code") if retired else []
    return {retired[where, key]: pk for where, key, pk in rows if (where, key) in retired}


def _last(merged, codes):
    """The one that took over may have been merged in its turn."""
    by_pk = {code.pk: code for code in codes}
    return {by_pk[pk]: by_pk[_end(pk, merged)] for pk in merged}


def _end(pk, merged):
    while pk in merged:
        pk = merged[pk]
    return pk


def led_to(code, user):
    """The code that took over from a merged one without tags that the user may see, or None."""
    if not code.retired_at:
        return None
    return led(list(code.dimension.codes.select_related("dimension")), user).get(code)
