"""Signing in and forgotten passwords, both with a limit on what a stranger may try."""

from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.core.exceptions import ValidationError

from annotate.actions.people import set_password

from .limits import Limit

QUARTER, HOUR = 15 * 60, 60 * 60  # seconds
WRONG_FOR_NAME = Limit("wrong passwords for one name from one computer", 5, QUARTER)
WRONG_FOR_ANY = Limit("wrong passwords for any names from one computer", 50, QUARTER)
LINKS_ASKED = Limit("links asked for by one computer", 20, HOUR)
LINKS_MAILED = Limit("links mailed to one address", 3, HOUR)


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
        computer = self.request.META["REMOTE_ADDR"]
        name = self.cleaned_data.get("username", "")
        if WRONG_FOR_NAME.reached(computer, name) or WRONG_FOR_ANY.reached(computer):
            raise ValidationError("Too many wrong passwords. Try again in a quarter of an hour.")
        try:
            return super().clean()
        except ValidationError:
            WRONG_FOR_NAME.count(computer, name)
            WRONG_FOR_ANY.count(computer)
            raise


class ForgottenForm(PasswordResetForm):
    """Nothing it says or refuses depends on whether an account has the address."""

    def __init__(self, *args, computer, **kwargs):
        super().__init__(*args, **kwargs)
        self.computer = computer
        self.fields["email"].label = "E-mail address"

    def clean(self):
        if LINKS_ASKED.reached(self.computer):
            raise ValidationError("Too many links asked for from here. Try again in an hour.")
        LINKS_ASKED.count(self.computer)
        return super().clean()

    def save(self, **options):
        address = self.cleaned_data["email"]
        if not LINKS_MAILED.reached(address):
            LINKS_MAILED.count(address)
            super().save(**options)
