"""The question that may have been meant by one that was refused."""

from .question import Question


def corrected(question):
    """A valid Question with the nearest values, without what has none near; None if none is."""
    data = question.asked.data.copy()
    for refusal in question.refusals:
        values = data.pop(refusal.parameter, [])
        if refusal.is_unknown_parameter:
            if refusal.instead:
                data.setlist(refusal.instead, [*data.getlist(refusal.instead), *values])
        elif refusal.value:
            kept = [value for value in values if value != refusal.value]
            data.setlist(refusal.parameter, [*kept, *filter(None, [refusal.instead])])
    meant = Question(data, question.user)
    return meant if meant.is_valid else None
