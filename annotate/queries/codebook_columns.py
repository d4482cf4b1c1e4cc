"""The export columns that the codebook calls for; no dimension is named here.

A dimension of one answer has a column of code keys, “none” where none applies. One of several
answers has a column of 1, 0, “?” or blank for every code, after a list of the keys present. Where
tags have roles, each code has a column for them too.
"""

from annotate.models import Dimension
from annotate.models.codebook import versions_asking
from annotate.models.columns import code_columns

from .export_rows import CANNOT_TELL

CELLS = ("1", "0", CANNOT_TELL)
LEGEND = "1 present, 0 absent, ? cannot tell, blank not yet coded."


def codebook_columns():
    """What a `Column` is made of, for every column in the codebook's order: three queries.

    What is retired keeps its columns, since cases of the versions that asked it have answered it.
    """
    asking = versions_asking()
    for dimension in Dimension.objects.prefetch_related("codes"):
        answers = [Answer(code, asking[code.pk]) for code in dimension.codes.all()]
        if dimension.retired_at and not any(answer.absent for answer in answers):
            continue
        yield list_column(dimension, answers)
        if dimension.multi_valued:
            for answer in answers:
                yield answer.column()
        if dimension.roles:
            for answer in answers:
                yield answer.role_column()


class Answer:
    """Reads the cell of one code from an `ExportRow`."""

    def __init__(self, code, asked_in):
        """`asked_in`: the primary keys of the codebook versions that asked the code."""
        self.code, self.pk = code, code.pk
        self.name, self.role_name = code_columns(code.dimension.key, code.key)
        self.absent = dict.fromkeys(asked_in, 0)

    def cell(self, row):
        """1, 0, “?” or None."""
        return row.answers.get(self.pk, self.absent.get(row.answers_version))

    def role(self, row):
        return row.roles.get(self.pk)

    def column(self):
        meaning = f"{self.code.dimension.label}: {self.code.label}. {LEGEND}"
        return self.name, "string", meaning, self.cell, CELLS  # “?” is no number

    def role_column(self):
        roles = " or ".join(self.code.dimension.tag_roles)
        meaning = f"Role of {self.code.label} where it is present: {roles}."
        return self.role_name, "string", meaning, self.role


def list_column(dimension, answers):
    """Keys present; “?” where one cannot be told; “none” where all are absent; else blank."""
    keys = [(answer.pk, answer.code.key) for answer in answers]
    asked_in = {version for answer in answers for version in answer.absent}

    def read(row):
        found = [(row.answers[pk], key) for pk, key in keys if pk in row.answers]
        if not found:
            return "none" if row.answers_version in asked_in else None
        return "; ".join(key for cell, key in found if cell == 1) or CANNOT_TELL

    how_many = "Keys, joined with “; ”" if dimension.multi_valued else "Key"
    meaning = f"{dimension.question} {how_many}; none, ? cannot tell, blank not yet coded."
    return dimension.key, "string", meaning, read
