"""Retiring dimensions and codes, and bringing them back."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError

from annotate.actions import codebook, steps
from annotate.models import Code

from .case_actions import CodeChoice
from .confirming import Bulk, Line


class WhyForm(forms.Form):
    why = forms.CharField(help_text="The reason, kept in the history.")


class RetireForm(WhyForm):
    replaced_by = CodeChoice(
        Code.objects.active().select_related("dimension"),
        required=False,
        label="Successor",
        help_text="Where readers of the old code are led. Tags stay as they are; to move them too,"
        " merge the code, with “Change” on its page.",
    )


def tagged(row):
    """ "12 cases keep their tags": what stays when a row with `case_count` is retired."""
    if row.case_count == 1:
        return "the one case tagged with it keeps its tag"
    return f"{row.case_count} cases keep their tags" if row.case_count else "no case is tagged"


def retiring(rows, given):
    """`rows` come from the list of upkeep, with their `case_count`."""
    return [retiring_one(row) for row in rows]


def retiring_one(row):
    if row.retired_at:
        return Line(row, "stays retired", False)
    return Line(row, f"asked of no further case; {tagged(row)}")


def retiring_codes(rows, given):
    if given.get("replaced_by") in rows:
        raise ValidationError("A code that retires cannot be the successor.")
    return retiring(rows, given)


def retire_dimensions(lines, given, by):
    for line in lines:
        codebook.retire_dimension(line.row, by=by, **given)


def retire_codes(lines, given, by):
    # Sub-types first: a type cannot go before them.
    for line in sorted(lines, key=lambda line: line.row.parent_id is None):
        retire_code(line.row, by=by, **given)


def retire_code(code, *, by, why, replaced_by):
    """By a recorded step, once a version has asked the code."""
    if code.first_version_id:
        steps.retire(code, replaced_by=replaced_by, why=why, version=code.version, by=by)
    else:
        codebook.retire_code(code, replaced_by=replaced_by, why=why, by=by)


def coming_back(rows, given):
    return [coming_back_one(row) for row in rows]


def coming_back_one(row):
    if not row.retired_at:
        return Line(row, "stays in use", False)
    return Line(row, "asked again, under its own name")


def bring_back_dimensions(lines, given, by):
    for line in lines:
        codebook.unretire_dimension(line.row, by=by, **given)


def bring_back_codes(lines, given, by):
    # Types first: a sub-type cannot come back before its own.
    for line in sorted(lines, key=lambda line: line.row.parent_id is not None):
        steps.bring_back(line.row, by=by, **given)


RETIRE = Bulk(
    name="retire",
    button="Retire",
    needs="codebook.edit",
    form=WhyForm,
    lines=retiring,
    carry_out=retire_dimensions,
)
BRING_BACK = Bulk(
    name="bring_back",
    button="Bring back",
    needs="codebook.edit",
    form=WhyForm,
    lines=coming_back,
    carry_out=bring_back_dimensions,
)
OF_DIMENSIONS = [RETIRE, BRING_BACK]
OF_CODES = [
    replace(RETIRE, form=RetireForm, lines=retiring_codes, carry_out=retire_codes),
    replace(BRING_BACK, carry_out=bring_back_codes),
]
