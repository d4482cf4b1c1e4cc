"""A text of a case, pasted or uploaded: what is read from a file is looked at before it is kept."""

from functools import cached_property

from django import forms

from annotate.formats.uploads import ALLOWED, MOST_CHARS, Unreadable, read_document
from annotate.models import Document, Source

from .entry.fields import Text

ENDINGS = ".txt,.md,.html,.htm,.pdf,.docx"


class DocumentForm(forms.Form):
    """`upload` is what was read from the file, if there was one; nothing is to be stored then."""

    title = Text(label="Title", max_length=255, help_text="Empty for the title of the file.")
    source = forms.ModelChoiceField(
        None, label="From which source", required=False, empty_label="none in the list"
    )
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text=f"{ALLOWED} You see what was read before it is stored; the file is not kept.",
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    text = Text(label="Text", rows=18, strip=False)

    upload = None
    stored = None

    def __init__(self, *args, case, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        if self.initial:  # there is one already, of the text or of the file that was read
            self.fields["title"].help_text = ""
        self.fields["source"].queryset = sources_of(case, self.stored)

    def clean_title(self):
        title = self.cleaned_data["title"]
        if title == Document.NARRATIVE:
            raise forms.ValidationError("That is what the narrative is called; give another title.")
        return title

    def clean(self):
        if self.too_large:
            self.add_error("file", f"This file is too large. {ALLOWED}")
        elif self.cleaned_data.get("file"):
            self.read()
        else:
            self.judge()
        return self.cleaned_data

    def read(self):
        if self.typed.strip() and not self.is_unchanged:
            self.add_error("file", "Clear the text below first, or choose no file.")
            return
        file = self.cleaned_data["file"]
        try:
            self.upload = read_document(file.name, file.read())
        except Unreadable as refusal:
            self.add_error("file", str(refusal))

    def judge(self):
        if not any(map(str.isalnum, self.typed)):
            self.add_error("text", "Paste the text, or choose a file.")
        elif len(self.typed) > MOST_CHARS:
            self.add_error(
                "text",
                f"A text may have {MOST_CHARS:,} characters; this one has {len(self.typed):,}. "
                "Store it in parts.",
            )
        if not self.cleaned_data.get("title") and "title" not in self.errors:
            self.add_error("title", "Give the text a title.")

    @property
    def typed(self):
        return self.cleaned_data.get("text", "")

    @property
    def is_unchanged(self):
        return bool(self.stored) and self.typed == self.stored.text

    @cached_property
    def said(self):
        """What is to be stored, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("title", "source", "text")}

    def as_read(self):
        """What goes into the fields after a file was read."""
        return {
            "title": self.cleaned_data["title"] or self.upload.title,
            "source": self.cleaned_data["source"],
            "text": self.upload.text,
        }


class CorrectionForm(DocumentForm):
    """In place of a text that is `stored`; `version` is the case's."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, stored, **kwargs):
        self.stored = stored
        said = {"title": stored.title, "source": stored.source_id, "text": stored.text}
        initial = said | {"version": stored.case.version} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, case=stored.case, initial=initial, **kwargs)

    def judge(self):
        super().judge()
        same = (self.stored.text, self.stored.title, self.stored.source)
        if (self.typed, *map(self.cleaned_data.get, ("title", "source"))) == same:
            self.add_error("text", "This is the text as it is stored; correct it, or leave it.")

    def overtaken(self, refusal):
        """Somebody else saved the case first; sent again, this is stored over what stands now."""
        self.add_error(None, f"{refusal} Nothing is stored yet; your text is kept below.")
        self.data = self.data.copy()
        self.data["version"] = refusal.theirs.version


def sources_of(case, stored):
    """Those that the case cites, and that of the text that is corrected."""
    cited = Source.objects.filter(pk__in=case.citations.values("source"))
    if stored and stored.source_id:
        cited |= Source.objects.filter(pk=stored.source_id)
    return cited
