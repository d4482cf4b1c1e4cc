from copy import copy
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from annotate.actions.content import Content
from annotate.models import Source
from annotate.models.facts import facts

from .checks import VerificationSet
from .known import Known
from .links import LinkSet
from .overrides import OverrideForm
from .own import CaseForm
from .parties import ParticipationSet
from .recoding import Recoding
from .row_count import arrived_rows, rows_to_show
from .since_opened import unseen_codebook
from .sources import CitationSet
from .tagging import dimensions
from .texts import DocumentSet, Texts
from .where import CountrySet, EventSet, PlaceSet

ROWS = {
    "countries": CountrySet,
    "places": PlaceSet,
    "events": EventSet,
    "participations": ParticipationSet,
    "citations": CitationSet,
    "documents": DocumentSet,
    "links": LinkSet,
    "verifications": VerificationSet,
}
INSTANCES = ["countries", "places", "events", "participations", "verifications"]


class CaseEntry:
    """The whole form of a case: its own fields, its rows, its answers.

    `typed` is a mutable QueryDict (see the package). Not `judged`, it shows what was typed and
    finds no fault with it.
    """

    def __init__(self, case, *, user, typed, judged=True, known=None):
        self.case = case
        self.user = user
        self.typed = typed
        self.judged = judged
        self.known = known or Known(case, user, typed)
        self.recoding = Recoding(self)

    def to_judge(self):
        """The same page, judged; the case itself stays as it is."""
        typed = copy(self.typed)  # for judging may note in it what it will have shown
        return CaseEntry(copy(self.case), user=self.user, typed=typed, known=self.known)

    @cached_property
    def own(self):
        return CaseForm(self.typed, instance=self.case, known=self.known, judged=self.judged)

    @cached_property
    def sets(self):
        """The rows, by what their fields' names start with."""
        return {prefix: self.rows(kind, prefix) for prefix, kind in ROWS.items()}

    def rows(self, kind, prefix):
        total, arrived = f"{prefix}-{TOTAL_FORM_COUNT}", self.arrived.get(prefix, 0)
        self.typed[total] = str(rows_to_show(self.typed.get(total, ""), arrived))
        self.typed[f"{prefix}-{INITIAL_FORM_COUNT}"] = "0"
        return kind(self.typed, prefix=prefix, entry=self, arrived=arrived)

    @cached_property
    def arrived(self):
        """How many rows of each kind came from the browser."""
        return arrived_rows(self.typed)

    @cached_property
    def dimensions(self):
        return dimensions(self, self.known.offered_codes)

    @cached_property
    def overrides(self):
        of_dimension = {}
        for code in self.known.derived_codes:
            of_dimension.setdefault(code.dimension, []).append(code)
        return [
            OverrideForm(self.typed, dimension=dimension, codes=codes, judged=self.judged)
            for dimension, codes in of_dimension.items()
        ]

    @cached_property
    def answered(self):
        """The codes that are ticked."""
        return [code for dimension in self.dimensions for code in dimension.ticked]

    @cached_property
    def touched_codes(self):
        return [code for group in self.dimensions for code in group.codes if code.is_touched]

    @cached_property
    def stored_tags(self):
        """The codes, by primary key, with which the stored case is tagged."""
        return set(self.case.tags.values_list("code", flat=True)) if self.case.pk else set()

    @cached_property
    def touched(self):
        """The prefixes under which anything is typed: "tag-12", "places-0" …"""
        names = (name for name, text in self.typed.items() if text and not name.endswith("_FORMS"))
        return {"-".join(name.split("-")[:2]) for name in names}

    def forms(self):
        """Everything to be judged; sources first, since others name them."""
        answers = [form for code in self.touched_codes for form in code.forms()]
        return [self.sets["citations"], self.own, *self.sets.values(), *answers, *self.overrides]

    def is_valid(self):
        verdicts = [form.is_valid() for form in self.forms()]
        if not self.typed.get("end_of_page"):
            self.own.add_error(NON_FIELD_ERRORS, "The page had not arrived whole; load it again.")
        if words := unseen_codebook(self.typed):
            self.own.add_error(NON_FIELD_ERRORS, words)
        return all(verdicts) and not self.own.errors

    # What rows and quotes ask of each other.

    @cached_property
    def headings(self):
        """The sources on the page, as choices."""
        return self.sets["citations"].headings()

    @cached_property
    def citations(self):
        """New Citations with the `ref` of their row; none while the rows are wrong."""
        rows = self.sets["citations"]
        return rows.citations() if rows.is_valid() else []

    def citation_called(self, ref):
        return next((citation for name, citation in self.citations if name == ref), None)

    def source_called(self, ref):
        citation = self.citation_called(ref)
        return citation.source if citation else self.stored_sources.get(ref)

    @cached_property
    def stored_sources(self):
        """Those that the case was checked against, whether it cites them or not."""
        checks = self.case.verifications.values("source") if self.case.pk else []
        return {f"s{source.pk}": source for source in Source.objects.filter(pk__in=checks)}

    @property
    def sources_of_checks(self):
        return [(ref, str(source)) for ref, source in self.stored_sources.items()]

    @cached_property
    def stored_documents(self):
        """The texts in which passages may be marked, without the narrative."""
        if not self.case.pk:
            return []
        narratives = self.case.documents.narratives().values("pk")
        return list(self.case.documents.current().exclude(pk__in=narratives))

    @cached_property
    def new_documents(self):
        """By the prefix of the row that adds them; none while the rows are wrong."""
        rows = self.sets["documents"]
        return {form.prefix: form.document() for form in rows.filled()} if rows.is_valid() else {}

    @cached_property
    def texts(self):
        self.own.is_valid()  # writes the narrative into the case
        return Texts(self.case, self.stored_documents, self.new_documents)

    # What comes of it.

    def content(self):
        """All rows of the case as they should be, once the entry is valid."""
        sets = self.sets
        return Content(
            **{name: sets[name].instances() for name in INSTANCES},
            citations=[citation for _, citation in self.citations],
            corrected=sets["citations"].corrected(),
            documents=self.texts.new,
            links=sets["links"].links(),
            links_gone=sets["links"].gone(),
            offered=[*self.known.offered_codes, *self.known.derived_codes],
            answers=[code.answer() for code in self.answered],
            overrides=[row for form in self.overrides for row in form.overrides()],
        )

    def facts(self):
        """What the rules ask, of those parts that are in order."""
        countries, parts = self.sets["countries"], self.sets["participations"]
        self.own.is_valid()
        return facts(
            tags=[code.tag() for code in self.answered if code.form.is_valid()],
            participations=parts.sound(),
            countries=[row.country for row in countries.sound()],
            conflict=self.case.conflict,
        )
