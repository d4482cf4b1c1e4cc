"""A case that its coder may not see yet: said in a word, in place of its page."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from annotate.models import Coding
from annotate.permissions import allowed
from annotate.queries.coding import cases_to_code


def hidden_while_coding(view):
    """Of a page of one case: what it says to somebody who codes that case blind."""

    @wraps(view)
    def page(request, pk, *args, **kwargs):
        try:
            return view(request, pk, *args, **kwargs)
        except Http404:
            if not allowed(request.user, "coding.answer"):
                raise
            hiding = Coding.objects.hiding_from(request.user).filter(case=pk)
            case = cases_to_code(request.user).filter(pk__in=hiding.order_by().values("case"))
            if not (found := case.first()):
                raise
            return render(request, "annotate/coding/hidden.html", {"case": found}, status=403)

    return page
