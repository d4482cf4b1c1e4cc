"""A link for somebody who forgot the password, made by an admin, who passes it on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotate.actions import people
from annotate.models import User

from .access import needs
from .mail import public_url


@never_cache  # nor may the page that shows a link be found again
@needs("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def password_link(request, pk):
    person = get_object_or_404(User, pk=pk)
    context = {"person": person, "link": ""}
    if request.method == "POST":
        try:
            context["link"] = link_for(request, person)
        except people.SwitchedOff as error:
            messages.error(request, str(error))
            return redirect("admin:annotate_user_change", person.pk)
    return render(request, "annotate/people/password_link.html", context)


def link_for(request, person):
    token = people.password_token(person, by=request.user)
    names = [urlsafe_base64_encode(force_bytes(person.pk)), token]
    return public_url(request, reverse("annotate:password_reset_confirm", args=names))
