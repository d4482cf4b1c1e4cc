"""In which order cases are listed, the same on both databases."""

from django.db.models import F, Func, OuterRef, Subquery

from annotate.models import Tag
from annotate.queries.search import relevance

RELEVANCE, START = "relevance", "start"
FIELDS = {
    "id": F("pk"),
    "title": F("indexed_text__title"),
    START: F("start_earliest"),
    "end": F("end_latest"),
}


class ByteByByte(Func):
    """Sorts text by its bytes, whatever the language of the database."""

    def as_sqlite(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, template="(%(expressions)s COLLATE BINARY)")

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, template='(%(expressions)s COLLATE "C")')


def sort_keys(facets):
    """What one may sort by; a minus before it turns it round."""
    single = [facet.key for facet in facets if facet.is_dimension and not facet.multi]
    return [RELEVANCE, *FIELDS, *single]


def ordered(cases, sort, *, facets, words):
    """`cases` sorted by one of `sort_keys`, then by start, then by id. Unknowns come last."""
    key = sort.lstrip("-")
    expression = _expression(key, facets, words)
    backwards = sort.startswith("-") != (key == RELEVANCE)  # most relevant first
    first = expression.desc(nulls_last=True) if backwards else expression.asc(nulls_last=True)
    return cases.order_by(first, F("start_earliest").asc(nulls_last=True), "pk")


def _expression(key, facets, words):
    if key == RELEVANCE:
        return relevance(words.phrases) if words else F("start_earliest")
    if key == "title":
        return ByteByByte(FIELDS["title"])
    return FIELDS.get(key) or _first_code(facets[key])


def _first_code(facet):
    """The place in the codebook of a case's first code in this dimension."""
    tags = Tag.objects.present().filter(case=OuterRef("pk"), code__in=facet.code_pks)
    return Subquery(tags.order_by("code__position").values("code__position")[:1])
