"""The history of a row as people read it: one query, two where it has links, however long it is."""

from datetime import datetime
from itertools import pairwise

from django.utils.dateformat import format as date_format

from annotate.queries.history import NOBODY

SHOWN = 100  # of the latest changes
WHAT = {"+": "added", "~": "changed", "-": "deleted"}
SILENT = {"id", "version"}
GROUPS = "historicaluser_groups_set"  # which simple_history keeps of each record of a person


def entries(row):
    """Latest first, as `admin/row_history.html` shows them."""
    records = list(records_of(row)[: SHOWN + 1])
    older = [*(before for _, before in pairwise(records)), None]
    return [entry(record, before) for record, before in zip(records, older, strict=True)][:SHOWN]


def records_of(row):
    """With the rows they name, which would else be asked for one by one."""
    model = row.history.model
    named = [field.name for field in model.tracked_fields if field.is_relation]
    links = [f"{GROUPS}__group"] if hasattr(model, GROUPS) else []
    return row.history.select_related("history_user", *named).prefetch_related(*links)


def entry(record, before):
    return {
        "when": record.history_date,
        "who": record.history_user or NOBODY,
        "what": WHAT[record.history_type],
        "why": record.history_change_reason or "",
        "changes": changes(record, before) if before else [],
    }


def changes(record, before):
    found = [
        {"field": field.verbose_name, "before": words(before, field), "after": words(record, field)}
        for field in record.tracked_fields
        if field.name not in SILENT
        and getattr(record, field.attname) != getattr(before, field.attname)
    ]
    if (old := role(before)) != (new := role(record)):
        found.append({"field": "role", "before": old, "after": new})
    return found


def words(record, field):
    value = getattr(record, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return str(getattr(record, field.name) or "one that is deleted now")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(value, "j M Y, H:i")
    return str(dict(field.flatchoices).get(value, value))


def role(record):
    """The role that a person had then; "" for what is no person."""
    links = getattr(record, GROUPS).all() if hasattr(record, GROUPS) else []
    return ", ".join(str(link.group) for link in links)
