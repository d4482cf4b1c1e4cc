"""The page that freezes the codebook as its next version."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render

from annotate.actions import codebook
from annotate.formats.codebook import digest
from annotate.models import CodebookVersion
from annotate.models.snapshot import snapshot
from annotate.queries.wording import compared


class PublishForm(forms.Form):
    number = forms.CharField(max_length=20, help_text="Such as 1.1; 2.0 where meanings changed.")
    notes = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="What changed and why, for those who use the dataset.",
    )


def publish(request, model_admin):
    """The page; None once the version is published."""
    latest, now = CodebookVersion.objects.first(), snapshot()
    form = PublishForm(request.POST or None, initial={"number": following(latest)})
    if form.is_valid() and published(request, form, digest(now)):
        return None
    context = model_admin.admin_site.each_context(request) | {
        "title": "Publish a codebook version",
        "opts": model_admin.opts,
        "form": form,
        "latest": latest,
        "changes": compared(latest.snapshot if latest else {"dimensions": []}, now),
        "shown": digest(now),
    }
    return render(request, "admin/publish_codebook.html", context)


def published(request, form, standing):
    if request.POST.get("shown") != standing:
        form.add_error(None, "The codebook has changed since you opened this page. Look again.")
        return False
    try:
        version = codebook.publish(**form.cleaned_data, by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, f"Published as {version}.")
    return True


def following(latest):
    """The number after "1.4" is "1.5"; the first one is "1.0"."""
    if not latest:
        return "1.0"
    *most, last = latest.number.split(".")
    return ".".join([*most, str(int(last) + 1)])
