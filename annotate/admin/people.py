from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from annotate.actions import people
from annotate.models import Invitation, User
from annotate.permissions import MEMBER_ROLES

from .admin_site import site
from .base import Upkeep, UpkeepForm, ViewOnly

SECRET = {"password", "secret_sha256"}


class PersonForm(UpkeepForm):
    role = forms.ChoiceField(choices=[(role, role.capitalize()) for role in MEMBER_ROLES])

    class Meta:
        help_texts = {"is_active": "Whoever is not cannot sign in. People are never deleted."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["role"] = self.instance.role


class RoleFilter(admin.SimpleListFilter):
    title = parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(role, role) for role in MEMBER_ROLES]

    def queryset(self, request, people):
        return people.in_group(self.value()) if self.value() else people


class NothingSecret:
    """A list asked for what a hash begins with would give the hash away, letter by letter."""

    def lookup_allowed(self, lookup, value, request=None):
        asks_for = lookup.partition("__")[0]
        return asks_for not in SECRET and super().lookup_allowed(lookup, value, request)


@admin.register(User, site=site)
class UserAdmin(NothingSecret, Upkeep):
    """Accounts begin with an invitation and end by being switched off."""

    viewed_by = edited_by = "people.manage"
    change_form_template = "admin/person_form.html"
    form = PersonForm
    fields = ["username", "name", "email", "role", "is_active"]
    list_display = ["username", "name", "email", "role", "is_active"]
    list_filter = [RoleFilter, "is_active"]
    search_fields = ["username", "name", "email"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except people.LastAdmin as error:
            messages.error(request, str(error))
            return redirect(request.path)

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        people.save_person(
            obj, version=given["seen"], role=given["role"], by=request.user, why=given["why"]
        )


@admin.register(Invitation, site=site)
class InvitationAdmin(NothingSecret, ViewOnly):
    """Invited, renewed and revoked on a page of its own, which can show the link."""

    viewed_by = "people.manage"
    list_display = ["email", "role", "invited_by", "expires_at", "accepted_by"]
    list_select_related = ["invited_by", "accepted_by"]
    list_filter = ["role"]
    search_fields = ["email"]

    def has_add_permission(self, request, obj=None):
        return self.has_view_permission(request)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("annotate:invite")
