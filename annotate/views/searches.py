"""Questions kept: saved under a name, or shortened to an address."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotate.actions import searches
from annotate.forms.searches import NameForm, QueryForm, SaveForm
from annotate.models import Permalink

from .access import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs("question.save")
def saved(request):
    form = SaveForm(request.POST or None, user=request.user)
    if form.is_valid() and done(form, searches.save_search, **form.cleaned_data, by=request.user):
        messages.success(request, f"Saved as “{form.cleaned_data['name']}”.")
        return redirect(address_of(form.cleaned_data["query"]))
    return page(request, form)


@require_POST
@needs("question.save")
def rename(request, pk):
    search = get_object_or_404(request.user.saved_searches, pk=pk)
    form = NameForm(request.POST)
    if form.is_valid() and done(form, searches.rename_search, search, **form.cleaned_data):
        messages.success(request, f"Renamed to “{search.name}”.")
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect("annotate:saved")


@require_POST
@needs("question.save")
def delete(request, pk):
    search = get_object_or_404(request.user.saved_searches, pk=pk)
    searches.delete_search(search)
    messages.success(request, f"“{search.name}” is deleted.")
    return redirect("annotate:saved")


@require_POST
@needs("question.shorten")
def shorten(request):
    form = QueryForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["query"])))
        return redirect("annotate:cases")
    query = form.cleaned_data["query"]
    try:
        link = searches.shorten(query)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        short = request.build_absolute_uri(reverse("annotate:permalink", args=[link.key]))
        text = format_html('This question has the short link <a href="{0}">{0}</a>', short)
        messages.success(request, text)
    return redirect(address_of(query))


@require_safe
@needs("case.view")
def permalink(request, key):
    return redirect(address_of(get_object_or_404(Permalink, key=key).query))


def done(form, verb, *args, **kwargs):
    """Whether the verb did it; what it refused stands at the form's field."""
    try:
        verb(*args, **kwargs)
    except ValidationError as error:
        form.add_error("name", error.messages)
    return form.is_valid()


def page(request, form):
    context = {"form": form, "saved": request.user.saved_searches.all()}
    return render(request, "annotate/searches/saved.html", context)


def address_of(query):
    return f"{reverse('annotate:cases')}?{query}"
