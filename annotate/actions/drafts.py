"""What somebody types into the form of a case, kept until it is saved."""

from hashlib import sha256
from secrets import token_urlsafe

from django.db import IntegrityError, transaction

from annotate.models import Case, Draft, OpenedForm, User


class OpenedBefore(Exception):
    """The form was saved already, as a new case or into one; `form` is what is known of that."""

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
    as the draft of a form of its own. So is what comes from a form whose case is gone: discarded,
    or out of the person's sight.
    """
    alone(by)
    ended = ended_form(form_key, by, case)
    draft = Draft.objects.filter(user=by, form_key=form_key).first()
    if draft and not is_seen(draft.case_id, by):
        draft.case = None
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


def ended_form(form_key, user, case=None):
    """The form, if it cannot be gone on with here; None for one unsaved. Raises OpenedBefore."""
    form = opened_by(form_key, user)
    if form and is_seen(form.case_id, user) and case in (None, form.case):
        raise OpenedBefore(form)
    return form


def is_seen(case_pk, user):
    return Case.objects.visible_to(user).filter(pk=case_pk).exists()


def overtaken(draft, page_key, revision_seen):
    """A page may overwrite itself: the answer to its last draft may have been lost on the way."""
    return draft.page_key != page_key and draft.revision != revision_seen


def opened_by(form_key, user):
    """What is known of this form, if it was saved."""
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


def saved(case, *, form_key, said, by):
    """Record that this form was saved into the case: a draft of it that comes late is none."""
    alone(by)
    now = {"said": said, "case": case}
    OpenedForm.objects.update_or_create(user=by, form_key=form_key, defaults=now)
    discard(form_key=form_key, by=by)


def key_beyond(form_key, user):
    """For what was typed into a form after it was saved: always the same, so it is one draft."""
    while opened_by(form_key, user):
        form_key = sha256(form_key.encode()).hexdigest()[:32]
    return form_key


def discard(*, form_key, by):
    """Of this form alone; what else the person has open stays."""
    by.drafts.filter(form_key=form_key).delete()
