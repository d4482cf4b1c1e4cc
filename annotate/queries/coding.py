"""What a coder sees of a case that they code: its texts and facts, and never how it is tagged."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from annotate.models import Case, Code, CodebookVersion, Ruling
from annotate.models.vocabularies import CodingState
from annotate.passages import paragraphs, pieces

FACTS = "title summary start end start_note end_note ongoing".split()
OPENNESS = "state visibility embargo_until".split()


def cases_to_code(user):
    """Those that may be named to the user, with no more than a coder is to see of them."""
    return Case.objects.known_to(user).only(*FACTS, *OPENNESS)


def own_codings(case, user):
    """Of this case, with their codebook."""
    own = case.codings.of(user)
    return own.select_related("codebook_version", "round", "coder")


def coding_to_show(case, user):
    """The oldest that is unfinished; else the one submitted last; else None."""
    own = own_codings(case, user)
    return (
        own.unfinished().order_by("assigned_at", "pk").first()
        or own.submitted().order_by("-submitted_at", "-pk").first()
    )


def wordings(version: CodebookVersion):
    """`{full key: its wording}` as the codebook had it that the coding answers by. No query."""
    return {
        f"{dimension['key']}:{code['key']}": code
        for dimension in version.snapshot["dimensions"]
        for code in dimension["codes"]
    }


def rulings_on(codes):
    """`{pk of code: [Ruling]}`, those in force. Two queries."""
    found = defaultdict(list)
    for ruling in Ruling.objects.in_force().on(codes).prefetch_related("codes"):
        for code in ruling.codes.all():
            found[code.pk].append(ruling)
    return found


class Mark(NamedTuple):
    """A passage that a coder took for a code; `says` as the parts of a page take it."""

    start: int
    end: int
    code: Code
    says: str


@dataclass(frozen=True)
class Paragraph:
    """`start` is where it begins in its text; `marked` are the marks that begin in it."""

    start: int
    pieces: list
    marked: list


def marked_paragraphs(document, marks):
    """All paragraphs that say anything. No query."""
    in_order = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.code.pk))
    for start, end in paragraphs(document.text):
        if document.text[start:end].strip():
            found = list(pieces(document.text, in_order, start, end))
            yield Paragraph(start, found, [mark for piece in found for mark in piece.first])


@dataclass(frozen=True)
class Due:
    """By when a coding is to be submitted, in words that need no calendar."""

    on: object
    words: str
    is_over: bool

    @classmethod
    def of(cls, coding):
        if not coding.due_on or not coding.is_unfinished:
            return None
        days = (coding.due_on - timezone.localdate()) // timedelta(days=1)
        return cls(coding.due_on, how_soon(days), days < 0)


def how_soon(days):
    if days == 0:
        return "due today"
    if days < 0:
        return f"overdue by {counted(-days)}"
    return "due tomorrow" if days == 1 else f"due in {counted(days)}"


def counted(days):
    return "1 day" if days == 1 else f"{days} days"


def left_alone(case, user):
    """The user's codings of the case that others took over."""
    return own_codings(case, user).filter(state=CodingState.LAPSED)


@dataclass(frozen=True)
class Compared:
    """What two submissions say otherwise.

    Of a code a plain judgement each, None for absent; of a question, and in the note, words.
    """

    label: str
    first: dict | str | None
    latest: dict | str | None

    @property
    def in_words(self):
        return isinstance(self.first, str)


def submissions_compared(coding, sheet):
    """`(first, latest, [Compared])`; None while there are not two. One query."""
    submissions = list(coding.submissions.order_by("number"))
    if len(submissions) < 2:
        return None
    first, latest = submissions[0], submissions[-1]
    rows = compared(sheet, first.answers, latest.answers)
    return first, latest, [row for row in rows if row.first != row.latest]


def compared(sheet, *said):
    judged = [{one["code"]: one for one in each["answers"]} for each in said]
    for line in sheet.lines:
        yield Compared(str(line.code), *(each.get(line.code.full_key) for each in judged))
    for question in sheet.questions:
        key = question.dimension.key
        confirmed = ("none applies" if key in each["none_apply"] else "" for each in said)
        yield Compared(str(question.dimension), *confirmed)
    yield Compared("Note to the adjudicator", *(each["note"] for each in said))
