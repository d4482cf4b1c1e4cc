"""Retiring dimensions and codes, and bringing them back."""

from django import forms
from django.core.exceptions import ValidationError

from annotate.actions import codebook
from annotate.models import Code
from annotate.models.uses import with_case_count

from .case_actions import CodeChoice
from .confirming import Bulk, Line


class WhyForm(forms.Form):
    why = forms.CharField(help_text="The reason, kept in the history.")


class RetireForm(WhyForm):
    replaced_by = CodeChoice(
        Code.objects.active().select_related("dimension"),
        required=False,
        label="Successor",
        help_text="Where readers of the old code are led. Tags stay as they are: retag cases to"
        " move them.",
    )


def tagged(row):
    """ "12 cases keep their tags": what stays when a row with `case_count` is retired."""
    if row.case_count == 1:
        return "the one case tagged with it keeps its tag"
    return f"{row.case_count} cases keep their tags" if row.case_count else "no case is tagged"


class Retire(Bulk):
    """Of dimensions; codes can name a successor as well."""

    name, label, button, needs = "retire", "Retire …", "Retire", "codebook.edit"
    form: type[forms.Form] = WhyForm

    def lines(self, rows, given):
        return [self.line(row) for row in with_case_count(rows)]

    def line(self, row):
        if row.retired_at:
            return Line(row, "stays retired", False)
        return Line(row, f"asked of no further case; {tagged(row)}")

    def carry_out(self, lines, given, by):
        for line in lines:
            codebook.retire_dimension(line.row, by=by, why=given["why"])


class RetireCodes(Retire):
    form = RetireForm

    def lines(self, rows, given):
        if given.get("replaced_by") in rows:
            raise ValidationError("A code that retires cannot be the successor.")
        return super().lines(rows, given)

    def carry_out(self, lines, given, by):
        # Sub-types first: a type cannot go before them.
        for line in sorted(lines, key=lambda line: line.row.parent_id is None):
            codebook.retire_code(line.row, by=by, **given)


class BringBack(Bulk):
    name, label, button, needs = "bring_back", "Bring back …", "Bring back", "codebook.edit"
    form = WhyForm

    def lines(self, rows, given):
        return [self.line(row) for row in rows]

    def line(self, row):
        if not row.retired_at:
            return Line(row, "stays in use", False)
        return Line(row, "asked again, under its own name")

    def carry_out(self, lines, given, by):
        for line in lines:
            codebook.unretire_dimension(line.row, by=by, **given)


class BringBackCodes(BringBack):
    def carry_out(self, lines, given, by):
        # Types first: a sub-type cannot come back before its own.
        for line in sorted(lines, key=lambda line: line.row.parent_id is not None):
            codebook.unretire_code(line.row, by=by, **given)
