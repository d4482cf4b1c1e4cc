"""What full-text search reads of a case, rewritten whenever the case changes."""

from itertools import chain

from annotate.models import Case, CaseText
from annotate.text import terms

BATCH_CASES = 500
# PostgreSQL takes a megabyte of words and positions per row; four columns of this stay below it.
LONGEST_CHARS = 60_000
COLUMNS = ["title", "summary", "people", "body"]


def index(case):
    index_all(Case.objects.filter(pk=case.pk))


def index_all(cases):
    """Rewrite the index of all `cases`, a queryset; returns how many they were."""
    pks = list(cases.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), BATCH_CASES):
        _write(Case.objects.filter(pk__in=pks[first : first + BATCH_CASES]))
    return len(pks)


def _write(cases):
    parts = ["countries", "participations__actor", "citations__source"]
    rows = [
        CaseText(case=case, **{name: _stored(texts) for name, texts in _texts(case).items()})
        for case in cases.select_related("conflict").prefetch_related(*parts)
    ]
    CaseText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case"], update_fields=COLUMNS
    )


def _texts(case):
    sources = [citation.source for citation in case.citations.all()]
    countries = [country.name for country in case.countries.all()]
    return {
        "title": [case.title, *case.alias_list],
        "summary": [case.summary, case.conflict.name if case.conflict else "", *countries],
        "people": [part.actor.name for part in case.participations.all()],
        "body": [
            case.narrative,
            *(f"{source.author} {source.title} {source.publisher}" for source in sources),
        ],
    }


def _stored(texts):
    """The words, each between two spaces, so that one or several in a row can be looked for."""
    words = " ".join(chain.from_iterable(map(terms, texts)))
    if len(words) > LONGEST_CHARS:
        words = words[:LONGEST_CHARS].rpartition(" ")[0]
    return f" {words} " if words else ""
