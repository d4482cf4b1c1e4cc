"""The codebook to read, to compare and to take away; everybody may."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from annotate.models import Code, CodebookVersion, Dimension, Ruling
from annotate.models.former_keys import led_to
from annotate.permissions import allowed
from annotate.queries.codebook import (
    companions,
    counts,
    example_case,
    examples,
    role_counts,
)
from annotate.queries.reliability.of_code import agreement_of
from annotate.queries.steps import entries_of
from annotate.queries.wording import wording_of

from .access import needs


@require_safe
@needs("codebook.view")
def codebook(request):
    shown = {
        "dimensions": Dimension.objects.active().with_codes(),
        "retired": Dimension.objects.exclude(retired_at=None),
        "counts": counts(request.user),
        "versions": CodebookVersion.objects.defer("snapshot"),
    }
    return render(request, "annotate/codebook/index.html", shown)


@require_safe
@needs("codebook.view")
def dimension(request, key):
    found = get_object_or_404(Dimension, key=key)
    shown = around(found, request.user) | {"wording": wording_of(key)}
    return render(request, "annotate/codebook/dimension.html", shown)


def around(dimension, user):
    """What both the page of a dimension and those of its codes show."""
    codes = dimension.codes.select_related("dimension", "parent", "replaced_by__dimension")
    return {
        "dimension": dimension,
        "codes": [code for code in codes if not code.retired_at],
        "retired_codes": [code for code in codes if code.retired_at],
        "dimensions": Dimension.objects.active(),
        "counts": counts(user, dimension),
        "latest": CodebookVersion.objects.defer("snapshot").first(),
    }


@require_safe
@needs("codebook.view")
def code(request, dimension_key, key):
    found, user = find_code(dimension_key, key), request.user
    if "itself" not in request.GET and (heir := led_to(found, user)):
        return moved_on(heir)
    if key != found.address_key:
        return redirect(found)
    shown = around(found.dimension, user) | {
        "code": found,
        "roles": role_counts(found, user),
        "examples": examples(found, user),
        "example_case": example_case(found, user),
        "companions": companions(found, user),
        "rulings": Ruling.objects.in_force().on([found]),
        "agreement": agreement_of(found, user),
        "wording": history(found, user),
        "may_change": allowed(user, "codebook.edit"),
    }
    return render(request, "annotate/codebook/code.html", shown)


def history(code, user):
    """Its wording in versions; for those who may see who did what, the steps between them too."""
    entries = wording_of(code.dimension.key, code.key)
    if allowed(user, "history.view"):
        entries = [*entries, *entries_of(code)]
    return sorted(entries, key=lambda entry: entry.when, reverse=True)


def moved_on(code):
    """The address is led on for good, or until somebody undoes the step: so nobody may keep it."""
    answer = redirect(code, permanent=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def find_code(dimension_key, key):
    """By its number, where it has one, or by its key."""
    codes = Code.objects.filter(dimension__key=dimension_key)
    codes = codes.select_related("dimension", "parent", "replaced_by__dimension")
    for code in codes:
        if key in (code.address_key, code.key):
            return code
    raise Http404
