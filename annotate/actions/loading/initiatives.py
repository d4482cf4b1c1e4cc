from django.db import transaction

from annotate.actions import derived
from annotate.actions.documents import store_narrative
from annotate.actions.indexing import index_all
from annotate.actions.links import Link, directed
from annotate.models import (
    Case,
    CaseCountry,
    CaseLink,
    Citation,
    CodebookVersion,
    Evidence,
    Override,
    Participation,
    Place,
    Tag,
    Verification,
)

from .cast import Cast
from .claims import coded_tags, evidence, overrides
from .files import ever_here, loaded, read_json
from .parts import (
    case_countries,
    citations,
    new_case,
    participations,
    places,
    verifications,
)


@transaction.atomic
def load_initiatives():
    """Add the shipped initiatives that were never here, in their order. Returns how many."""
    shipped, change = read_json("initiatives/initiatives.json"), loaded()
    known = ever_here(Case, "slug")
    entries = [entry for entry in shipped["cases"] if entry["key"] not in known]
    cast = Cast(entries, change)
    pairs = add_cases(entries, cast, shipped["checked_on"], change)
    add_parts(pairs, cast, shipped["checked_on"], change)
    add_claims(pairs, cast, change)
    add_links(pairs, change)
    index_all(Case.objects.filter(pk__in=[case.pk for case, _ in pairs]))
    return len(pairs)


def add_cases(entries, cast, checked_on, change):
    version = CodebookVersion.objects.latest()
    cases = [new_case(entry, cast, version, checked_on) for entry in entries]
    change.create_all(Case, cases)
    return list(zip(cases, entries, strict=True))


def add_parts(pairs, cast, checked_on, change):
    of_model = {
        CaseCountry: case_countries,
        Place: places,
        Participation: participations,
        Citation: citations,
    }
    for model, parts in of_model.items():
        rows = [row for case, entry in pairs for row in parts(case, entry, cast)]
        change.create_all(model, rows)
    checks = [row for case, entry in pairs for row in verifications(case, entry, cast, checked_on)]
    change.create_all(Verification, checks)


def add_claims(pairs, cast, change):
    tags = [row for case, entry in pairs for row in coded_tags(case, entry, cast)]
    change.create_all(Tag, tags)
    chosen = [row for case, entry in pairs for row in overrides(case, entry, cast)]
    change.create_all(Override, chosen)
    for case, _ in pairs:
        derived.refresh(case, change=change)
    texts = [
        (case, entry, store_narrative(case, by=None))
        for case, entry in pairs
        if "narrative" in entry
    ]
    change.create_all(Evidence, [row for text in texts for row in evidence(*text)])


def add_links(pairs, change):
    """Leaves out links to what has been renamed since it was loaded."""
    cases = {case.slug: case for case in Case.objects.all()}
    rows = [
        directed(case, Link(link["type"], cases[link["target"]], link["note"]))
        for case, entry in pairs
        for link in entry.get("links", [])
        if link["target"] in cases
    ]
    change.create_all(CaseLink, rows)
