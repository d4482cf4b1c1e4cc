"""The file of a round's progress: a row for each coding, without what it says."""

from annotate.models.vocabularies import CodingState, Seen

from .columns import Column

BLIND = "blind"


def yes_or_no(name, meaning):
    return Column(
        name, "boolean", meaning, lambda coding: str(getattr(coding, f"is_{name}")).lower()
    )


def when(name, type_, meaning):
    def read(coding):
        moment = getattr(coding, name)
        return moment and moment.isoformat()

    return Column(name, type_, meaning, read)


COLUMNS = [
    Column("case", "string", "Public id of the case.", lambda coding: coding.case.public_id),
    Column("title", "string", "Title of the case.", lambda coding: coding.case.title),
    Column(
        "coder",
        "string",
        "Name by which the coder signs in; blank for a place that nobody has taken.",
        lambda coding: coding.coder and coding.coder.username,
    ),
    Column(
        "state",
        "string",
        "assigned, started, submitted or, where somebody else took it over, lapsed.",
        lambda coding: coding.state,
        tuple(CodingState.values),
    ),
    yes_or_no("in_pool", "Whether anybody may take it."),
    yes_or_no("overdue", "Whether it is not submitted and its day is over."),
    Column(
        "blind",
        "string",
        "blind, or why the coder was not: published, own, before, reopened.",
        lambda coding: coding.seen or BLIND,
        (BLIND, *filter(None, Seen.values)),
    ),
    when("assigned_at", "datetime", "When the coder got it."),
    when("started_at", "datetime", "When they first answered."),
    when("saved_at", "datetime", "When they last answered."),
    when("submitted_at", "datetime", "When they submitted it."),
    when("due_on", "date", "The day by which it is due."),
    when("lapses_at", "datetime", "From when on others may take it."),
]
HEADER = [column.name for column in COLUMNS]


def rows(codings):
    """By case, in the order in which they were given out."""
    listed = codings.select_related("case", "coder").order_by("case", "pk")
    listed = listed.defer("case__narrative", "case__summary")
    for coding in listed.iterator(chunk_size=1000):
        yield [column.read(coding) for column in COLUMNS]
