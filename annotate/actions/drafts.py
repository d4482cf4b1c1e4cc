"""What somebody types into the form of a case, kept until it is saved."""

from django.db import transaction

from annotate.models import Draft, User


@transaction.atomic
def keep(*, query, case, version_seen, by):
    """Keep the form as typed; `case` is None for a new one. One draft per person and case."""
    User.objects.select_for_update().get(pk=by.pk)  # databases do not see two NULLs as the same
    draft = Draft.objects.filter(user=by, case=case).first() or Draft(user=by, case=case)
    draft.query, draft.version_seen = query, version_seen
    draft.save()
    return draft


def discard(*, case, by):
    Draft.objects.filter(user=by, case=case).delete()
