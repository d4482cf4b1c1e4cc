"""What is typed about one code."""

import re
from functools import cached_property
from itertools import starmap, zip_longest
from typing import NamedTuple

from annotate.actions.coding import Answer
from annotate.actions.tags import passage
from annotate.models import Citation, Document, Evidence, Judgement
from annotate.models.vocabularies import Certainty, Confidence
from annotate.text import normalise

FIELDS = "value role confidence rationale note passage citation pages quote".split()
WITH_THEIR_FIELD = {"quote", "citation", "pages"}  # errors that stand there, not at the top
LONGEST_PAGES = Evidence._meta.get_field("pages").max_length
LEFT = "Choose “present” or “cannot tell”, or clear what is typed under it."


class Passage(NamedTuple):
    """`typed` as it is posted: `DOCUMENT:START:END`."""

    document: Document
    start: int
    end: int

    @property
    def typed(self):
        return f"{self.document.pk}:{self.start}:{self.end}"

    @property
    def quote(self):
        return self.document.text[self.start : self.end]


class Place(NamedTuple):
    citation: Citation | None
    pages: str


class TypedLine:
    """`wrongs` are sentences by field; without any it makes an answer, if a value is chosen."""

    def __init__(self, code, typed, material):
        self.code, self.typed, self.material = code, typed, material
        self.wrongs = {}
        self.value = self.choice("value", Certainty.values)
        self.role = self.choice("role", [role.value for role in code.dimension.tag_roles])
        self.confidence = self.choice("confidence", Confidence.values)
        self.rationale, self.note, self.quote = map(self.text, ("rationale", "note", "quote"))
        self.passages = list(filter(None, map(self.passage, self.all("passage"))))
        pairs = zip_longest(self.all("citation"), self.all("pages"), fillvalue="")
        self.places = list(filter(None, starmap(self.place, pairs)))
        self.quoted = self.found() if self.quote else None
        if self.has_grounds and not self.value:
            self.wrong("value", LEFT)

    def name(self, field):
        return f"{field}-{self.code.pk}"

    def wrong(self, field, sentence):
        self.wrongs.setdefault(field, sentence)

    @property
    def wrongs_at_top(self):
        return [wrong for field, wrong in self.wrongs.items() if field not in WITH_THEIR_FIELD]

    @property
    def errors(self):
        """By the whole name of the field."""
        return {self.name(field): sentence for field, sentence in self.wrongs.items()}

    def all(self, field):
        values = self.typed.getlist(self.name(field))
        return [normalise(value).strip() for value in values] if values else values

    def text(self, field):
        said = dict.fromkeys(filter(None, self.all(field)))
        if len(said) > 1:
            self.wrong(field, f"The {field} was sent twice, and the two differ.")
        return next(iter(said), "")

    def choice(self, field, allowed):
        said = self.text(field)
        if said in allowed:
            return said
        if said:
            self.wrong(field, f"“{shown(said)}” is not possible here: {choices(allowed)}.")
        return ""

    def passage(self, typed):
        """None for an empty or a wrong one."""
        if not typed:
            return None
        found = re.fullmatch("([0-9]{1,18}):([0-9]{1,9}):([0-9]{1,9})", typed, re.ASCII)
        number, start, end = map(int, found.groups()) if found else (0, 0, 0)
        document = self.material.documents.get(number)
        if not document:
            self.wrong("passage", f"“{shown(typed)}” is no passage in a text of this case.")
        elif not start < end <= len(document.text):
            self.wrong("passage", outside(document, start, end))
        else:
            return Passage(document, start, end)
        return None

    def place(self, citation, pages):
        if not citation and not pages:
            return None
        known = self.material.citations
        found = known.get(int(citation)) if re.fullmatch("[0-9]{1,18}", citation) else None
        if not citation:
            self.wrong("citation", f"Choose the source in which “{shown(pages)}” is.")
        elif not found:
            self.wrong("citation", "This source is not among those that the case cites.")
        if len(pages) > LONGEST_PAGES:
            self.wrong("pages", f"At most {LONGEST_PAGES} characters; these are {len(pages)}.")
        return Place(found, pages)

    def found(self):
        """The passage that reads as the words typed by somebody who could not mark it."""
        places = self.material.occurrences(self.quote)
        if len(places) == 1:
            document, start = places[0]
            return Passage(document, start, start + len(self.quote))
        words = "These words stand in several places; quote a longer passage."
        none = "No text of the case has these words; quote them exactly as they stand."
        self.wrong("quote", words if places else none)
        return None

    @property
    def has_grounds(self):
        return bool(self.rationale or self.note or self.passages or self.places or self.quote)

    @property
    def is_touched(self):
        """Whether there is anything to show but empty fields."""
        return bool(self.value or self.role or self.confidence or self.has_grounds or self.wrongs)

    @property
    def says(self):
        """As the parts of a page take it: “lead”, “present”, “cannot-tell”, “absent” …"""
        is_present = self.value == Certainty.PRESENT
        return (self.role if is_present else "") or self.value or "absent"

    @cached_property
    def marks(self):
        """The passages, each once, that typed in words among them."""
        return list(dict.fromkeys([*self.passages, *filter(None, [self.quoted])]))

    def answer(self):
        judgement = Judgement(
            code=self.code,
            certainty=self.value,
            role=self.role if self.value == Certainty.PRESENT else "",
            confidence=self.confidence,
            rationale=self.rationale,
            note=self.note,
        )
        marked = [passage(*mark) for mark in self.marks]
        cited = [Evidence(citation=place.citation, pages=place.pages) for place in self.cited]
        return Answer(judgement, marked + cited)

    @property
    def cited(self):
        return list(dict.fromkeys(place for place in self.places if place.citation))

    @property
    def loose_pages(self):
        """Typed without a source, so that they wait beside the choice of one."""
        return next((place.pages for place in self.places if not place.citation), "")


def shown(text, chars=40):
    return text if len(text) <= chars else f"{text[:chars]}…"


def choices(allowed):
    return f"choose {' or '.join(allowed)}, or nothing" if allowed else "it takes none"


def outside(document, start, end):
    chars = f"{len(document.text):,}"
    return f"There is no passage from {start} to {end}: “{document}” has {chars} characters."
