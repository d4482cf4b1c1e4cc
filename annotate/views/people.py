from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from annotate.actions import people
from annotate.actions.change import EditConflict
from annotate.forms.people import AccountForm
from annotate.models import User

from .access import needs


@needs("account.use")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    person = User.objects.get(pk=request.user.pk)  # a copy: what is typed is not who is signed in
    form = AccountForm(request.POST or None, instance=person)
    if form.is_valid() and saved(form, by=request.user):
        messages.success(request, "Your account is saved.")
        return redirect("annotate:account")
    return render(request, "annotate/people/account.html", {"form": form})


def saved(form, *, by):
    try:
        people.save_person(form.instance, version=form.cleaned_data["seen"], by=by)
    except EditConflict as conflict:
        form.add_error(None, str(conflict))
    return form.is_valid()
