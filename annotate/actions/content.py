"""All that a case consists of besides its own columns, and how it is written."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from annotate.models import (
    CaseCountry,
    Citation,
    Code,
    Document,
    Event,
    Override,
    Participation,
    Place,
    Source,
    Verification,
)

from . import documents
from .change import claim
from .links import Link, plan_links, refuse_cycles
from .parts import in_order, plan
from .tags import Answer, plan_evidence, plan_tags, with_types


@dataclass(kw_only=True)
class Content:
    """What the rows of a case should be. All of them are new instances; none is stored yet.

    Their actors, sources and documents may be new as well. `corrected`: stored sources of which
    the columns have changed. `offered`: the codes that were asked, derived ones as well.
    `links` are those to be written, `links_gone` the numbers of stored ones that they replace or
    that were removed; all other links stay as they are.
    """

    countries: list[CaseCountry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    corrected: list[Source] = field(default_factory=list)
    verifications: list[Verification] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    links_gone: set[int] = field(default_factory=set)
    offered: list[Code] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)

    def rows(self):
        """Each list with the name of the rows on the case that it stands for."""
        return {
            "case_countries": in_order(self.countries),
            "places": in_order(self.places),
            "events": self.events,
            "participations": in_order(self.participations),
            "citations": in_order(self.citations),
            "verifications": self.verifications,
        }


def write(case, content, *, version, change):
    """Bring all rows of the case in step with `content`. What is equal is not touched.

    Raises LinkCycle. `version` is the codebook's, for tags that are new or differ.
    """
    save_what_is_shared(content, change)
    plans = [plan_rows(case, getattr(case, name), rows) for name, rows in content.rows().items()]
    overridden = case.overrides.filter(code__in=content.offered)
    plans.append(plan_rows(case, overridden, content.overrides))
    links = plan_links(case, content.links, gone=content.links_gone, by=change.by)
    answers = with_types(content.answers)
    stored_tags = list(case.tags.coded().filter(code__in=content.offered))
    tags = plan_tags(case, answers, offered=content.offered, version=version)
    keep_documents(case, content.documents, by=change.by)
    plans += [links, tags, plan_evidence(answers, stored_tags)]
    for step in reversed(plans):
        step.remove(change)
    for step in plans:
        step.write(change)
    refuse_cycles(links.changed)


def plan_rows(case, stored, rows):
    for row in rows:
        row.case = case
    return plan(stored.all(), rows)


def save_what_is_shared(content, change):
    """Actors and sources come before the rows that use them."""
    for row in content.corrected:
        claim(row, row.version)
        change.save(row)
    for row in content.participations:
        row.actor = named(row.actor, change)
    for row in [*content.citations, *content.verifications]:
        row.source = saved(row.source, change)


def named(row, change):
    """The actor or conflict of that name, stored if there is none.

    Its author may not have known of it: because somebody else was quicker, or because it stands
    only in cases that the author may not see. It then stays as it is, of whatever kind it is.
    """
    if row.pk:
        return row
    try:
        with transaction.atomic():
            return stored_as(row) or change.save(row)
    except IntegrityError:  # somebody else was quicker by a hair
        return stored_as(row)


def stored_as(row):
    return type(row).objects.filter(name=row.name).first()


def saved(row, change):
    """The row, stored if it is new."""
    return row if row.pk else change.save(row)


def keep_documents(case, rows, *, by):
    for row in rows:
        row.case, row.source = case, row.source  # either may have been stored in the meantime
        documents.keep(row, by=by)
