"""Every history row of a case and its parts, from one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, F, Q, TextField, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from annotate.models import (
    Case,
    CaseCountry,
    CaseLink,
    Citation,
    Document,
    Event,
    Evidence,
    Override,
    Participation,
    Place,
    Source,
    Tag,
    Verification,
)


def name_of(person):
    """What the person at this lookup is called; "" for nobody."""
    return Coalesce(NullIf(f"{person}__name", Value("")), F(f"{person}__username"), Value(""))


@dataclass(frozen=True)
class Part:
    """A kind of row that belongs to a case. `names` tell one of them, `shown` are its values.

    Both are lookups on the history model; names stay out of the differences. `keys` are read and
    not shown.
    """

    noun: str
    model: Any
    names: tuple[str, ...]
    shown: tuple[str, ...]
    between: str = " "  # what stands between its names
    keys: tuple[str, ...] = ()

    def field(self, lookup):
        return self.model._meta.get_field(lookup.partition("__")[0])

    def name(self, values):
        return self.between.join(str(values[name]) for name in self.names if values[name])

    def words(self, lookup, value):
        """A stored value as people read it."""
        if value is None or value == "":
            return ""
        field = self.field(lookup)
        if isinstance(field, BooleanField):
            return "yes" if value else "no"
        choices = dict(field.flatchoices)
        return choices[value].lower() if value in choices else str(value)

    def rows(self, case):
        if self.model is Document:  # the narrative is a value of the case
            return case.documents.exclude(title=Document.NARRATIVE, source=None)
        model = self.model.history.model
        if self.model is Case:
            return model.objects.filter(id=case.pk)
        if self.model is Evidence:
            tags = Tag.history.filter(case=case.pk).values("id")
            return model.objects.filter(tag__in=tags)
        if self.model is Source:
            cited = Citation.history.filter(case=case.pk).values("source")
            return model.objects.filter(id__in=cited)
        return model.objects.filter(case=case.pk)


CASE = Part(
    "case",
    Case,
    (),
    tuple(
        "title aliases summary narrative conflict__name start start_note end end_note ongoing"
        " ongoing_checked_on why_many_tracks internal_note state return_reason visibility"
        " embargo_until codebook_version__number owner__username".split()
    ),
)
TAG = Part(
    "tag",
    Tag,
    ("code__number", "code__label"),
    ("role", "certainty", "confidence", "rationale", "origin", "codebook_version__number"),
)
CITATION = Part("source", Citation, ("source__title",), ("pages",), keys=("source_id",))
SOURCE = Part(
    "cited source",
    Source,
    ("title",),
    ("kind", "author", "title", "year", "publisher", "url", "doi"),
)
EVIDENCE = Part(
    "evidence",
    Evidence,
    ("tag_id",),
    ("quote", "citation__source__title", "pages", "note"),
    keys=("document_id",),
)
TEXT = Part("text", Document, ("title",), ("source__title", "corrects__title"))
PARTS = {
    part.noun: part
    for part in (
        CASE,
        TAG,
        Part("override", Override, ("code__label",), ("reason",)),
        EVIDENCE,
        Part(
            "party",
            Participation,
            ("actor__name",),
            ("role", "third_party", "at_table", "side", "note"),
        ),
        Part("country", CaseCountry, ("country__name",), ()),
        Part("place", Place, ("name",), ("country__name", "latitude", "longitude", "role")),
        Part("event", Event, ("label",), ("date", "note")),
        Part("link", CaseLink, ("case__title", "target__title"), ("type", "note"), " → "),
        CITATION,
        SOURCE,
        TEXT,
        Part(
            "verification",
            Verification,
            ("source__title",),
            ("facts", "checked_by", "checked_on"),
        ),
    )
}


OF_HISTORY = {
    "row": F("id"),
    "at": F("history_date"),
    "who": name_of("history_user"),
    "why": Coalesce("history_change_reason", Value("", TextField())),
    "happened": F("history_type"),
    "order": F("history_id"),
}
# A text is added once and never changes. It has no reason: that of the case's row holds for it.
OF_TEXT = {
    "row": F("id"),
    "at": F("added_at"),
    "who": name_of("added_by"),
    "why": Value("", TextField()),
    "happened": Value("+"),
    "order": F("id"),
}


@dataclass(frozen=True)
class Row:
    """One history row. `values` by lookup; `type` is "+", "~" or "-"."""

    noun: str
    pk: int
    at: datetime
    who: str
    why: str
    type: str
    values: dict

    @property
    def part(self):
        return PARTS[self.noun]


def history_rows(case, user):
    """All rows, oldest first, those of links only where `user` may see both cases."""
    first, *others = [_selected(part, _rows(part, case, user)) for part in PARTS.values()]
    rows = first.union(*others, all=True).order_by("at", "order")
    return [Row(*row[:-1]) for row in rows]


def _rows(part, case, user):
    if part.model is not CaseLink:
        return part.rows(case)
    cases = Case.objects.visible_to(user).values("pk")
    mine = Q(case=case.pk) | Q(target=case.pk)
    return CaseLink.history.filter(mine, case__in=cases, target__in=cases)


def _selected(part, rows):
    columns = OF_TEXT if part is TEXT else OF_HISTORY
    lookups = (*part.names, *part.keys, *part.shown)
    values = JSONObject(**{lookup: F(lookup) for lookup in lookups})
    return (
        rows.order_by()
        .annotate(noun=Value(part.noun), **columns, values=values)
        .values_list("noun", "row", "at", "who", "why", "happened", "values", "order")
    )
