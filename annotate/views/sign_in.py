"""Django's own views for sessions and passwords, with our templates and permissions."""

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotate.forms.sign_in import (
    LINKS_MAILED,
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    SignInForm,
)

from .access import needs
from .mail import public_url, sends_mail

MAILED = (
    "If an account has the address {email}, a link is sent there by mail, at most"
    f" {LINKS_MAILED.most} in an hour. If none arrives, ask an admin of this site, who can make"
    " one for you."
)
KEPT = (
    "This site sends no mail. If an account has the address {email}, a link is kept for whoever"
    " runs the site. An admin can also make one for you."
)


class PasswordChange(SuccessMessageMixin, auth.PasswordChangeView):
    form_class = ChangePasswordForm
    template_name = "annotate/people/password_change.html"
    success_url = reverse_lazy("annotate:account")
    success_message = "Your password is changed. Other browsers where you were signed in are out."


class PasswordReset(auth.PasswordResetView):
    """Says the same whether or not an account has the address."""

    form_class = ForgottenForm
    template_name = "annotate/people/password_reset.html"
    email_template_name = "annotate/people/password_reset_mail.txt"
    subject_template_name = "annotate/people/password_reset_subject.txt"
    success_url = reverse_lazy("annotate:login")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"computer": self.request.META["REMOTE_ADDR"]}

    def get_context_data(self, **more):
        return super().get_context_data(**more) | {"sends_mail": sends_mail()}

    def form_valid(self, form):
        sentences = MAILED if sends_mail() else KEPT
        messages.info(self.request, sentences.format(**form.cleaned_data))
        self.extra_email_context = {"site": public_url(self.request).rstrip("/")}
        return super().form_valid(form)


class PasswordResetConfirm(SuccessMessageMixin, auth.PasswordResetConfirmView):
    form_class = NewPasswordForm
    template_name = "annotate/people/password_reset_confirm.html"
    success_url = reverse_lazy("annotate:login")
    success_message = "Your password is set. Sign in with it."


forms = require_http_methods(["GET", "HEAD", "POST"])

login = needs("page.view")(
    forms(
        auth.LoginView.as_view(
            template_name="annotate/people/sign_in.html",
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
        )
    )
)
logout = needs("page.view")(require_POST(auth.LogoutView.as_view()))
password_change = needs("account.use")(forms(PasswordChange.as_view()))
password_reset = needs("page.view")(forms(PasswordReset.as_view()))
password_reset_confirm = needs("page.view")(forms(PasswordResetConfirm.as_view()))
