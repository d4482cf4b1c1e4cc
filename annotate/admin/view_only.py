"""What is only looked at here: evidence, and every change of what matters."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.utils.dateformat import format as date_format

from annotate.models import Case, Code, Dimension, Evidence, Tag, User

from .admin_site import site
from .base import ViewOnly
from .history import NOBODY, WHAT


@admin.register(Evidence, site=site)
class EvidenceAdmin(ViewOnly):
    list_display = ["quote", "tag", "document", "citation", "pages"]
    list_select_related = ["tag__code", "tag__case", "document", "citation__source"]
    search_fields = ["quote", "note", "tag__case__title"]

    def get_queryset(self, request):
        return Evidence.objects.of_tags().visible_to(request.user)


class WhatFilter(admin.ChoicesFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "what"


class WhoFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "who"


class Changes(ViewOnly):
    """Of the history that every write leaves. `of` names the columns that tell whose it is."""

    of: list[str] = []
    change_form_template = "admin/one_change.html"
    list_filter = [("history_type", WhatFilter), ("history_user", WhoFilter)]
    date_hierarchy = "history_date"
    ordering = ["-history_date", "-history_id"]

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        # simple_history calls the row a “historical case”; nobody here does.
        whose = model.instance_type._meta
        self.opts.verbose_name = f"change of {whose.verbose_name}"
        self.opts.verbose_name_plural = f"changes of {whose.verbose_name_plural}"

    def get_queryset(self, request):
        """Without what would tell a coder how the case is tagged that they code blind."""
        rows = super().get_queryset(request)
        return rows.exclude(**self.hidden(Case.objects.hidden_from(request.user).values("pk")))

    def hidden(self, cases):
        """The condition on changes that belong to one of these cases."""
        return {"pk": None}

    def changelist_view(self, request, extra_context=None):
        whose = self.model.instance_type._meta.verbose_name_plural
        return super().changelist_view(request, {"title": f"History of {whose}"})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id))
        named = [str(getattr(record, name) or "") for name in self.of] if record else []
        title = {"subtitle": ", ".join(filter(None, named))}
        return super().change_view(request, object_id, form_url, title)

    def get_fields(self, request, obj=None):
        tracked = [field.name for field in self.model.tracked_fields if field.editable]
        return ["when", "what", "who", "why", *tracked]

    def get_list_display(self, request):
        return ["when", *self.of, "what", "who", "why"]

    @admin.display(description="when", ordering="history_date")
    def when(self, record):
        return date_format(record.history_date, "j M Y, H:i")

    @admin.display(description="what", ordering="history_type")
    def what(self, record):
        return WHAT[record.history_type]

    @admin.display(description="who", ordering="history_user")
    def who(self, record):
        return record.history_user or NOBODY

    @admin.display(description="why")
    def why(self, record):
        return record.history_change_reason or ""


@admin.register(Case.history.model, site=site)
class ChangesOfCases(Changes):
    of = ["title"]
    list_select_related = ["history_user"]

    def hidden(self, cases):
        return {"id__in": cases}


@admin.register(Tag.history.model, site=site)
class ChangesOfTags(Changes):
    of = ["case", "code", "role"]
    list_select_related = ["history_user", "case", "code"]

    def hidden(self, cases):
        return {"case__in": cases}


@admin.register(Evidence.history.model, site=site)
class ChangesOfEvidence(Changes):
    """Of the evidence of tags; what coders mark is nobody else's until they submit."""

    of = ["quote", "pages"]
    list_select_related = ["history_user"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(judgement=None)

    def hidden(self, cases):
        return {"tag__in": Tag.history.filter(case__in=cases).values("id")}


@admin.register(Dimension.history.model, site=site)
class ChangesOfDimensions(Changes):
    of = ["label"]
    list_select_related = ["history_user"]


@admin.register(Code.history.model, site=site)
class ChangesOfCodes(Changes):
    of = ["label", "dimension"]
    list_select_related = ["history_user", "dimension"]


@admin.register(User.history.model, site=site)
class ChangesOfPeople(Changes):
    viewed_by = "people.manage"
    of = ["username"]
    list_select_related = ["history_user"]
