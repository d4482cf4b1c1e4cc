"""How people join, change their role and leave. Of an invitation's secret only a hash is kept."""

import secrets
from datetime import timedelta

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotate.models import Invitation, User
from annotate.permissions import MEMBER_ROLES

from .change import Change, claim

OPEN_FOR = timedelta(days=14)
# Of an account, by a form. The password is not: what was loaded may be the one before.
EDITED = ["username", "name", "email", "is_active", "is_superuser", "version"]


class AlreadyMember(Exception):
    """Somebody with this e-mail address has an account."""


class InvitationClosed(Exception):
    """The link was used, has expired, was revoked or replaced, or never was one."""


class NameTaken(Exception):
    """Somebody else took this name to sign in with, by a hair."""


class LastAdmin(Exception):
    """Nobody could manage people any more."""


class SwitchedOff(Exception):
    """The account is not active, so a password would open nothing."""


@transaction.atomic
def invite(*, email, role, by):
    """An invitation and the secret of its link, which cannot be looked up again.

    An earlier invitation to this address ends. Raises AlreadyMember.
    """
    if User.objects.with_email(email).exists():
        raise AlreadyMember(f"Somebody with the address {email} has an account already.")
    for earlier in Invitation.objects.open().filter(email__iexact=email).select_for_update():
        end(earlier, by=by, why="Invited again, with a new link")
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        role=role,
        secret_sha256=Invitation.hashed(secret),
        invited_by=by,
        expires_at=timezone.now() + OPEN_FOR,
    )
    return Change(by=by).save(invitation), secret


@transaction.atomic
def revoke(invitation, *, by):
    """End it now. Raises InvitationClosed where it has ended already."""
    still_open = Invitation.objects.open().filter(pk=invitation.pk).select_for_update().first()
    if not still_open:
        raise InvitationClosed(f"The invitation to {invitation.email} was no longer open.")
    end(still_open, by=by, why="Revoked")


def end(invitation, *, by, why):
    invitation.expires_at = timezone.now()
    Change(by=by, why=why).save(invitation)


@transaction.atomic
def accept(secret, *, username, name, password):
    """The account of whoever holds the secret of an open invitation.

    Raises InvitationClosed, and NameTaken.
    """
    invitation = Invitation.objects.open().with_secret(secret).select_for_update().first()
    if not invitation or User.objects.with_email(invitation.email).exists():
        raise InvitationClosed("This invitation is no longer open.")
    user = User(username=username, name=name, email=invitation.email)
    user.set_password(password)
    change = Change(by=user, why=f"Invited by {invitation.invited_by}")
    try:
        with transaction.atomic():
            join(user, role=invitation.role, change=change)
    except IntegrityError:
        raise NameTaken(f"The name “{username}” is taken. Choose another one.") from None
    invitation.accepted_at, invitation.accepted_by = change.at, user
    Change(by=user, why="Accepted", at=change.at).save(invitation)
    return user


@transaction.atomic
def save_person(user, *, version, by, why="", role=None):
    """Save name, addresses and whether the account is active; with `role`, that too.

    Raises EditConflict, and LastAdmin where nobody could manage people afterwards.
    """
    wait_for_other_admins()
    claim(user, version)
    if role is not None:
        give_role(user, role)
    Change(by=by, why=why).save(user, only=EDITED)
    if not User.objects.admins().exists():
        raise LastAdmin("This is the last admin. Make somebody else an admin first.")
    return user


def wait_for_other_admins():
    """One at a time: two admins who demote each other would each count the other."""
    list(Group.objects.select_for_update().filter(name=MEMBER_ROLES[-1]))


@transaction.atomic
def password_token(user, *, by):
    """What lets `user` set a new password, once, within `PASSWORD_RESET_TIMEOUT`.

    The history says who made it. Raises SwitchedOff.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise SwitchedOff(f"{user} cannot sign in. Make the account active first.")
    Change(by=by, why="Made a link for a new password").save(user)
    return default_token_generator.make_token(user)


def set_password(user, password):
    """Writes nothing else: what was loaded with the account may have changed since."""
    user.set_password(password)  # slow by intent, so nobody waits for it to save theirs
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=user.pk)
        claim(stored, stored.version)
        stored.password = user.password
        Change(by=stored, why="Set a new password").save(stored, only=["password"])
    return user


def join(user, *, role, change):
    """Store a new account, its role, and one row of history with both."""
    user.save_without_historical_record()
    give_role(user, role)
    change.save(user)


def give_role(user, role):
    """This role and no other. Through the link table: a change of `groups` would write history."""
    links = User.groups.through.objects
    links.filter(user=user).delete()
    links.create(user=user, group=Group.objects.get(name=role))
    user.is_superuser = False
    vars(user).pop("role", None)
