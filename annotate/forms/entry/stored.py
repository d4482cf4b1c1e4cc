"""A stored case as it would be typed: one flat QueryDict, as the browser would send it."""

import json

from django.http import QueryDict

from annotate.actions.links import named_from
from annotate.models import CaseLink, Evidence
from annotate.models.vocabularies import Certainty

from .own import CaseForm
from .pieces import marks
from .rows import add_row
from .sources import OF_SOURCE

STARTED_WITH = ["countries", "participations", "citations"]  # a blank row each, to be filled in
OF_ROW = {
    "places": ["id", "name", "country", "latitude", "longitude", "role"],
    "events": ["id", "date", "label", "note"],
    "participations": ["actor", "role", "third_party", "at_table", "side", "note"],
}


def fresh(case, user):
    """What the form starts with, and marks of it by which changes are known later."""
    typed = typed_case(case, user) if case.pk else new_case(case)
    typed["seen"] = json.dumps(marks(typed))
    for prefix in STARTED_WITH:
        if typed[f"{prefix}-TOTAL_FORMS"] == "0":
            add_row(typed, prefix)
    return typed


def new_case(case):
    typed = QueryDict(mutable=True)
    put(typed, "", own_fields(case))
    for prefix in STARTED_WITH:
        put_rows(typed, prefix, [])
    return typed


def typed_case(case, user):
    """Eleven queries, however much there is. Links to cases that `user` may not see stay out."""
    typed = QueryDict(mutable=True)
    put(typed, "", own_fields(case))
    put_rows(typed, "countries", map(country, case.case_countries.select_related("country")))
    put_rows(typed, "places", plain("places", case.places.select_related("country")))
    put_rows(typed, "events", plain("events", case.events.all()))
    parts = case.participations.select_related("actor")
    put_rows(typed, "participations", plain("participations", parts))
    put_rows(typed, "citations", map(citation, case.citations.select_related("source")))
    links = CaseLink.objects.touching(case).visible_to(user).select_related("case", "target")
    put_rows(typed, "links", (link(named_from(case, row), row) for row in links.with_seen()))
    put_rows(typed, "verifications", map(check, case.verifications.all()))
    put_answers(typed, case)
    put_overrides(typed, case)
    typed["version"] = str(case.version)
    return typed


def put(typed, prefix, values):
    """Leaves out what is blank; a ticked box is "on"."""
    for name, value in values.items():
        if value is True:
            typed[prefix + name] = "on"
        elif value not in (None, "", False):
            typed[prefix + name] = str(value)


def put_rows(typed, prefix, rows):
    rows = list(rows)
    typed[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    for place, row in enumerate(rows):
        put(typed, f"{prefix}-{place}-", row)


def plain(name, rows):
    return ({field: getattr(row, field) for field in OF_ROW[name]} for row in rows)


def own_fields(case):
    conflict = {"conflict_name": case.conflict and case.conflict.name}
    return {name: getattr(case, name) for name in CaseForm.Meta.fields} | conflict


def country(row):
    return {"country": row.country.name}


def citation(row):
    described = {name: getattr(row.source, name) for name in OF_SOURCE}
    number = {"ref": f"s{row.source_id}", "source": f"#{row.source_id} {row.source.title}"}
    return number | described | {"pages": row.pages, "seen": row.source.version}


def link(link, row):
    other = f"{link.other.public_id} {link.other}"
    return {"id": row.pk, "seen": row.seen, "name": link.name, "other": other, "note": link.note}


def check(row):
    facts = {name: getattr(row, name) for name in ("id", "facts", "checked_by", "checked_on")}
    return facts | {"source": f"s{row.source_id}"}


def put_answers(typed, case):
    rows = Evidence.objects.filter(tag__case=case).select_related("citation").order_by("pk")
    evidence = {}
    for row in rows:
        evidence.setdefault(row.tag_id, []).append(row)
    for tag in case.tags.coded():
        prefix = f"tag-{tag.code_id}-"
        unsure = tag.certainty == Certainty.CANNOT_TELL
        said = {"on": True, "answer": tag.certainty if unsure else tag.role}
        put(typed, prefix, said | {"confidence": tag.confidence, "rationale": tag.rationale})
        put_rows(typed, f"{prefix}evidence", map(support, evidence.get(tag.pk, [])))


def support(row):
    said = {"quote": row.quote, "pages": row.pages, "note": row.note}
    if row.citation_id:
        return said | {"place": f"s{row.citation.source_id}"}
    return said | {"occurrence": f"d{row.document_id}:{row.start}"}


def put_overrides(typed, case):
    for row in case.overrides.select_related("code"):
        prefix = f"override-{row.code.dimension_id}-"
        typed.appendlist(f"{prefix}codes", str(row.code_id))
        typed[f"{prefix}reason"] = row.reason
