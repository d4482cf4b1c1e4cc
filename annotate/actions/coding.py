"""Answering, submitting, reopening and taking over a coding."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.models import Coding, Evidence, Judgement, Submission
from annotate.models.answer_sheet import AnswerSheet
from annotate.models.vocabularies import CodingState, Seen, Value

from .change import Change, claim_as_stored
from .parts import plan
from .tags import with_types


class NotOpen(Exception):
    """The coding is not one that its coder can still change; the words say why."""


class Unfinished(Exception):
    """The coding cannot be submitted yet. `problems` can be mended; `unanswered` are dimensions
    of which the coder has to say that none applies."""

    def __init__(self, problems, unanswered):
        said = [problem.sentence for problem in problems]
        said += [f"{dimension}: not answered." for dimension in unanswered]
        super().__init__(" ".join(said))
        self.problems, self.unanswered = problems, unanswered


@dataclass(frozen=True)
class Answer:
    """What a coder says about one code: a new Judgement, and new Evidence for it."""

    judgement: Judgement
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def claim(self):
        return self.judgement


@transaction.atomic
def save_answers(coding, answers, *, none_apply=(), note="", version, by):
    """Bring the sheet in step with `answers`, which are all there are. What is equal stays.

    A sub-type brings its type. Raises EditConflict; NotOpen; ValidationError for a code that the
    coding does not ask.
    """
    take_up(coding, version, by)
    refuse_unasked(coding, answers)
    change = Change(by=by)
    write_answers(coding, with_types(answers), change)
    answered = {answer.judgement.code.dimension_id for answer in answers}
    coding.none_apply.set([one for one in none_apply if one.pk not in answered])
    keep_going(coding, note, change)
    return coding


def take_up(coding, version, by):
    claim_as_stored(coding, version)
    refuse_closed(coding, by)


def refuse_closed(coding, by):
    if coding.coder_id != by.pk:
        raise NotOpen(f"This coding is given to {coding.coder or 'nobody yet'}.")
    if coding.state == CodingState.SUBMITTED:
        raise NotOpen("This coding is submitted; a curator can reopen it.")
    if coding.state == CodingState.LAPSED and coding.is_settled:
        raise NotOpen("The case was settled without this coding.")
    if coding.state == CodingState.LAPSED:
        raise NotOpen("This coding was left alone too long, and somebody else took it over.")


def refuse_unasked(coding, answers):
    asked = {code.pk for code in coding.codes()}
    for answer in answers:
        if answer.judgement.code_id not in asked:
            raise ValidationError(
                f"“{answer.judgement.code}” is not asked by {coding.codebook_version}."
            )


def write_answers(coding, answers, change):
    judgements = [answer.judgement for answer in answers]
    for judgement in judgements:
        judgement.coding = coding
    stored = list(coding.judgements.all())
    lines = plan(stored, judgements)
    supports = plan_support(answers, stored)
    for step in (supports, lines):
        step.remove(change)
    for step in (lines, supports):
        step.write(change)


def plan_support(answers, stored):
    wanted = []
    for answer in answers:
        for row in answer.evidence:
            row.judgement = answer.judgement
            wanted.append(row)
    return plan(Evidence.objects.filter(judgement__in=stored), wanted)


def keep_going(coding, note, change):
    """Its times move on with every change; only what is said leaves history."""
    said = [coding.state, coding.note]
    coding.state, coding.note = CodingState.STARTED, note
    coding.started_at = coding.started_at or change.at
    coding.saved_at, coding.lapses_at = change.at, lapses_at(coding.round, change.at)
    if said != [coding.state, coding.note]:
        change.save(coding)
    else:
        times = {name: getattr(coding, name) for name in ("saved_at", "lapses_at")}
        Coding.objects.filter(pk=coding.pk).update(**times)


def lapses_at(round_, moment):
    return round_.lapse_days and moment + timedelta(days=round_.lapse_days)


@transaction.atomic
def submit(coding, *, none_apply=(), version, by):
    """From here on the coding answers every code of its codebook; others may read it.

    `none_apply`: the dimensions of which the coder confirms that no code applies, beside those
    confirmed before. Raises EditConflict, NotOpen, Unfinished.
    """
    take_up(coding, version, by)
    coding.none_apply.add(*none_apply)
    sheet = AnswerSheet.of(coding)
    if sheet.problems() or sheet.unanswered:
        raise Unfinished(sheet.problems(), sheet.unanswered)
    change = Change(by=by, why="Submitted")
    if coding.seen == Seen.NOTHING and coding.case.is_public:
        coding.seen = Seen.PUBLISHED
    coding.state, coding.submitted_at = CodingState.SUBMITTED, change.at
    coding.lapses_at = None
    coding.started_at = coding.started_at or change.at
    change.save(coding)
    keep_submission(coding, sheet)
    return coding


def keep_submission(coding, sheet):
    counts = sheet.counts()
    Submission(
        coding=coding,
        number=coding.submissions.count() + 1,
        codebook_version=coding.codebook_version,
        present=counts[Value.PRESENT],
        cannot_tell=counts[Value.CANNOT_TELL],
        absent=counts[Value.ABSENT],
        answers=everything_said(coding, sheet),
        submitted_at=coding.submitted_at,
    ).save()


def everything_said(coding, sheet):
    return {
        "note": coding.note,
        "none_apply": [one.dimension.key for one in sheet.questions if one.none_applies],
        "answers": [plain(line.judgement) for line in sheet.lines if line.judgement],
    }


def plain(judgement):
    """A judgement as data that needs no other row to be read."""
    said = {name: getattr(judgement, name) for name in SAID}
    evidence = [plain_evidence(row) for row in judgement.evidence.all()]
    return {"code": judgement.code.full_key, **said, "evidence": evidence}


SAID = ("certainty", "role", "confidence", "rationale", "note")


def plain_evidence(row):
    if row.document_id:
        at = {"document": row.document_id, "sha256": row.document.sha256}
        return at | {"start": row.start, "end": row.end, "quote": row.quote}
    return {"citation": str(row.citation), "pages": row.pages, "quote": row.quote}


@transaction.atomic
def reopen(coding, *, reason, version, by):
    """Give a submitted coding back to its coder; what it said stays as a submission.

    It is not blind any more. Raises EditConflict; NotOpen if it is not submitted or its case is
    settled; ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why the coding is opened again."})
    claim_as_stored(coding, version)
    if coding.state != CodingState.SUBMITTED:
        raise NotOpen("Only a submitted coding can be reopened.")
    if coding.is_settled:
        raise NotOpen(f"“{coding.case}” is settled from this coding, so it stays as it is.")
    change = Change(by=by, why=reason)
    coding.state, coding.reopen_reason = CodingState.STARTED, reason
    if coding.seen != Seen.OWN:
        coding.seen = Seen.REOPENED
    coding.lapses_at = lapses_at(coding.round, change.at)
    return change.save(coding)
