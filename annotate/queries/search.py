"""Full-text search: the same cases in the same order on both databases.

The databases find the words in an index; which phrases match and what ranks first is asked of the
stored words, so it cannot differ.
"""

from functools import reduce
from operator import add, or_

from django.db import connections
from django.db.models import Case as Choose
from django.db.models import IntegerField, Q, Value, When
from django.db.models.expressions import RawSQL

from annotate.models import CaseText

# A word in the title says most about a case.
WEIGHTS = {"title": 8, "summary": 4, "people": 2, "body": 1}


def cases_with_words(cases, phrases):
    """Those of `cases` in which every phrase of `text.search_terms` occurs."""
    return cases.filter(pk__in=_matching(phrases, connections[cases.db].vendor))


def _matching(phrases, vendor):
    if vendor == "sqlite":
        match = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        sql = "SELECT rowid FROM annotate_casewords WHERE annotate_casewords MATCH %s"
        return RawSQL(sql, [match])  # noqa: S611
    match = " & ".join(word for phrase in phrases for word in phrase)
    sql = "SELECT case_id FROM annotate_casetext WHERE words @@ %s::tsquery"
    texts = CaseText.objects.filter(pk__in=RawSQL(sql, [match]))  # noqa: S611
    for phrase in phrases:
        if len(phrase) > 1:  # positions in a tsvector are limited; the text itself is not
            texts = texts.filter(_in_any_column(phrase))
    return texts.values("pk")


def _in_any_column(phrase):
    return reduce(or_, [Q(**{f"{name}__contains": _padded(phrase)}) for name in WEIGHTS])


def relevance(phrases):
    """How much a case is about the phrases: for each, the weight of the best place it stands in."""
    return reduce(add, map(_weight, phrases))


def _weight(phrase):
    best = [
        When(**{f"indexed_text__{name}__contains": _padded(phrase)}, then=Value(weight))
        for name, weight in WEIGHTS.items()
        if name != "body"
    ]
    return Choose(*best, default=Value(WEIGHTS["body"]), output_field=IntegerField())


def _padded(phrase):
    return f" {' '.join(phrase)} "
