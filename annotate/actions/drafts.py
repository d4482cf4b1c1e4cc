"""What somebody types into the form of a case, kept until it is saved."""

from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from annotate.models import Draft, OpenedForm, User


class OpenedBefore(Exception):
    """The form has opened a case already; `form` is what is known of that."""

    def __init__(self, form):
        super().__init__(f"This form was saved already, as “{form.case}”.")
        self.form = form


def new_key():
    """For a form, or for one showing of it."""
    return token_urlsafe(16)


@transaction.atomic
def keep(*, query, form_key, page_key, revision_seen, case, version_seen, by):
    """Keep the form as typed; `case` is None for a new one. Raises OpenedBefore.

    What another page has written in the meantime is not overwritten: this is then kept beside it,
    as the draft of a form of its own. So is what comes from a form whose case was discarded.
    """
    alone(by)
    ended = None if case else ended_form(form_key, by)
    draft = Draft.objects.filter(user=by, form_key=form_key).first()
    if ended or (draft and (draft.case != case or overtaken(draft, page_key, revision_seen))):
        draft, form_key = None, new_key()
    draft = draft or Draft(user=by, case=case, form_key=form_key)
    draft.query, draft.version_seen, draft.page_key = query, version_seen, page_key
    draft.revision += 1
    draft.save()
    return draft


def alone(user):
    """One request at a time per person, so that no draft arrives after its form was saved."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def ended_form(form_key, user):
    """The form, if its case was discarded; None for one unsaved. Raises OpenedBefore."""
    form = opened_by(form_key, user)
    if form and form.case:
        raise OpenedBefore(form)
    return form


def overtaken(draft, page_key, revision_seen):
    """A page may overwrite itself: the answer to its last draft may have been lost on the way."""
    return draft.page_key != page_key and draft.revision != revision_seen


def opened_by(form_key, user):
    """What is known of this form, if it has opened a case."""
    forms = OpenedForm.objects.filter(user=user, form_key=form_key)
    return forms.select_related("case").first()


def opens(case, *, form_key, said, by):
    """Record that this form opened the case; its draft is done with. Raises OpenedBefore.

    The database decides: of two requests at once, the second waits and is refused.
    """
    try:
        with transaction.atomic():
            OpenedForm.objects.create(user=by, form_key=form_key, said=said, case=case)
    except IntegrityError:
        raise OpenedBefore(opened_by(form_key, by)) from None
    discard(form_key=form_key, by=by)


def discard(*, form_key, by):
    """Of this form alone; what else the person has open stays."""
    by.drafts.filter(form_key=form_key).delete()
