"""What cases say by some codes, as plain data that a step keeps and its undoing puts back."""

import json

from django.core.serializers import deserialize, serialize

from annotate.actions.change import claim
from annotate.actions.derived import refresh
from annotate.models import Case, Evidence, Tag


def said(cases, codes):
    """`{pk of case, as text: its tags of `codes`, then their evidence}`, plain. Three queries."""
    tags = Tag.objects.coded().filter(case__in=cases, code__in=codes).order_by("pk")
    tags = list(tags.prefetch_related("adopted_from"))
    evidence = list(Evidence.objects.filter(tag__in=tags).select_related("tag").order_by("pk"))
    found = {str(case.pk): [] for case in cases}
    of_case = [tag.case_id for tag in tags] + [row.tag.case_id for row in evidence]
    for pk, plain in zip(of_case, json.loads(serialize("json", [*tags, *evidence])), strict=True):
        found[str(pk)].append(plain)
    return found


def put_back(step, change):
    """Let the cases say what they said before the step.

    One that was changed since stays as it is, so that nobody's later answer is lost. Returns those.
    """
    before, after, codes = step.old["answers"], step.new["answers"], step.new["codes"]
    cases = list(Case.objects.filter(pk__in=[int(pk) for pk in after]))
    now = said(cases, codes)
    same = [case for case in cases if now[str(case.pk)] == after[str(case.pk)]]
    for case in same:
        claim(case, case.version)
        write(before[str(case.pk)], after[str(case.pk)], change)
        refresh(case, change=change)
        change.save(case)
    return [case for case in cases if case not in same]


def write(before, after, change):
    """Make the rows `after` those `before`: evidence goes before its tag, and comes after it."""
    kept = {place(row) for row in before}
    for row in reversed([row for row in after if place(row) not in kept]):
        change.delete(stored(row))
    for row in [row for row in before if row not in after]:
        restore(row, change)


def place(row):
    return row["model"], row["pk"]


def stored(row):
    model = Tag if row["model"] == "annotate.tag" else Evidence
    return model.objects.get(pk=row["pk"])


def restore(row, change):
    (found,) = deserialize("python", [row], ignorenonexistent=True)
    change.save(found.object)
    for name, pks in found.m2m_data.items():
        related = getattr(found.object, name)
        related.set(related.model.objects.filter(pk__in=pks))
