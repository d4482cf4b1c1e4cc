"""The columns of the tag table: one row per tag, with the evidence it rests on."""

from collections import defaultdict
from operator import itemgetter

from annotate.models import Evidence, Tag

from .columns import Column
from .export_rows import batches

TAG_FIELDS = (
    "pk case case__title code__dimension__key code__key code__number code__label role certainty "
    "confidence rationale origin codebook_version__number"
).split()
EVIDENCE_FIELDS = (
    "tag quote pages document__title citation__pages citation__source__author "
    "citation__source__title citation__source__year"
).split()


def tag_rows(cases):
    """A dict of `TAG_FIELDS` per tag, its evidence under “evidence”, in the order of the cases."""
    for batch in batches(cases):
        evidence = _evidence(batch, cases.db)
        tags = Tag.objects.using(cases.db).filter(case__in=batch)
        order = ["code__dimension__position", "code__position", "code__number", "pk"]
        of_case = defaultdict(list)
        for tag in tags.order_by(*order).values(*TAG_FIELDS).iterator():
            of_case[tag["case"]].append(tag | {"evidence": evidence[tag["pk"]]})
        for pk in batch:
            yield from of_case[pk]


def _evidence(batch, using):
    of_tag = defaultdict(list)
    rows = Evidence.objects.using(using).filter(tag__case__in=batch).order_by("start", "pk")
    for row in rows.values(*EVIDENCE_FIELDS).iterator():
        of_tag[row["tag"]].append(row)
    return of_tag


def quotes(evidence):
    """A passage on each line; white space inside a passage is single spaces."""
    return "\n".join(" ".join(row["quote"].split()) for row in evidence if row["quote"])


def sources(evidence):
    """Where the evidence stands, on the lines of `quotes`, then the places that are only cited."""
    return "\n".join(_place(row) for row in sorted(evidence, key=lambda row: not row["quote"]))


def _place(row):
    if row["document__title"]:
        return row["document__title"]
    parts = [row[f"citation__source__{name}"] for name in ("author", "title", "year")]
    return ", ".join(filter(None, [*parts, row["pages"] or row["citation__pages"]]))


def of_tag(name, field, meaning):
    return Column(name, "string", meaning, itemgetter(field))


TAG_COLUMNS = [
    Column("case", "string", "Public id of the case.", lambda tag: f"PI-{tag['case']:04d}"),
    of_tag("title", "case__title", "Title of the case."),
    of_tag("dimension", "code__dimension__key", "Key of the dimension."),
    of_tag("code", "code__key", "Key of the code; unique in its dimension."),
    Column("number", "integer", "Official number of the code.", itemgetter("code__number")),
    of_tag("label", "code__label", "Label of the code."),
    of_tag("role", "role", "lead or supporting; primary or also; blank where there is none."),
    of_tag("certainty", "certainty", "present or cannot-tell."),
    of_tag("confidence", "confidence", "high, medium or low; blank where it was not recorded."),
    of_tag("rationale", "rationale", "Why the code applies; for a derived tag, the rule."),
    Column(
        "quote",
        "string",
        "Passages it rests on, one on each line.",
        lambda tag: quotes(tag["evidence"]),
    ),
    Column(
        "source",
        "string",
        "Where they stand, one on each line.",
        lambda tag: sources(tag["evidence"]),
    ),
    of_tag("origin", "origin", "coded by a person, derived by a rule, or override of the rule."),
    of_tag(
        "codebook_version",
        "codebook_version__number",
        "Version of the codebook the tag was decided under; blank while none asks its code.",
    ),
]
