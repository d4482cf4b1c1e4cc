"""The whole answer sheet as it is typed."""

import re
from dataclasses import dataclass
from functools import cached_property

from annotate.models import Dimension
from annotate.text import normalise

from .line import FIELDS, TypedLine, shown

OPEN_AT_FIRST = 2  # tracks and types; the others open by a press
OF_CODE = re.compile(f"({'|'.join(FIELDS)})-(.*)", re.DOTALL)


@dataclass(frozen=True)
class TypedQuestion:
    """A dimension with what is typed about its codes; `none` if it says that none applies."""

    number: int
    dimension: Dimension
    lines: list[TypedLine]
    none: bool

    @property
    def present(self):
        return [line for line in self.lines if line.value == "present"]

    @property
    def unsure(self):
        return [line for line in self.lines if line.value == "cannot-tell"]

    @property
    def is_open(self):
        return self.number <= OPEN_AT_FIRST or any(line.wrongs for line in self.lines)


class TypedSheet:
    """What is `typed` about the codes that the coding asks, whose stored answers are `stored`."""

    def __init__(self, coding, stored, typed, material):
        self.coding, self.typed, self.material = coding, typed, material
        self.none_keys = set(filter(None, typed.getlist("none")))
        self.questions = [self.question(*one) for one in enumerate(stored.questions, start=1)]
        self.note = normalise(typed.get("note", "")).strip()

    def question(self, number, stored):
        lines = [TypedLine(line.code, self.typed, self.material) for line in stored.lines]
        none = stored.dimension.key in self.none_keys
        return TypedQuestion(number, stored.dimension, lines, none)

    @property
    def lines(self):
        return [line for question in self.questions for line in question.lines]

    @property
    def version(self):
        """The one that was seen; 0, which is none, for anything but a number."""
        typed = self.typed.get("version", "")
        return int(typed) if re.fullmatch("[0-9]{1,9}", typed) else 0

    @cached_property
    def errors(self):
        """`{name of field: sentence}`, in the order of the page."""
        found = {} if self.version else {"version": "Open the page again: it did not say which."}
        for line in self.lines:
            found |= line.errors
        for name in self.unasked():
            found[name] = f"{self.coding.codebook_version} does not ask “{shown(name)}”."
        if unknown := self.none_keys - {one.dimension.key for one in self.questions}:
            found["none"] = f"“{shown(min(unknown))}” is no question of this coding."
        return found

    def unasked(self):
        """Fields that say something of codes that the coding does not ask."""
        asked = {str(line.code.pk) for line in self.lines}
        for name, values in self.typed.lists():
            found = OF_CODE.fullmatch(name)
            if found and found[2] not in asked and any(map(str.strip, values)):
                yield name

    def answers(self):
        return [line.answer() for line in self.lines if line.value]

    @property
    def none_apply(self):
        """Where nothing is answered, as an answer takes back that none applies."""
        silent = [one for one in self.questions if not (one.present or one.unsure)]
        return [one.dimension for one in silent if one.none]
