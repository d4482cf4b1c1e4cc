"""What coders answered, as a file."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from annotate.permissions import allowed
from annotate.queries.coding_rows import SHAPES
from annotate.queries.exports import codings
from annotate.queries.filters.public import Refusal
from annotate.queries.question import Question

from .access import needs
from .exports import csv_file, no_file

SETTINGS = {"shape": list(SHAPES), "coders": ["pseudonyms", "names"]}


@require_safe
@needs("codings.view")
def codings_csv(request):
    """Of the cases that the question asks for; `shape` and `coders` choose how."""
    asked = request.GET.copy()
    chosen = {name: asked.pop(name, [])[-1:] for name in SETTINGS}
    question = Question(asked, request.user)
    refusals = [*question.refusals, *refused(chosen, request.user)]
    if refusals:
        return no_file(refusals)
    shape = "".join(chosen["shape"]) or "all"
    table = codings(request.user, shape, names=chosen["coders"] == ["names"])
    name = f"multitrack-codings-{shape}-{timezone.now().date().isoformat()}-{question.hash[:8]}"
    return csv_file(table, question.cases, name=name, for_spreadsheet=question.for_spreadsheet)


def refused(chosen, user):
    for name, values in chosen.items():
        allowed_values = ", ".join(SETTINGS[name])
        for value in values:
            if value not in SETTINGS[name]:
                yield Refusal(name, f"“{value}” is none of {allowed_values}.", value)
    if chosen["coders"] == ["names"] and not allowed(user, "coding.settle"):
        yield Refusal("coders", "Only curators are told the names of coders.", "names")
