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
    class Meta:
        model = User
        fields = ["name", "email"]
        labels = {"name": "Your name", "email": "E-mail address"}
        help_texts = {"email": "Links for setting a new password are sent there."}
