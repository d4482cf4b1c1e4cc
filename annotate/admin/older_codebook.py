from django.contrib import admin

from annotate.models import CodebookVersion
from annotate.models.vocabularies import State


class OlderCodebookFilter(admin.SimpleListFilter):
    """Submitted cases that a newer codebook could be asked of, in the form of each."""

    title = "codebook answered"
    parameter_name = "codebook"

    def lookups(self, request, model_admin):
        return [("older", "an older one"), ("latest", "the latest one")]

    def queryset(self, request, cases):
        if not self.value():
            return cases
        latest = CodebookVersion.objects.values("pk")[:1]
        answered = cases.filter(state__in=State.answered())
        if self.value() == "older":
            return answered.exclude(codebook_version__in=latest)
        return answered.filter(codebook_version__in=latest)
