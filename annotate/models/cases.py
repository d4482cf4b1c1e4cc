from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from simple_history.models import HistoricalRecords

from annotate.permissions import allowed

from . import partial_dates
from .partial_dates import PartialDateField
from .versioned import Versioned
from .vocabularies import State, Visibility


class CaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def public(self):
        """What everybody may see: published, public, and past any embargo."""
        return self.filter(free())

    def visible_to(self, user):
        """The one place that decides what may be seen (DESIGN, idea 5)."""
        if not allowed(user, "case.view_team"):
            return self.public()
        return self.known_to(user).filter(~Q(pk__in=being_coded_blind_by(user)) | free())

    def known_to(self, user):
        """For the team: those they could see, were it not that they code some of them blind.

        Only for saying that there is such a case and whom it is given to, never how it is tagged.
        """
        if allowed(user, "case.view_restricted"):
            return self.all()
        if not allowed(user, "case.view_team"):
            return self.public()
        return self.filter(~Q(visibility=Visibility.RESTRICTED) | Q(owner=user))

    def hidden_from(self, user):
        """Those that the user codes blind at present."""
        return self.known_to(user).exclude(pk__in=self.visible_to(user).order_by().values("pk"))

    def answered(self):
        """Cases whose untagged codes mean *absent*; the others are *not yet coded*."""
        return self.filter(state__in=State.answered())


def free():
    """The condition under which everybody may see a case."""
    past = Q(embargo_until=None) | Q(embargo_until__lte=timezone.now().date())
    return past & Q(state=State.PUBLISHED, visibility=Visibility.PUBLIC)


def being_coded_blind_by(user):
    codings = apps.get_model("annotate", "Coding").objects.hiding_from(user)
    return codings.order_by().values("case")


class Case(Versioned):
    """One peace initiative: a bounded effort by identifiable actors (DESIGN, section 2).

    Its public id, `PI-0001`, is its primary key, which neither database uses twice.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=255)
    aliases = models.TextField(blank=True, help_text="Other names, one on each line.")
    summary = models.TextField(blank=True, help_text="Two sentences at most.")
    narrative = models.TextField(blank=True)
    conflict = models.ForeignKey(
        "Conflict", models.PROTECT, null=True, blank=True, related_name="cases"
    )
    countries = models.ManyToManyField("Country", through="CaseCountry", related_name="cases")

    start = PartialDateField(blank=True)
    start_earliest = partial_dates.earliest()
    start_latest = partial_dates.latest()
    start_precision = partial_dates.precision()
    start_year = partial_dates.year()
    start_note = models.CharField(max_length=255, blank=True, help_text="For example “circa”.")
    end = PartialDateField(blank=True)
    end_earliest = partial_dates.earliest()
    end_latest = partial_dates.latest()
    end_precision = partial_dates.precision()
    end_year = partial_dates.year()
    end_note = models.CharField(max_length=255, blank=True)
    ongoing = models.BooleanField(default=False, verbose_name="still going on")
    ongoing_checked_on = models.DateField(null=True, blank=True, verbose_name="last checked on")

    why_many_tracks = models.TextField(blank=True, verbose_name="Why one track was not enough")
    internal_note = models.TextField(blank=True, help_text="For the team; never published.")

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    return_reason = models.TextField(blank=True, editable=False)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    embargo_until = models.DateField(null=True, blank=True)
    codebook_version = models.ForeignKey(
        "CodebookVersion",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="cases",
        help_text="The version whose every code the case answers; set on submission.",
    )
    owner = models.ForeignKey(
        "User", models.PROTECT, null=True, editable=False, related_name="cases"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords()
    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            # Tells what the public may see, and under which codebook, without reading the rows.
            models.Index(
                fields=["state", "visibility", "embargo_until", "codebook_version"],
                name="case_seen_by_the_public",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True)
                | Q(end__isnull=True)
                | Q(end_latest__gte=F("start_earliest")),
                name="end_not_before_start",
                violation_error_message="The end lies before the start.",
            ),
            models.CheckConstraint(
                condition=Q(ongoing=False) | Q(end__isnull=True),
                name="ongoing_or_ended",
                violation_error_message="A case that is still going on has no end.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | ~Q(return_reason=""),
                name="returned_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=State.answered()) | Q(codebook_version__isnull=False),
                name="answers_name_their_codebook",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("annotate:case", args=[self.public_id])

    @property
    def public_id(self):
        return f"PI-{self.pk:04d}"

    @property
    def is_public(self):
        """Whether everybody may see it: `free` for one case."""
        is_past = not self.embargo_until or self.embargo_until <= timezone.now().date()
        is_open = self.state == State.PUBLISHED and self.visibility == Visibility.PUBLIC
        return is_open and is_past

    @property
    def readers(self):
        """Who may see it once it is published, as `free` and `known_to` have it, in words."""
        if self.visibility == Visibility.RESTRICTED:
            return "its owner, curators and admins alone"
        team, day = "researchers, curators and admins alone", self.embargo_until
        if self.visibility == Visibility.TEAM:
            return team
        if day and day > timezone.now().date():
            return f"{team} until {date_format(day, 'j F Y')}, from then on by everybody"
        return "everybody"

    @property
    def alias_list(self):
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def years(self):
        """ "1990–1994", "1990–" while it goes on, "1990" for a single or an unknown end."""
        if not self.start:
            return ""
        if self.ongoing:
            return f"{self.start.year}–"
        if not self.end or self.end.year == self.start.year:
            return str(self.start.year)
        return f"{self.start.year}–{self.end.year}"
