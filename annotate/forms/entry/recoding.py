"""Under which codebook a submitted case is answered, and the choice of a newer one."""

from functools import cached_property

from annotate.models import Code
from annotate.models.sheet import place_of, place_of_code
from annotate.models.vocabularies import State
from annotate.queries.newer_codebook import asked_in, newer_codebook

UNPUBLISHED = "No published codebook asks this yet; a submitted case answers only what one asks."


class Recoding:
    """Part of the form of a case that answers a codebook. `newer` is None where there is none."""

    def __init__(self, entry):
        self.entry = entry
        self.case = entry.case

    @cached_property
    def newer(self):
        return newer_codebook(self.case)

    @property
    def is_offered(self):
        """A case that is not in review or published moves by being submitted."""
        return bool(self.newer) and self.case.state in State.answered()

    @property
    def is_chosen(self):
        return self.is_offered and bool(self.entry.typed.get("to_codebook"))

    @cached_property
    def added(self):
        """What the newer one asks more, as `(address on the page, words)`."""
        return [where(asked) for asked in self.newer.added(self.entry.known.offered_codes)]

    @cached_property
    def asked(self):
        """The codes that the case answers once it is saved, as primary keys."""
        if self.newer:
            return self.newer.asked if self.is_chosen else self.newer.asked_before
        return asked_in(self.case.codebook_version)

    def why_unasked(self, code):
        """Why the case cannot answer the code as things stand; "" if it can, or does already."""
        is_answered = self.case.state in State.answered()
        if not is_answered or code.pk in self.entry.stored_tags or code.pk in self.asked:
            return ""
        if not self.newer or code.pk not in self.newer.asked:
            return UNPUBLISHED
        before, number = self.newer.before.number, self.newer.version.number
        return (
            f"Codebook {before}, under which this case is answered, does not ask this. "
            f"Tick “Answer under codebook {number} from now on” first, or leave this unticked."
        )


def where(asked):
    if isinstance(asked, Code):
        return f"#{place_of_code(asked)}", f"{asked.dimension}: {asked}"
    return f"#{place_of(asked)}", str(asked)
