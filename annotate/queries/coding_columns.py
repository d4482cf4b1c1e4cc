"""The columns of the table of codings, whichever of its shapes."""

from datetime import datetime
from operator import attrgetter, itemgetter

from annotate.models.vocabularies import Seen, Value

from .columns import Column
from .tag_columns import quotes, sources


def of(name, part, field, meaning, type_="string"):
    get, key = attrgetter(part), itemgetter(field)
    return Column(name, type_, meaning, lambda row: key(get(row)))


def said(name, meaning):
    return Column(name, "string", meaning, lambda row: row.said.get(name, ""))


def when(name, meaning):
    def read(row):
        moment = row.coding.get(name)
        return moment and datetime.isoformat(moment)

    return Column(name, "datetime", meaning, read)


def blindness(row):
    seen = row.coding.get("seen")
    return None if seen is None else seen or "blind"


CODING_COLUMNS = [
    Column("case", "string", "Public id of the case.", lambda row: f"PI-{row.coding['case']:04d}"),
    of("title", "coding", "case__title", "Title of the case."),
    of("round", "coding", "round__title", "Title of the round in which it was coded."),
    Column(
        "coder",
        "string",
        "A pseudonym that stays the same; the name where it was asked for; blank where the row"
        " stands for several coders.",
        lambda row: row.coder,
    ),
    of("dimension", "code", "dimension__key", "Key of the dimension."),
    of("code", "code", "key", "Key of the code; unique in its dimension."),
    of("number", "code", "number", "Official number of the code.", "integer"),
    of("label", "code", "label", "Label of the code."),
    Column(
        "value",
        "string",
        "present, absent or cannot-tell; blank where several coders have no answer in common."
        " A settled one is as it was settled: what changed since, as by a proposal that was"
        " accepted, changes the tags of the case alone.",
        lambda row: row.value,
        tuple(Value.values),
    ),
    Column(
        "role",
        "string",
        "lead or supporting; primary or also; blank where there is none, or none in common.",
        lambda row: row.role,
    ),
    said("confidence", "high, medium or low; blank where the coder did not say."),
    said("rationale", "Why the code applies, in the coder's words."),
    Column(
        "quote",
        "string",
        "Passages it rests on, one on each line.",
        lambda row: quotes(row.evidence),
    ),
    Column(
        "source", "string", "Where they stand, one on each line.", lambda row: sources(row.evidence)
    ),
    said("note", "The coder's note to the adjudicator; no part of the answer."),
    Column(
        "reason", "string", "The adjudicator's reason, of a settled answer.", lambda row: row.reason
    ),
    Column(
        "in_favour",
        "integer",
        "How many codings gave this answer, in this role if it says one.",
        lambda row: row.in_favour,
    ),
    Column("codings", "integer", "How many codings were submitted.", lambda row: row.codings),
    Column(
        "blind",
        "string",
        "blind, or why the coder may have known: published (the case was public), own (the coder"
        " entered it), before (had coded or settled it), reopened (after submission).",
        blindness,
        ("blind", *filter(None, Seen.values)),
    ),
    when("started_at", "When the coder began, in UTC."),
    when("submitted_at", "When the coding was submitted, in UTC."),
    of("codebook_version", "coding", "codebook_version__number", "Version of the codebook."),
]
