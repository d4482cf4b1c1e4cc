"""What the case cites: sources that are in the dataset already, and new ones described here."""

from functools import cached_property

from django import forms

from annotate.models import Case, Citation, Source
from annotate.models.vocabularies import SourceKind
from annotate.source_years import what_is_wrong

from .fields import Text
from .rows import Row, Rows, rows_of

OF_SOURCE = ["kind", "author", "title", "year", "publisher", "url", "doi"]


class CitationRow(Row):
    """A stored source is named by its number; a description beside it corrects it.

    `ref` is what quotes, texts and checks on the same page call this row; `seen` is the version
    of the source that was shown.
    """

    unseen = frozenset(["ref", "seen"])
    is_parted = False  # whether a correction must not reach the stored source

    ref = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    source = Text(label="A source in the dataset", suggest="sources")
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "choose"), *SourceKind.choices]
    )
    author = Text(label="Author", max_length=500)
    title = Text(label="Title", max_length=500)
    year = Text(label="Year", max_length=20)
    publisher = Text(label="Publisher", max_length=500)
    url = forms.URLField(label="Address", required=False, max_length=2000, assume_scheme="https")
    doi = Text(label="DOI", max_length=255)
    pages = Text(label="Pages", max_length=100)

    def clean_source(self):
        text = self.cleaned_data["source"]
        return self.entry.known.source(text) if text else None

    def clean(self):
        """Finds the stored source that is meant: the named one, or one described just so."""
        data = self.cleaned_data
        self.stored = data.get("source")
        self.judge_year()
        if self.stored:
            self.judge_corrections()
        elif not self.errors:
            self.find_described()

    def judge_year(self):
        """What is stored already is not held against whoever cites it."""
        year = self.cleaned_data.get("year", "")
        wrong = what_is_wrong(year)
        if wrong and not (self.stored and self.stored.year == year):
            self.add_error("year", wrong)

    def find_described(self):
        data = self.cleaned_data
        for name in ("kind", "title"):
            if not data.get(name):
                self.add_error(name, "A new source needs its kind and its title.")
        if not self.errors:
            self.stored = self.entry.known.source_like(self.described)

    @property
    def described(self):
        return {name: self.cleaned_data[name] for name in OF_SOURCE}

    def judge_corrections(self):
        """One may correct what one saw; what somebody else has written meanwhile is shown first."""
        if not self.errors and self.is_stale and self.corrections:
            self.show_theirs(self.stored)

    @property
    def is_stale(self):
        """Whether the source has moved on since the page showed it in this row."""
        seen = self.cleaned_data.get("seen")
        shown_here = self.cleaned_data.get("ref") == f"s{self.stored.pk}"
        return bool(seen and shown_here and seen != self.stored.version)

    def show_theirs(self, source):
        """What one left as it was shown takes their words; the rest may replace them next time."""
        for name, said in self.described.items():
            theirs = getattr(source, name)
            if theirs == said:
                continue
            words = "Somebody changed this source meanwhile: here it now reads "
            words += f"“{theirs or 'nothing'}”."
            if name in self.corrections:
                words += " Saving again puts yours in its place."
            else:
                self.data[self.add_prefix(name)] = theirs
                words += " You left this as it was, so it follows."
            self.add_error(name, words)
        self.data[self.add_prefix("seen")] = str(source.version)

    @cached_property
    def corrections(self):
        """What the description says otherwise than the source shown; a blank one says nothing."""
        if not self.stored or not any(self.described.values()):
            return {}
        return {n: said for n, said in self.described.items() if getattr(self.shown, n) != said}

    @property
    def shown(self):
        """The stored source as it was when the page showed it."""
        if not self.is_stale:
            return self.stored
        seen = self.cleaned_data["seen"]
        return self.stored.history.filter(version=seen).first() or self.stored

    @property
    def heading(self):
        """What the row is called in the choices of others, judged or not."""
        typed = [self[name].value() for name in ("author", "title", "year")]
        return ", ".join(filter(None, typed)) or self["source"].value() or ""

    def citation(self):
        return Citation(source=self.cited, pages=self.cleaned_data["pages"])

    @cached_property
    def cited(self):
        """The stored source, or a new one: it is described, or corrected for this case alone."""
        if self.is_parted:
            now = {name: getattr(self.stored, name) for name in OF_SOURCE}
            return Source(**now | self.corrections)
        return self.stored or Source(**self.described)


class CitationRows(Rows):
    def clean(self):
        sound = [form for form in self.filled() if not form.errors]
        self.refuse_twice([form for form in sound if form.stored])
        self.judge_shared([form for form in sound if form.corrections])

    def refuse_twice(self, forms):
        seen = set()
        for form in forms:
            if form.stored.pk in seen:
                form.add_error("source", "The case cites this source already.")
            seen.add(form.stored.pk)

    def judge_shared(self, forms):
        """What other cases use too is corrected by a curator.

        Of cases that the user may not see nothing is said: they keep theirs, this one gets its own.
        """
        corrected = Source.objects.filter(pk__in=[form.stored.pk for form in forms])
        others = Case.objects.exclude(pk=self.entry.case.pk)
        seen, shared = (
            set(corrected.used_by(cases).values_list("pk", flat=True))
            for cases in (others.visible_to(self.entry.user), others)
        )
        for form in forms:
            form.is_parted = form.stored.pk in shared
            if form.stored.pk in seen:
                form.add_error(
                    "title", "Other cases use this source too; ask a curator to correct it."
                )

    def citations(self):
        """`[(ref, new Citation)]`, a row each."""
        return [(form.cleaned_data["ref"], form.citation()) for form in self.filled()]

    def corrected(self):
        """The stored sources of which the description differs, with the description in them."""
        rows = [form for form in self.filled() if form.corrections and not form.is_parted]
        return [with_values(form.stored, form.corrections) for form in rows]

    def overtaken(self, source):
        """The source was changed by somebody else between the judging and the saving."""
        for form in self.filled():
            if form.stored and form.stored.pk == source.pk:
                form.show_theirs(source)

    def headings(self):
        """`[(ref, words)]` of the rows as they stand, for the choices of others."""
        rows = [form for form in self.filled() if form.heading]
        return [(form["ref"].value(), form.heading) for form in rows]


def with_values(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


CitationSet = rows_of(CitationRow, CitationRows)
