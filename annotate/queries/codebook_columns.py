"""The export columns that the codebook calls for; no dimension is named here.

A dimension of one answer has a column of code keys, “none” where none applies. One of several
answers has a column of 1, 0, “?” or blank for every code, after a list of the keys present. Where
tags have roles, each code has a column for them too.
"""

from annotate.models import Dimension
from annotate.models.codebook import versions_asking
from annotate.models.columns import code_columns
from annotate.models.former_keys import heirs

from .export_rows import CANNOT_TELL

CELLS = ("1", "0", CANNOT_TELL)
LEGEND = "1 present, 0 absent, ? cannot tell, blank not yet coded."


def codebook_columns():
    """What a `Column` is made of, for every column in the codebook's order: three queries.

    What is retired keeps its columns, since cases of the versions that asked it have answered it.
    Those of a merged code are blank but for its tags: who answered it may have said that it is
    present, which now stands under the other code. (One query more where a code is retired.)
    """
    asking = versions_asking()
    dimensions = list(Dimension.objects.prefetch_related("codes"))
    merged = heirs([code for dimension in dimensions for code in dimension.codes.all()])
    for dimension in dimensions:
        codes = dimension.codes.all()
        answers = [Answer(code, asking[code.pk], merged.get(code)) for code in codes]
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

    def __init__(self, code, asked_in, heir=None):
        """`asked_in`: the primary keys of the codebook versions that asked the code.

        `heir`: the code it was merged into.
        """
        self.code, self.pk, self.heir = code, code.pk, heir
        self.name, self.role_name = code_columns(code.dimension.key, code.key)
        self.absent = {} if heir else dict.fromkeys(asked_in, 0)

    def cell(self, row):
        """1, 0, “?” or None."""
        return row.answers.get(self.pk, self.absent.get(row.answers_version))

    def role(self, row):
        return row.roles.get(self.pk)

    def column(self):
        led = f"Merged into {self.heir.label}. " if self.heir else ""
        meaning = f"{self.code.dimension.label}: {self.code.label}. {led}{LEGEND}"
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
