from itertools import pairwise

SHOWN = 100  # of the latest changes
WHAT = {"+": "added", "~": "changed", "-": "deleted"}


def entries(row):
    """The row's history, latest first, as `parts/history.html` shows it."""
    records = list(row.history.select_related("history_user")[: SHOWN + 1])
    older = [*(before for _, before in pairwise(records)), None]
    return [entry(record, before) for record, before in zip(records, older, strict=True)][:SHOWN]


def entry(record, before):
    return {
        "when": record.history_date,
        "who": record.history_user or "Multitrack",
        "what": WHAT[record.history_type],
        "why": record.history_change_reason or "",
        "changes": changes(record, before) if before else [],
    }


def changes(record, before):
    delta = record.diff_against(before, excluded_fields=["version"], foreign_keys_are_objs=True)
    model = record.instance_type
    return [
        {
            "field": model._meta.get_field(change.field).verbose_name,
            "before": shown(change.old),
            "after": shown(change.new),
        }
        for change in delta.changes
    ]


def shown(value):
    """A value as people read it; a group of a person comes as its link row."""
    if isinstance(value, list):
        return ", ".join(str(row["group"]) for row in value)
    return "" if value is None else str(value)
