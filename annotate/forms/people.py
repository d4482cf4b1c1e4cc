"""Forms for joining and for keeping one's account."""

from django import forms
from django.contrib.auth.forms import UserCreationForm
from django.core.exceptions import ValidationError

from annotate.models import Invitation, User

from .versioned import SeenVersionForm


class InviteForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role"]
        labels = {"email": "E-mail address"}

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.with_email(email).exists():
            raise ValidationError(f"Somebody with the address {email} has an account already.")
        return email


class AcceptForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["username", "name"]
        labels = {"username": "Name to sign in with", "name": "Your name"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True

    def account(self):
        """What `actions.people.accept` asks for."""
        given = self.cleaned_data
        return {name: given[name] for name in self._meta.fields} | {"password": given["password1"]}


class AccountForm(SeenVersionForm):
    """Whoever finds the browser open could else have a link for a new password sent to them."""

    current_password = forms.CharField(
        label="Your password",
        help_text="Only asked for where you change the e-mail address.",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    class Meta:
        model = User
        fields = ["name", "email"]
        labels = {"name": "Your name", "email": "E-mail address"}
        help_texts = {"email": "Links for setting a new password are sent there."}

    def clean(self):
        cleaned = super().clean()
        typed = cleaned.get("current_password", "")
        if "email" in self.changed_data and not self.instance.check_password(typed):
            no = "This is not your password." if typed else "Type it to change the e-mail address."
            self.add_error("current_password", no)
        return cleaned
