"""A code is renamed or redefined."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.actions.at_once import take_turn
from annotate.actions.change import Change, claim
from annotate.actions.wording import save
from annotate.models import Code
from annotate.models.vocabularies import StepKind

from .recoding import queue
from .taking import opened, record

LABEL = ["label"]
MEANING = ["definition", "include", "exclude", "example"]
NO_REASON = "No reason was given."


@transaction.atomic
def rename(code, *, label, why, version, by):
    """The same thing by another name. Raises EditConflict and ValidationError."""
    return change_words(StepKind.RENAME, code, {"label": label}, why, version, by)


@transaction.atomic
def redefine(code, *, look_again, why, version, by, **meaning):
    """Other words for what it means: `definition`, `include`, `exclude`, `example`.

    With `look_again`, old answers may not hold: every case tagged with it waits for a curator.
    Raises EditConflict and ValidationError.
    """
    step = change_words(StepKind.REDEFINE, code, meaning, why, version, by)
    if look_again:
        queue(step)
    return step


def change_words(kind, code, words, why, version, by):
    take_turn("codebook")
    code, change = opened(code, version), Change(by=by, why=why)
    old = {name: getattr(code, name) for name in words}
    if old == words:
        raise ValidationError("Nothing would change.")
    write_words(code, words, change)
    return record(kind, code, old=old, new=words, change=change)


def write_words(code, words, change):
    for name, value in words.items():
        setattr(code, name, value)
    code.full_clean(exclude=[field.name for field in code._meta.fields if field.name not in words])
    claim(code, code.version)
    change.save(code)


def undo_words(step, change):
    code = Code.objects.get(pk=step.code_id)
    write_words(code, step.old, change)


def changed_since(step):
    """Which of its words somebody has changed since, past this record; a sentence or ""."""
    code = Code.objects.get(pk=step.code_id)
    names = [name for name, value in step.new.items() if getattr(code, name) != value]
    return f"The {' and '.join(names)} of “{code}” was changed again since." if names else ""


@transaction.atomic
def reword(code, *, version, by, why=""):
    """As `actions.wording.save`; what a version has asked is changed by recorded steps."""
    take_turn("codebook")
    stored = Code.objects.filter(pk=code.pk).first()
    saved, change = save(code, version=version, by=by, why=why), Change(by=by, why=why or NO_REASON)
    if stored and stored.first_version_id and not stored.retired_at:
        record_words(StepKind.RENAME, stored, code, LABEL, change)
        record_words(StepKind.REDEFINE, stored, code, MEANING, change)
    return saved


def record_words(kind, stored, code, names, change):
    changed = [name for name in names if getattr(stored, name) != getattr(code, name)]
    if changed:
        old, new = ({name: getattr(row, name) for name in changed} for row in (stored, code))
        record(kind, code, old=old, new=new, change=change)
