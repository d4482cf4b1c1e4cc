"""What is stored, as it would be typed."""

from django.http import QueryDict


def typed_coding(coding, sheet):
    """The whole form of a coding, whose `AnswerSheet` this is."""
    typed = QueryDict(mutable=True)
    typed["version"], typed["note"] = str(coding.version), coding.note
    for question in sheet.questions:
        if question.none_applies:
            typed.appendlist("none", question.dimension.key)
        for line in question.judged:
            type_judgement(typed, line.judgement)
    return typed


def type_judgement(typed, judgement):
    code = judgement.code_id
    typed[f"value-{code}"] = judgement.certainty
    for name in ("role", "confidence", "rationale", "note"):
        typed[f"{name}-{code}"] = getattr(judgement, name)
    for row in judgement.evidence.all():
        if row.document_id:
            typed.appendlist(f"passage-{code}", f"{row.document_id}:{row.start}:{row.end}")
        else:
            typed.appendlist(f"citation-{code}", str(row.citation_id))
            typed.appendlist(f"pages-{code}", row.pages)


def without(typed, removed):
    """What is typed but for one passage, or one cited place by its position.

    `removed` is `passage-12=45:55:114` or `citation-12=0`; anything else takes nothing away.
    """
    left = typed.copy()
    name, _, which = removed.partition("=")
    if name.startswith("passage-"):
        left.setlist(name, [value for value in left.getlist(name) if value != which])
    elif name.startswith("citation-") and which.isascii() and which.isdigit():
        for each in (name, name.replace("citation-", "pages-", 1)):
            values = left.getlist(each)
            left.setlist(each, values[: int(which[:9])] + values[int(which[:9]) + 1 :])
    return left
