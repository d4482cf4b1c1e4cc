from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import redirect
from django.utils.html import format_html

from annotate.actions import steps, wording
from annotate.forms.versioned import SeenVersionForm
from annotate.models import Code, CodebookVersion, Dimension
from annotate.models.uses import fixed_fields, with_case_count
from annotate.permissions import allowed

from .admin_site import site
from .base import ByTable, Upkeep, ViewOnly
from .codebook_actions import OF_CODES, OF_DIMENSIONS
from .confirming import WithBulkActions
from .publishing import publish


class RetiredFilter(admin.SimpleListFilter):
    title = parameter_name = "retired"

    def lookups(self, request, model_admin):
        return [("no", "in use"), ("yes", "retired")]

    def queryset(self, request, rows):
        return rows.filter(retired_at__isnull=self.value() == "no") if self.value() else rows


class Taxonomy(WithBulkActions, Upkeep):
    edited_by = "codebook.edit"
    save = staticmethod(wording.save)
    remove = staticmethod(wording.remove)

    def get_queryset(self, request):
        return with_case_count(super().get_queryset(request), request.user)

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *(fixed_fields(obj) if obj else [])]

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        try:
            if row:  # else it was removed meanwhile, which Django says
                wording.refuse_used(row)
        except wording.StillUsed as error:
            messages.error(request, str(error))
            return redirect(f"admin:annotate_{self.opts.model_name}_change", row.pk)
        return super().delete_view(request, object_id, extra_context)

    @admin.display(description="cases", ordering="case_count")
    def cases(self, row):
        return row.case_count


class CodeLineForm(SeenVersionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in set(fixed_fields(self.instance)) & set(self.fields):
                self.fields[name].disabled = True


class CodeLines(ByTable, admin.StackedInline):
    """The codes of a dimension in their order; all else stands on a page of their own."""

    edited_by = "codebook.edit"
    model = Code
    form = CodeLineForm
    fields = [("position", "number", "key", "label"), "definition", "seen"]
    formfield_overrides = Upkeep.formfield_overrides
    extra = 0
    can_delete = False
    show_change_link = True


@admin.register(Dimension, site=site)
class DimensionAdmin(Taxonomy):
    fields = [
        "key",
        "label",
        "question",
        "notes",
        "position",
        "multi_valued",
        "mandatory",
        "roles",
        "derived",
        "derivation_rule",
    ]
    readonly_fields = ["derived", "derivation_rule"]
    list_display = ["label", "key", "position", "cases", "mandatory", "derived", "retired_at"]
    list_filter = [RetiredFilter, "mandatory", "derived"]
    search_fields = ["key", "label", "question"]
    ordering = ["position", "key"]
    inlines = [CodeLines]
    actions = [bulk.as_action() for bulk in OF_DIMENSIONS]

    def get_changeform_initial_data(self, request):
        """A new dimension comes last unless somebody places it."""
        last = Dimension.objects.aggregate(last=Max("position"))["last"]
        return {"position": 0 if last is None else last + 1}

    def get_fields(self, request, obj=None):
        """What is said of rules is said where there is one; here none can be added."""
        fields = super().get_fields(request, obj)
        derived = obj and obj.derived
        return [name for name in fields if derived or name not in self.readonly_fields]

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)  # which says what was added and changed
        for line in formset.forms:
            if line.has_changed():
                steps.reword(
                    line.instance,
                    version=line.cleaned_data["seen"],
                    by=request.user,
                    why=form.cleaned_data["why"],
                )


@admin.register(Code, site=site)
class CodeAdmin(Taxonomy):
    save = staticmethod(steps.reword)
    fields = [
        "dimension",
        "key",
        "number",
        "label",
        "parent",
        "position",
        "definition",
        "include",
        "exclude",
        "example",
        "literature",
        "origin",
        "first_version",
        "retired_at",
        "replaced_by",
    ]
    readonly_fields = ["first_version", "retired_at", "replaced_by"]
    list_display = ["__str__", "dimension", "key", "position", "cases", "retired_at"]
    list_filter = ["dimension", RetiredFilter, "origin"]
    list_select_related = ["dimension"]
    search_fields = ["label", "key", "definition"]
    ordering = ["dimension__position", "dimension__key", "position", "number", "key"]
    autocomplete_fields = ["dimension", "parent"]
    actions = [bulk.as_action() for bulk in OF_CODES]


@admin.register(CodebookVersion, site=site)
class CodebookVersionAdmin(ViewOnly):
    fields = ["number", "notes", "published_at", "published_by", "page"]
    list_display = ["number", "published_at", "published_by", "notes"]
    list_select_related = ["published_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot")

    @admin.display(description="its own page")
    def page(self, version):
        return format_html(
            '<a href="{}">What changed, files and checksum</a>', version.get_absolute_url()
        )

    def has_add_permission(self, request, obj=None):
        return allowed(request.user, "codebook.edit")

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return publish(request, self) or redirect("admin:annotate_codebookversion_changelist")
