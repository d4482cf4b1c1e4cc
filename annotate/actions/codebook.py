"""What a curator does to the codebook besides wording it: publish, retire, bring back."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.formats.codebook import digest
from annotate.models import Code, CodebookVersion, Tag
from annotate.models.snapshot import snapshot

from .at_once import take_turn
from .change import Change, claim

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")


@transaction.atomic
def publish(*, number, notes, by):
    """Freeze the codebook as version `number`, which asks the codes in use now, for ever.

    Raises ValidationError for a number that is none, taken or lower, or if nothing has changed.
    """
    take_turn("codebook")
    change = Change(by=by, why=f"Codebook {number} published")
    plain = snapshot()
    refuse_wrong_number(number)
    refuse_unchanged(plain)
    version = CodebookVersion(
        number=number,
        notes=notes,
        snapshot=plain,
        sha256=digest(plain),
        published_at=change.at,
        published_by=by,
    )
    version.save()
    version.codes.set(Code.objects.in_use())
    note_first_version(version, change)
    stamp_waiting_tags(version, change)
    return version


def note_first_version(version, change):
    new = list(version.codes.filter(first_version=None))
    for code in new:
        code.first_version = version
    change.update_all(Code, new, ["first_version"])


def stamp_waiting_tags(version, change):
    """Those that people gave before any version asked their code."""
    waiting = Tag.objects.coded().filter(codebook_version=None, code__in=version.codes.all())
    tags = list(waiting)
    for tag in tags:
        tag.codebook_version = version
    change.update_all(Tag, tags, ["codebook_version"])


def refuse_wrong_number(number):
    if not NUMBER.fullmatch(number):
        raise ValidationError({"number": f"“{number}” is not a version number; write 1.1 or 2.0."})
    if CodebookVersion.objects.filter(number=number).exists():
        raise ValidationError({"number": f"Codebook {number} is published and never changes."})
    latest = CodebookVersion.objects.first()
    if latest and parts(number) <= parts(latest.number):
        words = f"The latest version is {latest.number}; the next one takes a higher number."
        raise ValidationError({"number": words})


def parts(number):
    """`1.10` comes after `1.9`."""
    return [int(part) for part in number.split(".")]


def refuse_unchanged(plain):
    latest = CodebookVersion.objects.first()
    if latest and latest.snapshot == plain:
        raise ValidationError(f"Nothing in the codebook has changed since {latest.number}.")


@transaction.atomic
def retire_code(code, *, by, why="", replaced_by=None):
    """Ask the code of no further case. Its tags stay; `replaced_by` is where its readers are led.

    Raises ValidationError where the successor cannot be one or sub-types would lose their type.
    """
    change = Change(by=by, why=why)
    if replaced_by and replaced_by.retired_at:
        raise ValidationError(f"“{replaced_by}” is retired itself and cannot take over.")
    if code.children.active().exists():
        raise ValidationError(f"Retire the sub-types of “{code}” first.")
    claim(code, code.version)
    code.retired_at, code.replaced_by = change.at, replaced_by
    code.clean()
    return change.save(code)


@transaction.atomic
def unretire_code(code, *, by, why=""):
    """Ask the code again, from now on under its own name. Raises ValidationError, see below."""
    if code.parent and code.parent.retired_at:
        raise ValidationError(f"Bring back “{code.parent}” first.")
    claim(code, code.version)
    code.retired_at = code.replaced_by = None
    return Change(by=by, why=why).save(code)


@transaction.atomic
def retire_dimension(dimension, *, by, why=""):
    """Ask the question of no further case. Its codes and their tags stay."""
    change = Change(by=by, why=why)
    claim(dimension, dimension.version)
    dimension.retired_at = change.at
    return change.save(dimension)


@transaction.atomic
def unretire_dimension(dimension, *, by, why=""):
    claim(dimension, dimension.version)
    dimension.retired_at = None
    return Change(by=by, why=why).save(dimension)
