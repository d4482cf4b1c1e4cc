"""The shipped files, and what of them was loaded before."""

import csv
import json

from django.conf import settings

from annotate.actions.change import Change

FIXTURES = settings.BASE_DIR / "fixtures"


def loaded():
    """The change that all rows of one load share. No person made it."""
    return Change(by=None, why="Loaded from the shipped dataset")


def read_json(name):
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def read_csv(name):
    """A dict per row; blank cells are None."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(file)]


def ever_here(model, *names):
    """The keys of all rows there are or were; what people removed or renamed does not come back."""
    return set(model.history.values_list(*names, flat=len(names) == 1))
