"""Bulk actions with a page between choosing and doing, which shows exactly what will change."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render

from annotate.actions.cases import NotReady, WrongState
from annotate.actions.change import EditConflict
from annotate.permissions import allowed

MOST_ROWS = 500  # on one page to look through
REFUSALS = (EditConflict, NotReady, WrongState, ValidationError)


@dataclass(frozen=True)
class Line:
    """What will happen to one row, or why nothing will. `step` is what the verb needs to know."""

    row: Any
    says: str
    changes: bool = True
    step: Any = None


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """One action. `lines(rows, given)` says what it would do to each of them, as `Line`s;
    `carry_out(lines, given, by)` does it, all of it or nothing. `given` is what the form took."""

    name: str
    button: str
    needs: str  # a permission of the table
    lines: Callable
    carry_out: Callable
    label: str = ""  # in the list of actions; the button with dots where there is none
    form: type[forms.Form] = forms.Form
    asks_first: bool = False  # whether `lines` can only be told after the form is filled in

    def as_action(self):
        """As `ModelAdmin.actions` takes it."""

        def act(model_admin, request, rows):
            return Page(self, model_admin, request, rows).answer()

        act.__name__, act.bulk = self.name, self  # type: ignore[attr-defined]
        return admin.action(description=self.label or f"{self.button} …")(act)


class Page:
    """One visit to the page of a Bulk, before or after its button was pressed."""

    def __init__(self, bulk, model_admin, request, rows):
        self.bulk, self.model_admin, self.request, self.rows = bulk, model_admin, request, rows
        self.answered = "shown" in request.POST
        self.form = bulk.form(request.POST if self.answered else None)
        self.lines = []

    def answer(self):
        if self.rows.count() > MOST_ROWS:
            messages.error(self.request, f"Choose {MOST_ROWS} at most. Nothing was changed.")
            return None
        if self.form.is_valid() or not self.bulk.asks_first:
            self.find_lines()
        if "confirmed" in self.request.POST and self.form.is_valid() and self.done():
            return None
        return self.show()

    def find_lines(self):
        given = getattr(self.form, "cleaned_data", {})
        try:
            self.lines = self.bulk.lines(self.rows, given)
        except ValidationError as error:
            self.form.add_error(None, error)

    def done(self):
        if self.request.POST["shown"] != fingerprint(self.lines):
            self.form.add_error(None, "What would change is no longer what you saw. Look again.")
            return False
        lines = [line for line in self.lines if line.changes]
        try:
            with transaction.atomic():
                self.bulk.carry_out(lines, self.form.cleaned_data, self.request.user)
        except REFUSALS as error:
            self.form.add_error(None, f"{words(error)} Nothing was changed.")
            return False
        messages.success(self.request, f"{self.bulk.button}: {counted(len(lines), self.rows)}.")
        return True

    def show(self):
        context = self.model_admin.admin_site.each_context(self.request) | {
            "title": self.bulk.button,
            "opts": self.model_admin.opts,
            "bulk": self.bulk,
            "form": self.form,
            "chosen": self.rows,
            "lines": self.lines,
            "changing": sum(line.changes for line in self.lines),
            "shown": fingerprint(self.lines),
        }
        return render(self.request, "admin/confirm.html", context)


def fingerprint(lines):
    """Tells whether these are the lines that somebody saw, of the same versions of the rows."""
    seen = [(line.row.pk, line.row.version, line.says) for line in lines]
    return sha256(repr(seen).encode()).hexdigest()


def counted(count, rows):
    names = rows.model._meta
    return f"{count} {names.verbose_name if count == 1 else names.verbose_name_plural}"


def words(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


class WithBulkActions:
    """Offers each person the actions that the table of permissions grants."""

    def get_actions(self, request):
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if allowed(request.user, action[0].bulk.needs)
        }
