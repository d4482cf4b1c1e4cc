"""Signing in, with a limit on guessing; `docs/decisions/0007-guessing-passwords.md` says why so."""

import hashlib

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

from annotate.actions.people import set_password

WINDOW_SECONDS = 15 * 60
MOST_PER_NAME = 5  # wrong passwords for one name from one address
MOST_PER_ADDRESS = 50  # and for any names


class OnlyThePassword:
    """Django's forms save the whole account as it was loaded, over what changed meanwhile."""

    def save(self, commit=True):
        return set_password(self.user, self.cleaned_data["new_password1"])


class NewPasswordForm(OnlyThePassword, SetPasswordForm):
    pass


class ChangePasswordForm(OnlyThePassword, PasswordChangeForm):
    pass


class SignInForm(AuthenticationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"

    def clean(self):
        address = self.request.META["REMOTE_ADDR"]
        limits = {
            counter(address, self.cleaned_data.get("username", "")): MOST_PER_NAME,
            counter(address): MOST_PER_ADDRESS,
        }
        if any(cache.get(key, 0) >= most for key, most in limits.items()):
            raise ValidationError("Too many wrong passwords. Try again in a quarter of an hour.")
        try:
            return super().clean()
        except ValidationError:
            for key in limits:
                count(key)
            raise


def counter(*parts):
    """The name of a counter, safe for any cache."""
    return "sign-in-" + hashlib.sha256("\n".join(parts).casefold().encode()).hexdigest()


def count(key):
    """One more; a quarter of an hour after the first, the counter is forgotten."""
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it expired this very moment
        cache.set(key, 1, WINDOW_SECONDS)
