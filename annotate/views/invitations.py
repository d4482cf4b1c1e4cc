from django.contrib import messages
from django.contrib.auth import login
from django.core.mail import send_mail
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from annotate.actions import people
from annotate.forms.people import AcceptForm, InviteForm
from annotate.models import Invitation

from .access import needs
from .mail import public_url, sends_mail

SUBJECT = "You are invited to Multitrack"


@never_cache  # nor may the page that shows a link be found again
@needs("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    form = InviteForm(request.POST or None)
    if form.is_valid():
        return show_link(request, **form.cleaned_data)
    invitations = Invitation.objects.select_related("invited_by", "accepted_by")
    context = {"form": form, "invitations": invitations}
    return render(request, "annotate/people/invitations.html", context)


@never_cache
@needs("people.manage")
@require_POST
def invite_again(request, pk):
    """A new link for another fortnight; the one before stops working."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        return show_link(request, email=invitation.email, role=invitation.role)
    except people.AlreadyMember as error:
        messages.error(request, str(error))
        return redirect("annotate:invite")


def show_link(request, *, email, role):
    """The one page that ever shows the link, since a laptop has no mail server."""
    invitation, secret = people.invite(email=email, role=role, by=request.user)
    path = reverse("annotate:invitation_accept", args=[secret])
    context = {"invitation": invitation, "link": public_url(request, path)}
    return render(request, "annotate/people/invited.html", context | {"mail": mail(context)})


def mail(context):
    """Send the link. Returns what became of it: "sent", "kept" here, or "failed"."""
    text = render_to_string("annotate/people/invitation_mail.txt", context)
    try:
        send_mail(SUBJECT, text, None, [context["invitation"].email])
    except OSError:
        return "failed"
    return "sent" if sends_mail() else "kept"


@needs("people.manage")
@require_POST
def revoke(request, pk):
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        people.revoke(invitation, by=request.user)
    except people.InvitationClosed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The link sent to {invitation.email} no longer works.")
    return redirect("annotate:invite")


@needs("page.view")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, secret):
    invitation = Invitation.objects.open().with_secret(secret).first()
    if not invitation:
        return closed(request)
    form = AcceptForm(request.POST or None)
    if not form.is_valid():
        return ask(request, form, invitation)
    try:
        login(request, people.accept(secret, **form.account()))
    except people.InvitationClosed:
        return closed(request)
    except people.NameTaken as refusal:
        form.add_error("username", str(refusal))
        return ask(request, form, invitation)
    messages.success(request, "Welcome. Your account is ready, and you are signed in.")
    return redirect("annotate:home")


def ask(request, form, invitation):
    context = {"form": form, "invitation": invitation}
    return render(request, "annotate/people/accept.html", context)


def closed(request):
    return render(request, "annotate/people/invitation_closed.html", status=410)
