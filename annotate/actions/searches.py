"""Questions kept: under a name for oneself, or under a short address for everybody."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Permalink, SavedSearch

from .at_once import told_if_taken

LONGEST_QUERY_CHARS = 4000
KEY_CHARS = 12  # 48 bits of the hash; more where two questions share them


@transaction.atomic
def save_search(*, name, query, by):
    """Raises ValidationError if the name is empty, too long or taken, or the query too long."""
    search = SavedSearch(user=by, name=name, query=_bounded(query))
    return _stored(search)


@transaction.atomic
def rename_search(search, *, name):
    """Raises ValidationError as `save_search` does."""
    search.name = name
    return _stored(search)


@transaction.atomic
def delete_search(search):
    search.delete()


@transaction.atomic
def shorten(query):
    """The Permalink of a canonical query string; the same one every time.

    A key that another question has, by chance or by design, is lengthened by one character.
    """
    digits = sha256(_bounded(query).encode()).hexdigest()
    found = (
        Permalink.objects.get_or_create(key=digits[:chars], defaults={"query": query})[0]
        for chars in range(KEY_CHARS, len(digits) + 1)
    )
    return next(link for link in found if link.query == query)


def _stored(search):
    search.full_clean(exclude=["query"])  # which is empty where everything is asked
    with told_if_taken(search):
        search.save()
    return search


def _bounded(query):
    if len(query) > LONGEST_QUERY_CHARS:
        raise ValidationError(
            f"The question is {len(query):,} characters long; at most {LONGEST_QUERY_CHARS:,} fit."
        )
    return query
