"""What is only looked at here: evidence, and every change of what matters."""

from django.contrib import admin

from annotate.models import Case, Code, Dimension, Evidence, Tag, User

from .admin_site import site
from .base import ViewOnly


@admin.register(Evidence, site=site)
class EvidenceAdmin(ViewOnly):
    list_display = ["quote", "tag", "document", "citation", "pages"]
    list_select_related = ["tag__code", "tag__case", "document", "citation__source"]
    search_fields = ["quote", "note", "tag__case__title"]


class Changes(ViewOnly):
    """Of the history that every write leaves. `of` names the columns that tell whose it is."""

    of: list[str] = []
    list_filter = ["history_type", "history_user"]
    date_hierarchy = "history_date"
    ordering = ["-history_date", "-history_id"]

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        # simple_history calls the row a “historical case”; nobody here does.
        whose = model.instance_type._meta
        self.opts.verbose_name = f"change of {whose.verbose_name}"
        self.opts.verbose_name_plural = f"history of {whose.verbose_name_plural}"

    def get_list_display(self, request):
        return ["history_date", *self.of, "what", "history_user", "history_change_reason"]

    @admin.display(description="what", ordering="history_type")
    def what(self, record):
        return record.get_history_type_display()


@admin.register(Case.history.model, site=site)
class ChangesOfCases(Changes):
    of = ["title"]
    list_select_related = ["history_user"]


@admin.register(Tag.history.model, site=site)
class ChangesOfTags(Changes):
    of = ["case", "code", "role"]
    list_select_related = ["history_user", "case", "code"]


@admin.register(Evidence.history.model, site=site)
class ChangesOfEvidence(Changes):
    of = ["quote", "pages"]
    list_select_related = ["history_user"]


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
