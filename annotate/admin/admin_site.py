from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from annotate.permissions import allowed

# Signing in and passwords have pages of their own, and rows lead to theirs themselves.
ELSEWHERE = {"login", "logout", "password_change", "password_change_done", "view_on_site"}

# How the index and the side bar group the models.
SECTIONS = {
    "Cases": ["case", "evidence"],
    "Codebook": ["dimension", "code", "codebookversion"],
    "Shared by cases": ["actor", "conflict", "country", "source"],
    "People": ["user", "invitation"],
}
HISTORY = "History"


class UpkeepSite(AdminSite):
    final_catch_all_view = False
    site_title = site_header = "Multitrack upkeep"
    index_title = "What is kept here"

    def has_permission(self, request):
        return allowed(request.user, "admin.view")

    def admin_view(self, view, cacheable=False):
        methods = require_http_methods(["GET", "HEAD", "POST"])
        return methods(super().admin_view(view, cacheable))

    def get_urls(self):
        found = super().get_urls()
        return [pattern for pattern in found if getattr(pattern, "name", "") not in ELSEWHERE]

    def get_app_list(self, request, app_label=None):
        """The models in sections instead of by the app that declares them, which is one."""
        (app,) = super().get_app_list(request, app_label) or [{"models": []}]
        sections = {name: [] for name in [*SECTIONS, HISTORY]}
        for model in app["models"]:
            sections[section_of(model["model"])].append(model)
        return [
            app | {"name": name, "app_label": slugify(name), "models": models}
            for name, models in sections.items()
            if models
        ]

    def app_index(self, request, app_label, extra_context=None):
        return redirect("admin:index")  # there is but one app

    def get_log_entries(self, request):
        return None  # rows keep a history of their own, whoever changed them and where


def section_of(model):
    name = model._meta.model_name
    return next((section for section, names in SECTIONS.items() if name in names), HISTORY)


site = UpkeepSite()
site.disable_action("delete_selected")  # it would leave no reason in the history
