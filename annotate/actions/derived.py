"""The tags of derived dimensions: what the rules say, or what a person says instead."""

from django.db.models import Q

from annotate.derivation import derive
from annotate.models import Code, Conflict, Tag
from annotate.models.facts import facts_of
from annotate.models.vocabularies import TagOrigin

from .parts import plan
from .tags import stamp


def refresh(case, *, change):
    """Bring the derived tags of a case in step with its facts and overrides: eight queries.

    A rule's value that the codebook lacks gives no tag; what a retired dimension said stays.
    """
    codes = {code.full_key: code for code in derived_codes(case)}
    asked = list(codes.values())
    overrides = list(case.overrides.select_related("code__dimension"))
    wanted = [overridden(override) for override in overrides if override.code in asked]
    settled = {override.code.dimension.key for override in overrides}
    for key, derived in derive(facts_of(case)).items():
        found = [codes.get(f"{key}:{code}") for code in derived.codes if key not in settled]
        wanted += [by_rule(code, derived.rule) for code in found if code]
    for tag in wanted:
        tag.case = case
    stamp(wanted, case.codebook_version)
    steps = plan(case.tags.exclude(origin=TagOrigin.CODED).filter(code__in=asked), wanted)
    steps.remove(change)
    steps.write(change)


def refresh_held(case, *, change):
    """As `refresh`, and nobody changes its countries or its conflict until the transaction ends.

    For cases that name them anew: whoever changes them would not see the case yet.
    """
    list(case.countries.select_for_update(of=["self"], no_key=True).order_by("pk"))
    if case.conflict_id:
        held = Conflict.objects.select_for_update(no_key=True)
        case.conflict = held.get(pk=case.conflict_id)
    refresh(case, change=change)


def derived_codes(case):
    """Those a rule or a person may give: all active ones, and retired ones that the case has."""
    tagged = Tag.objects.filter(case=case.pk).values("code")
    asked = Code.objects.filter(dimension__derived=True, dimension__retired_at=None)
    return asked.filter(Q(retired_at=None) | Q(pk__in=tagged)).select_related("dimension")


def by_rule(code, rule):
    return Tag(code=code, origin=TagOrigin.DERIVED, rationale=rule)


def overridden(override):
    return Tag(code=override.code, origin=TagOrigin.OVERRIDE, rationale=override.reason)
