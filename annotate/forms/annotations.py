"""Passages of a file of annotations, judged one by one before they are added to a coding."""

import re
from dataclasses import dataclass

from django import forms

from annotate.anchors import MOST_SEARCHED_CHARS, chars_to_search, find
from annotate.formats.annotations import CodedPassage, NotUnderstood, numbered
from annotate.models.answer_sheet import AnswerSheet
from annotate.models.vocabularies import Certainty, Confidence

from .answers.material import Material
from .answers.sheet import TypedSheet
from .answers.stored import typed_coding

MOST_BYTES = 2_000_000
MOST_ITEMS = 1_000
ADDED, THERE, REFUSED = "added", "there already", "refused"
OURS = re.compile(r"/cases/PI-([0-9]{1,18})/documents/([0-9]{1,18})$", re.ASCII)


class Refused(Exception):
    """Its text says why a passage cannot be added."""


@dataclass(frozen=True)
class Item:
    """A passage of the file, by the number of its annotation, and what becomes of it."""

    number: int
    outcome: str
    passage: CodedPassage | None = None
    reason: str = ""


class AnnotationsForm(forms.Form):
    """A file to be rehearsed; `said` is its text, which goes with the page until it is added."""

    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        help_text=f"Web Annotations in JSON-LD, of up to {MOST_BYTES // 1_000_000} MB and "
        f"{MOST_ITEMS:,} annotations. You see what would be added before anything is.",
        widget=forms.FileInput(attrs={"accept": ".jsonld,.json"}),
    )

    def clean_file(self):
        data = self.cleaned_data["file"]
        if data.size > MOST_BYTES:
            raise forms.ValidationError(
                f"This file has {data.size / 1e6:.1f} MB; {MOST_BYTES // 1_000_000} MB is the most."
            )
        try:
            self.said = data.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError("The file is not JSON in UTF-8, or damaged.") from None
        return data


class Rehearsal:
    """What adding the passages of a file to a coding would do. Raises NotUnderstood.

    They are typed into the coding as it is stored: `sheet` is what would be saved. Where the
    coder has answered a code already, the answer stays and only the passage is added.
    """

    def __init__(self, coding, text, *, codes):
        self.coding, self.text = coding, text
        self.searched_chars = 0
        self.material = Material.of(coding.case)
        self.stored = AnswerSheet.of(coding)
        self.typed = typed_coding(coding, self.stored)
        self.asked = {line.code.full_key: line.code for line in self.stored.lines}
        found = numbered(text, codes=codes)
        if len(found) > MOST_ITEMS:
            raise NotUnderstood(f"The file has {len(found):,} annotations; {MOST_ITEMS:,} at most.")
        self.items = [
            item for number, passages in found for item in self.items_of(number, passages)
        ]

    def items_of(self, number, passages):
        if isinstance(passages, NotUnderstood):
            return [Item(number, REFUSED, reason=str(passages))]
        return [self.item(number, one) for one in passages]

    def item(self, number, passage):
        try:
            outcome = self.take(passage)
        except Refused as refusal:
            return Item(number, REFUSED, passage, str(refusal))
        return Item(number, outcome, passage)

    def take(self, passage):
        """Type it, unless it is there."""
        code, document = self.code(passage), self.document(passage)
        start, end = exactly(document, passage) or self.found(document, passage)
        name, typed = f"passage-{code.pk}", f"{document.pk}:{start}:{end}"
        if typed in self.typed.getlist(name):
            return THERE
        if not self.typed.get(f"value-{code.pk}"):
            for field, value in answer(passage, code).items():
                self.typed[f"{field}-{code.pk}"] = value
        self.typed.appendlist(name, typed)
        return ADDED

    def code(self, passage):
        if not passage.code:
            raise Refused("It names no code.")
        if passage.code not in self.asked:
            raise Refused(f"Your {self.coding.codebook_version} does not ask “{passage.code}”.")
        return self.asked[passage.code]

    def document(self, passage):
        """By its hash, else by its address here, else by its title; of several the newest."""
        texts = list(self.material.documents.values())
        same = [one for one in texts if passage.sha256 and one.sha256 == passage.sha256]
        same = same or [one for one in texts if is_address_of(one, passage.document)]
        same = same or [one for one in self.material.current if one.title == passage.document]
        if not same:
            raise Refused(f"No text of this case is “{passage.document}”.")
        return same[-1]

    def found(self, document, passage):
        """By its words and what stands around them."""
        words = document.text, passage.quote, passage.prefix, passage.suffix
        chars = chars_to_search(*words)
        self.searched_chars += chars
        if chars and self.searched_chars > MOST_SEARCHED_CHARS:
            raise Refused("Not looked for: too many passages before it differ from their texts.")
        place = find(*words, passage.start)
        if not place:
            raise Refused(f"These words are not in “{document}”, or in several places alike.")
        return place

    def count(self, outcome):
        return sum(item.outcome == outcome for item in self.items)

    @property
    def added(self):
        return self.count(ADDED)

    @property
    def there(self):
        return self.count(THERE)

    @property
    def refused(self):
        return self.count(REFUSED)

    @property
    def sheet(self):
        return TypedSheet(self.coding, self.stored, self.typed, self.material)


def is_address_of(document, address):
    path = re.split("[?#]", address, maxsplit=1)[0]  # urlsplit refuses what is no address
    found = OURS.search(path if "//" in path else "")
    return bool(found) and tuple(map(int, found.groups())) == (document.case_id, document.pk)


def exactly(document, passage):
    """Where the passage says that it stands, if the text is the same."""
    here = passage.start, passage.end
    is_same = passage.start is not None and passage.sha256 == document.sha256
    return here if is_same and document.text[slice(*here)] == passage.quote else None


def answer(passage, code):
    """What the file says of the code, as it would be typed."""
    said = {
        "value": passage.certainty or Certainty.PRESENT.value,
        "role": passage.role,
        "confidence": passage.confidence,
        "rationale": passage.rationale,
    }
    allowed = {
        "value": Certainty.values,
        "role": ["", *(role.value for role in code.dimension.tag_roles)],
        "confidence": ["", *Confidence.values],
    }
    for field, values in allowed.items():
        if said[field] not in values:
            raise Refused(f"“{said[field]}” is no {field} that “{code}” can have.")
    return said
