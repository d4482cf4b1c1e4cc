from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from annotate.models import Case, Code, Tag

from .admin_site import site
from .base import ViewOnly
from .case_actions import BULKS
from .confirming import WithBulkActions
from .older_codebook import OlderCodebookFilter


class TrackFilter(admin.SimpleListFilter):
    title = parameter_name = "track"

    def lookups(self, request, model_admin):
        return [(track.pk, str(track)) for track in Code.objects.active().tracks()]

    def queryset(self, request, cases):
        if not self.value():
            return cases
        tags = Tag.objects.present().filter(code__in=self.used_parameters.values())
        return cases.filter(pk__in=tags.values("case"))


@admin.register(Case, site=site)
class CaseAdmin(WithBulkActions, ViewOnly):
    """Cases are written in a form of their own; here they are found and handled together."""

    fields = [
        "links",
        "title",
        "aliases",
        "summary",
        "conflict",
        "start",
        "end",
        "ongoing",
        "state",
        "return_reason",
        "visibility",
        "embargo_until",
        "codebook_version",
        "owner",
        "created_at",
        "changed_at",
    ]
    list_display = ["public_id", "title", "state", "visibility", "years", "owner", "changed"]
    list_display_links = ["public_id", "title"]
    list_filter = [
        "state",
        "visibility",
        TrackFilter,
        OlderCodebookFilter,
        "codebook_version",
        "owner",
    ]
    list_select_related = ["owner"]
    search_fields = ["title", "aliases"]
    empty_value_display = "none"
    actions = [bulk.as_action() for bulk in BULKS]

    def get_queryset(self, request):
        return Case.objects.visible_to(request.user)

    def get_search_results(self, request, cases, asked):
        number = asked.strip().upper().removeprefix("PI-")
        if number.isdecimal() and len(number) < 10:
            return cases.filter(pk=int(number)), False
        return super().get_search_results(request, cases, asked)

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        case = self.get_object(request, unquote(object_id))
        if case is None:
            raise Http404
        return redirect("annotate:case_history", case.pk)

    @admin.display(description="changed", ordering="changed_at")
    def changed(self, case):
        return date_format(case.changed_at, "j M Y")

    @admin.display(description="its own pages")
    def links(self, case):
        edit = reverse("annotate:case_edit", args=[case.public_id])
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">Edit in the form</a>',
            case.get_absolute_url(),
            case.public_id,
            edit,
        )
