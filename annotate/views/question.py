"""Every view that answers a question takes it from here, so that all refuse alike."""

from functools import wraps

from django.shortcuts import render

from annotate.queries.correction import corrected
from annotate.queries.question import Question


def asks(view):
    """Hands the view the Question of its address; one that is not understood is answered 400."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        question = Question(request.GET, request.user)
        if question.is_valid:
            return view(request, question, *args, **kwargs)
        return refused(request, question, question.refusals, corrected(question))

    return answer


def refused(request, question, refusals, meant, *, status=400):
    """What was wrong, what may have been meant, and no answer."""
    context = {
        "refusals": refusals,
        "meant": meant,
        "filters": question.asked.facets,
        "path": request.path,
        "wrong_start": [each.sentence for each in refusals if each.parameter == "start"],
        "typed_start": question.typed_sides,
        "kept": meant.address.pairs(without=["start"]) if meant else [],
    }
    return render(request, "annotate/cases/refused.html", context, status=status)
