"""What every page of upkeep shares: permissions from the one table, versions, history."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from annotate.actions import upkeep
from annotate.actions.change import EditConflict
from annotate.forms.versioned import SeenVersionForm
from annotate.permissions import allowed

from .history import entries


class ByTable:
    """Asks the table of `permissions`. `edited_by` names what whoever writes must be allowed."""

    viewed_by = "admin.view"
    edited_by = ""  # nobody
    view_on_site = False  # rows that have a page of their own lead there themselves

    def has_view_permission(self, request, obj=None):
        return allowed(request.user, self.viewed_by)

    def may_edit(self, request):
        return bool(self.edited_by) and allowed(request.user, self.edited_by)

    def has_add_permission(self, request, obj=None):
        return self.may_edit(request)

    def has_change_permission(self, request, obj=None):
        return self.may_edit(request)

    def has_delete_permission(self, request, obj=None):
        return self.may_edit(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)


class ViewOnly(ByTable, admin.ModelAdmin):
    """Rows that are shown here and written elsewhere, or never again."""

    list_per_page = 50
    show_full_result_count = False

    def lookup_allowed(self, lookup, value, request=None):
        """Columns of the row, and filters. Django would also let a list be asked for the rows that
        point here, `?judgements=1`: what hidden cases and unfinished codings say of a code."""
        try:
            field = self.opts.get_field(lookup.partition("__")[0])
        except FieldDoesNotExist:  # a filter of ours
            return super().lookup_allowed(lookup, value, request)
        return field.concrete and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None or not hasattr(row, "history"):
            raise Http404
        context = self.admin_site.each_context(request) | {
            "title": f"History of “{row}”",
            "object": row,
            "opts": self.opts,
            "entries": entries(row),
        }
        return render(request, "admin/row_history.html", context)

    # The history of the row says it all; Django's log would be a second one.
    def log_addition(self, request, obj, message):
        pass

    def log_change(self, request, obj, message):
        pass

    def log_deletions(self, request, queryset):
        pass


class UpkeepForm(SeenVersionForm):
    why = forms.CharField(
        required=False, widget=AdminTextInputWidget, help_text="The reason, kept in the history."
    )


class Upkeep(ViewOnly):
    """Rows that several people may edit at once: see `SeenVersionForm`."""

    edited_by = "upkeep.edit"
    form = UpkeepForm
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})}}
    save = staticmethod(upkeep.save)
    remove = staticmethod(upkeep.remove)

    def get_fields(self, request, obj=None):
        return [*self.fields, "why", "seen"]

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (EditConflict, ValidationError):  # at the last moment: the form now finds why
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        self.save(obj, version=given["seen"], by=request.user, why=given["why"])

    def delete_model(self, request, obj):
        self.remove(obj, by=request.user)
