"""The answer to a question, as a list and as a matrix."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotate.permissions import allowed
from annotate.queries.chips import chips
from annotate.queries.facets.shown import shown
from annotate.queries.filters import Refusal
from annotate.queries.listing import Listing
from annotate.queries.matrix import matrix as matrix_of
from annotate.queries.near import near
from annotate.queries.years import years

from .access import needs
from .question import asks, refused

OPEN_FACETS = 4  # the others wait under “more filters” until they are used
EXPORTS = [
    ("CSV", {}, "x"),
    ("CSV by tag", {"shape": ["tags"]}, ""),
    ("CSV for spreadsheets", {"for": ["spreadsheet"]}, ""),
]
PAGE_ROWS = [20, 50, 100, 200]


@require_safe
@needs("case.view")
@asks
def cases(request, question):
    if question.is_typed:
        return redirect(f"{request.path}{question.address.href}")
    listing = Listing(question)
    if listing.is_beyond:
        return no_such_page(request, question, listing.paginator.num_pages)
    context = around(request, question, "List") | {
        "listing": listing,
        "rows": listing.rows if listing.paginator.count else [],
        "near": near(question) if not listing.paginator.count else [],
        "page_rows": PAGE_ROWS,
        "column_choices": [
            (option, option.value in question.columns) for option in question.column_options
        ],
        "kept_by_settings": question.address.pairs(without=["columns", "size"]),
    }
    return render(request, "annotate/cases/list.html", context)


def no_such_page(request, question, pages):
    sentence = f"There is no page {question.page}; the answer has {pages}."
    return refused(request, question, [Refusal("page", sentence)], question, status=404)


@require_safe
@needs("case.view")
@asks
def matrix(request, question):
    if question.is_typed:
        return redirect(f"{request.path}{question.address.href}")
    context = around(request, question, "Matrix") | {"matrix": matrix_of(question)}
    return render(request, "annotate/cases/matrix.html", context)


def around(request, question, tab):
    """What stands around every answer: facets, sentence, chips, tabs, count, exports."""
    facets = [shown(question, facet, about(facet)) for facet in question.shown_facets]
    return {
        "question": question,
        "open_facets": facets[:OPEN_FACETS],
        "used_facets": [facet for facet in facets[OPEN_FACETS:] if facet.is_asked],
        "more_facets": [facet for facet in facets[OPEN_FACETS:] if not facet.is_asked],
        "years": years(question),
        "kept_by_filter": question.address.pairs(without=["q", "start"]),
        "chips": chips(question),
        "tabs": tabs(question, tab),
        "count": question.counts.whole.tally("total"),
        "total": question.counts.visible.tally("total"),
        "exports": exports(question),
        "saved": saved_as(request.user, question),
        "can_save": allowed(request.user, "question.save"),
        "can_give": allowed(request.user, "coding.assign"),
    }


def about(facet):
    """Where the facet is defined: its page in the codebook, or nowhere."""
    return reverse("annotate:dimension", args=[facet.key]) if facet.is_dimension else ""


def tabs(question, here):
    names = [("List", "annotate:cases"), ("Matrix", "annotate:matrix")]
    return [
        {"label": label, "href": f"{reverse(name)}{question.address.href}", "here": label == here}
        for label, name in names
    ]


def exports(question):
    address, columns = reverse("annotate:cases_csv"), reverse("annotate:columns")
    files = [
        {"label": label, "href": f"{address}{question.address.but(how).href}", "key": key}
        for label, how, key in EXPORTS
    ]
    if allowed(question.user, "codings.view"):
        codings = f"{reverse('annotate:codings_csv')}{question.address.href}"
        files.append({"label": "Coders’ answers", "href": codings, "key": ""})
    return [*files, {"label": "Columns", "href": columns, "key": ""}]


def saved_as(user, question):
    """The name under which the user saved this very question, or ""."""
    if not allowed(user, "question.save"):
        return ""
    saved = user.saved_searches.filter(query=question.query)
    return saved.values_list("name", flat=True).first() or ""
