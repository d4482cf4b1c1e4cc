"""A code is moved under another type, or made a type of its own."""

from django.core.exceptions import ValidationError
from django.db import transaction

from annotate.actions.at_once import take_turn
from annotate.actions.change import Change, claim
from annotate.actions.derived import refresh
from annotate.actions.retagging import make_present, moved, numbers_of, refuse_broken
from annotate.models import Case, Code, CodebookVersion
from annotate.models.readiness import problems
from annotate.models.vocabularies import State, StepKind

from .answers import put_back, said
from .taking import opened, record, refuse_derived


@transaction.atomic
def move(code, *, parent, why, version, by):
    """Make it a sub-type of `parent`, a type of the same dimension, or a type of its own: None.

    A case in which it is present gets the new type too; the old type stays where it is tagged.
    Raises EditConflict, and ValidationError where the type cannot be one.
    """
    take_turn("codebook")
    code, change = opened(code, version), Change(by=by, why=why)
    refuse_derived(code)
    refuse_parent(code, parent, by)
    cases = lacking(code, parent)
    codes = [code.pk, parent.pk] if parent else [code.pk]
    old = {"parent": code.parent_id, "answers": said(cases, codes)}
    put_under(code, parent, change)
    for case in cases:
        add_type(case, code, change)
    new = {"parent": code.parent_id, "answers": said(cases, codes), "codes": codes}
    into = [parent] if parent else []
    return record(StepKind.MOVE, code, into=into, old=old, new=new, change=change)


def refuse_parent(code, parent, by):
    if parent == code.parent:
        raise ValidationError("Nothing would change.")
    if not parent:
        return
    if parent == code:
        raise ValidationError(f"“{code}” cannot be part of itself.")
    if code.children.exists():
        raise ValidationError(f"“{code}” has sub-types, so it cannot be one.")
    if parent.retired_at or not parent.first_version_id:
        raise ValidationError(f"“{parent}” is not in use: it is retired or not yet published.")
    if older := [case for case in lacking(code, parent) if not asks(case, parent)]:
        named = numbers_of(older, by)
        raise ValidationError(
            f"Their codebook does not ask “{parent}”: {named}. Recode them first."
        )


def lacking(code, parent):
    """The cases in which the code is present and `parent` is not, in order."""
    if not parent:
        return []
    cases = Case.objects.filter(pk__in=code.tags.present().order_by().values("case"))
    has = parent.tags.present().order_by().values("case")
    return list(cases.exclude(pk__in=has).select_related("codebook_version").order_by("pk"))


def asks(case, code):
    answered = case.state in State.answered()
    return not answered or case.codebook_version.codes.filter(pk=code.pk).exists()


def put_under(code, parent, change):
    code.parent = parent
    code.clean()
    claim(code, code.version)
    change.save(code)


def add_type(case, code, change):
    claim(case, case.version)
    before = problems(case)
    before += moved(before, code, code.parent)
    tag = case.tags.select_related("code__parent", "case").get(code=code)
    make_present(tag, CodebookVersion.objects.defer("snapshot").first(), change)
    refresh(case, change=change)
    change.save(case)
    refuse_broken(case, before, change.by)


def undo_move(step, change):
    code = Code.objects.get(pk=step.code_id)
    put_under(code, Code.objects.filter(pk=step.old["parent"]).first(), change)
    return put_back(step, change)
