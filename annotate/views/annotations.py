"""Coded passages as files of W3C Web Annotations."""

import json

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotate.formats.annotations import write
from annotate.models import Case, Coding
from annotate.queries.annotations import passages_of_case, passages_of_coding

from .access import needs
from .downloads import download


@require_safe
@needs("case.view")
def of_case(request, pk):
    """What its tags rest on, in the texts that one may read."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    label = f"{case.public_id} {case}: passages that its tags rest on"
    name = f"{case.public_id}-annotations.jsonld"
    return annotations(request, passages_of_case, case, label, name)


@require_safe
@needs("codings.view")
def of_coding(request, pk):
    codings = Coding.objects.visible_to(request.user).select_related("case")
    coding = get_object_or_404(codings, pk=pk)
    label = f"{coding.case.public_id} {coding.case}: passages of one coder"
    name = f"{coding.case.public_id}-coding-{coding.pk}-annotations.jsonld"
    return annotations(request, passages_of_coding, coding, label, name)


def annotations(request, passages, row, label, name):
    at = request.build_absolute_uri
    address = at(request.path)
    found = passages(row, request.user, at=at, collection=address)
    said = write(found, address=address, codes=codes_under(request), label=label)
    text = json.dumps(said, ensure_ascii=False, indent=2)
    return download(text, name, "application/ld+json")


def codes_under(request):
    """What the addresses of all codes begin with."""
    return request.build_absolute_uri(reverse("annotate:codebook"))
