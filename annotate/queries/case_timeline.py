"""A case in time: its span, its events, and the cases beside it."""

from annotate.timeline import Span, draw


def timeline(case, others, *, today):
    """The drawing, or None where the case has no start and no event.

    The other cases are drawn where the case has no events, which their years would crowd.
    """
    events = [Span(label=row.label, start=row.date, kind="event") for row in case.events.all()]
    own = [_span(case, kind="case")] if case.start else []
    if not own and not events:
        return None
    around = [_span(other, href=other.get_absolute_url()) for other in others if other.start]
    return draw([*own, *(events or around)], today=today)


def _span(case, **more):
    return Span(label=case.title, start=case.start, end=case.end, ongoing=case.ongoing, **more)
