"""Pages that say what this is: about the data, accessibility, licence."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.models import CodebookVersion

from .access import needs


@require_safe
@needs("page.view")
def data(request):
    latest = CodebookVersion.objects.defer("snapshot").first()
    return render(request, "annotate/about/data.html", {"latest": latest})


@require_safe
@needs("page.view")
def accessibility(request):
    return render(request, "annotate/about/accessibility.html")


@require_safe
@needs("page.view")
def licence(request):
    return render(request, "annotate/about/licence.html")
