"""One coder's answers on one case, given without knowing those of others."""

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from annotate.permissions import allowed

from .versioned import Versioned
from .vocabularies import CodingState, Seen


class CodingQuerySet(models.QuerySet):
    def unfinished(self):
        return self.filter(state__in=CodingState.unfinished())

    def submitted(self):
        return self.filter(state=CodingState.SUBMITTED)

    def of(self, coder):
        return self.filter(coder=coder.pk)

    def in_pool(self):
        """Those that anybody may take: without a coder, or left alone too long."""
        lapsed = self.filter(lapses_at__lte=timezone.now())
        return (lapsed | self.filter(coder=None)).unfinished()

    def in_hand(self):
        """Those that somebody is at."""
        return self.unfinished().exclude(pk__in=Coding.objects.in_pool().order_by().values("pk"))

    def standing(self):
        """All but those that somebody else took over."""
        return self.exclude(state=CodingState.LAPSED)

    def overdue(self):
        return self.unfinished().filter(due_on__lt=timezone.now().date())

    def known_to(self, user):
        """Of cases that the user may know of: whose they are and how far, never what they say."""
        cases = apps.get_model("annotate", "Case").objects.known_to(user)
        return self.filter(case__in=cases.order_by().values("pk"))

    def open_to(self, user):
        """The places in the pool that the user may take.

        Not of a case that is settled in that round, that they code or coded there, or have yet to
        code in another.
        """
        if not allowed(user, "coding.answer"):
            return self.none()
        same = Coding.objects.of(user).filter(case=models.OuterRef("case"))
        in_round = Q(round=models.OuterRef("round"))
        theirs = same.filter(in_round | Q(state__in=CodingState.unfinished()))
        open_ = self.in_pool().exclude(pk__in=Coding.objects.settled().order_by().values("pk"))
        return open_.known_to(user).filter(~models.Exists(theirs))

    def hiding_from(self, user):
        """Those during which the user may not see how the case is tagged.

        Who entered a case knows it anyway, and goes on editing it.
        """
        return self.of(user).unfinished().exclude(seen=Seen.OWN)

    def visible_to(self, user):
        """Whose answers one may read: one's own; for adjudicators, all that was submitted.

        For other researchers, once they have submitted their own or the case is settled. Whoever
        has yet to submit a coding of a case reads none but their own there.
        """
        if not allowed(user, "codings.view"):
            return self.none()
        cases = apps.get_model("annotate", "Case").objects.visible_to(user)
        mine = Coding.objects.of(user)
        others = Coding.objects.submitted().filter(case__in=cases.order_by().values("pk"))
        others = others.exclude(case__in=mine.unfinished().order_by().values("case"))
        if not allowed(user, "coding.settle"):
            done = mine.submitted().order_by().values("case")
            settled = Coding.objects.settled().order_by().values("pk")
            others = others.filter(Q(case__in=done) | Q(pk__in=settled))
        return self.filter(Q(coder=user.pk) | Q(pk__in=others.order_by().values("pk")))

    def settled(self):
        """Of rounds in which an adjudicator has settled the case."""
        settlements = apps.get_model("annotate", "Settlement").objects.finished()
        same = settlements.filter(case=models.OuterRef("case"), round=models.OuterRef("round"))
        return self.filter(models.Exists(same))


class Coding(Versioned):
    """One coder's answer sheet for one case under one codebook version (DESIGN, section 2).

    Once submitted it answers every code of that version: those without a judgement are absent.
    """

    round = models.ForeignKey("Round", models.PROTECT, related_name="codings")
    case = models.ForeignKey("Case", models.PROTECT, related_name="codings")
    coder = models.ForeignKey("User", models.PROTECT, null=True, related_name="codings")
    codebook_version = models.ForeignKey("CodebookVersion", models.PROTECT, related_name="codings")
    state = models.CharField(max_length=9, choices=CodingState, default=CodingState.ASSIGNED)
    seen = models.CharField(max_length=9, choices=Seen, blank=True, default=Seen.NOTHING)
    due_on = models.DateField(null=True, blank=True)
    lapses_at = models.DateTimeField(null=True, blank=True)
    assigned_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    reopen_reason = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="To the adjudicator; never a disagreement.")
    none_apply = models.ManyToManyField(
        "Dimension", related_name="+", blank=True, help_text="Where no code applies, as confirmed."
    )

    history = HistoricalRecords()
    objects = CodingQuerySet.as_manager()

    class Meta:
        ordering = ["case", "round", "pk"]
        indexes = [models.Index(fields=["coder", "state", "case"], name="coding_of_coder")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "case", "coder"],
                condition=~Q(state=CodingState.LAPSED),
                name="one_coding_per_round_case_and_coder",
            ),
            models.CheckConstraint(
                condition=Q(coder__isnull=False) | Q(state=CodingState.ASSIGNED),
                name="only_a_coder_starts_a_coding",
            ),
            models.CheckConstraint(
                condition=~Q(state=CodingState.SUBMITTED) | Q(submitted_at__isnull=False),
                name="submitted_coding_says_when",
            ),
        ]

    def __str__(self):
        return f"coding of {self.case} by {self.coder or 'nobody yet'}"

    def get_absolute_url(self):
        return reverse("annotate:coding", args=[self.case.public_id])

    @property
    def is_unfinished(self):
        return self.state in CodingState.unfinished()

    @property
    def is_in_pool(self):
        left_alone = self.lapses_at and self.lapses_at <= timezone.now()
        return self.is_unfinished and (not self.coder_id or bool(left_alone))

    @property
    def is_overdue(self):
        late = self.due_on and self.due_on < timezone.now().date()
        return self.is_unfinished and bool(late)

    @property
    def is_settled(self):
        """Whether an adjudicator has settled its case in its round, from it or without it."""
        return Coding.objects.settled().filter(pk=self.pk).exists()

    @property
    def blindness(self):
        """In words. A case that became public meanwhile hides nothing any more."""
        is_out = self.is_unfinished and not self.seen and self.case.is_public
        return Seen(Seen.PUBLISHED if is_out else self.seen).label

    def codes(self):
        """Those it answers, in the codebook's order, with their dimension."""
        asked = self.codebook_version.codes.filter(dimension__derived=False)
        return asked.select_related("dimension", "parent")
