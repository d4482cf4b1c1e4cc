"""Making and withdrawing rulings: how coders are to decide from now on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from annotate.models import Ruling

from .at_once import take_turn
from .change import Change, claim_as_stored


@transaction.atomic
def make_ruling(text, codes, *, decision=None, by):
    """It has the next number; none is used twice, since a withdrawn ruling keeps its own.

    `decision` is the one that taught it. Whoever says the same twice gets the one that is in
    force. Raises ValidationError without words or codes.
    """
    if not text.strip() or not codes:
        raise ValidationError("A ruling says how to decide, and on which codes.")
    take_turn("rulings")
    if same := in_force_already(text, codes, decision):
        return same
    last = Ruling.objects.aggregate(last=Max("number"))["last"] or 0
    ruling = Ruling(number=last + 1, text=text, decision=decision, made_by=by)
    Change(by=by).save(ruling)
    ruling.codes.set(codes)
    return ruling


def in_force_already(text, codes, decision):
    alike = Ruling.objects.in_force().filter(text=text, decision=decision)
    asked = {code.pk for code in codes}
    return next((one for one in alike if {code.pk for code in one.codes.all()} == asked), None)


@transaction.atomic
def withdraw_ruling(ruling, *, why, version, by):
    """It stays to be read, with the reason. Raises EditConflict, ValidationError."""
    if not why.strip():
        raise ValidationError("Say why the ruling no longer holds.")
    claim_as_stored(ruling, version)
    if ruling.withdrawn_at:
        raise ValidationError(f"{ruling} is withdrawn already.")
    change = Change(by=by, why=why)
    ruling.withdrawn_at, ruling.withdrawn_why = change.at, why
    return change.save(ruling)
