"""What is stored of a coding beside what was sent, where another tab was quicker."""

from dataclasses import dataclass

from annotate.actions.tags import with_types


@dataclass(frozen=True)
class Difference:
    """Of one code, or of the question or note named; `theirs` and `yours` are lines of words."""

    label: str
    theirs: list[str]
    yours: list[str]


def differences(sheet, coding, typed):
    """`sheet` and `coding` as they are stored now; nothing, if what was sent is stored already."""
    theirs = {line.code.pk: answered(line) for line in sheet.lines if line.judgement}
    yours = {one.claim.code_id: sent(one) for one in with_types(typed.answers())}
    found = [
        Difference(str(line.code), *(told(said.get(line.code.pk)) for said in (theirs, yours)))
        for line in sheet.lines
        if theirs.get(line.code.pk) != yours.get(line.code.pk)
    ]
    return [*found, *none_differs(sheet, typed), *note_differs(coding, typed)]


def answered(line):
    return as_said(line.judgement, line.judgement.evidence.all())


def sent(answer):
    return as_said(answer.judgement, answer.evidence)


def as_said(judgement, evidence):
    """Everything an answer says, to be compared and to be told."""
    words = [judgement.get_certainty_display(), judgement.get_role_display()]
    words += [judgement.get_confidence_display() and f"{judgement.confidence} confidence"]
    line = ", ".join(filter(None, words)).capitalize()
    places = sorted({(told_place(row), row.document_id, row.citation_id) for row in evidence})
    return line, judgement.rationale, judgement.note, places


def told_place(row):
    if row.document_id:
        return f"“{row.quote}” ({row.document}, {row.start}–{row.end})"
    return f"{row.citation}, {row.pages}" if row.pages else str(row.citation)


def told(said):
    if not said:
        return ["Absent"]
    line, rationale, note, places = said
    return [
        line,
        *filter(None, [rationale]),
        *([f"Note: {note}"] if note else []),
        *(words for words, *_ in places),
    ]


def none_differs(sheet, typed):
    confirmed = set(typed.none_apply)
    for question in sheet.questions:
        mine = question.dimension in confirmed
        if mine != question.none_applies:
            words = {True: ["None applies"], False: ["Not said that none applies"]}
            yield Difference(str(question.dimension), words[not mine], words[mine])


def note_differs(coding, typed):
    if coding.note != typed.note:
        yield Difference("Note to the adjudicator", [coding.note], [typed.note])
