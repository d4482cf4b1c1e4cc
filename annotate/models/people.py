import hashlib

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from annotate.permissions import GRANTED, MEMBER_ROLES

from .versioned import Versioned


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def in_group(self, role):
        links = User.groups.through.objects.filter(group__name=role)
        return self.filter(pk__in=links.values("user"))

    def who_may(self, permission):
        """Those of whom `permissions.allowed` says so. A role may all that a lesser one may."""
        links = User.groups.through.objects.filter(group__name__in=GRANTED[permission])
        return self.active().filter(Q(pk__in=links.values("user")) | Q(is_superuser=True))

    def by_name(self):
        """As `__str__` names them, whatever the case of its letters."""
        name = Coalesce(NullIf("name", Value("")), "username")
        return self.order_by(Lower(name), "pk")

    def admins(self):
        """Those who can sign in and manage people."""
        return self.active().filter(is_superuser=True) | self.active().in_group(MEMBER_ROLES[-1])

    def with_email(self, email):
        return self.filter(email__iexact=email)


class People(UserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False


class User(Versioned, AbstractUser):
    """A person who signs in. The role is the highest of their groups; groups carry role names."""

    first_name = last_name = None  # a name is one text; not everybody's splits in two
    last_login = None  # nobody keeps a diary of sign-ins
    name = models.CharField(max_length=150, blank=True, help_text="As colleagues write it.")

    history = HistoricalRecords(m2m_fields=["groups"], excluded_fields=["password"])
    objects = People()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email",
                condition=~Q(email=""),
                violation_error_message="Somebody with this e-mail address has an account already.",
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @cached_property
    def role(self):
        """One of `permissions.ROLES`, or "" for an account without any."""
        if not self.is_active:
            return ""
        if self.is_superuser:
            return MEMBER_ROLES[-1]
        held = {group.name for group in self.groups.all()}
        return next((role for role in reversed(MEMBER_ROLES) if role in held), "")


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def with_secret(self, secret):
        return self.filter(secret_sha256=Invitation.hashed(secret))


class Invitation(models.Model):
    """An admin's invitation to join with a role. Only a hash of its secret is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=[(r, r.capitalize()) for r in MEMBER_ROLES])
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.OneToOneField(
        User, models.PROTECT, null=True, editable=False, related_name="invitation"
    )

    history = HistoricalRecords(excluded_fields=["secret_sha256"])
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]

    def __str__(self):
        return f"{self.email} as {self.role}"

    @staticmethod
    def hashed(secret):
        return hashlib.sha256(secret.encode()).hexdigest()

    @property
    def is_open(self):
        return not self.accepted_at and self.expires_at > timezone.now()
