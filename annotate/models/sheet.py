"""A case with what the publishing rules ask of it (`readiness.py`)."""

from copy import copy
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from .actors import Participation
from .codebook import CodebookVersion, Dimension
from .places import Place
from .sources import Verification
from .tags import Tag
from .vocabularies import Certainty, State, TagOrigin

# The rows of a case that the checks read.
ROWS = [
    Prefetch("tags", Tag.objects.in_codebook_order()),
    Prefetch("participations", Participation.objects.for_case_page()),
    Prefetch("places", Place.objects.select_related("country")),
    Prefetch("verifications", Verification.objects.select_related("source")),
    Prefetch("citations"),
]


@dataclass(frozen=True)
class Problem:
    """`field` is the id of the place in the form where it can be mended.

    `address` is the page of the adjudicators where it can be, if it is none of the form.
    """

    field: str
    sentence: str
    address: str = ""


@dataclass(frozen=True)
class Sheet:
    """A case with all that the checks ask of it. Tags are people's answers only."""

    case: object
    tags: list
    dimensions: list

    @classmethod
    def of(cls, case):
        """As it is stored now, whatever was fetched with `case` before. Eight queries."""
        case = copy(case)
        case._prefetched_objects_cache = {}
        prefetch_related_objects([case], *ROWS)
        return cls.read(case, dimensions_for(case))

    @classmethod
    def read(cls, case, dimensions):
        """From a case fetched with its `ROWS`, and the `dimensions_for` it. No query."""
        coded = [d for d in dimensions if not d.derived and not d.retired_at]
        return cls(
            case=case,
            tags=[tag for tag in case.tags.all() if tag.origin == TagOrigin.CODED],
            dimensions=[dimension for dimension in coded if is_asked(dimension, case)],
        )

    def dimension(self, key):
        return next((found for found in self.dimensions if found.key == key), None)

    def present(self, key):
        return [tag for tag in self.answers(key) if tag.certainty == Certainty.PRESENT]

    def answers(self, key):
        return [tag for tag in self.tags if tag.code.dimension.key == key]


def dimensions_for(case):
    """All with their codes, retired ones too, in order; `in_version` if the case's asks them."""
    asked = CodebookVersion.codes.through.objects.filter(
        codebookversion=case.codebook_version_id, code__dimension=OuterRef("pk")
    )
    return Dimension.objects.annotate(in_version=Exists(asked)).prefetch_related("codes")


def is_asked(dimension, case):
    """By the case's codebook; of a case that has none yet, what is active now."""
    if case.codebook_version_id:
        return dimension.in_version
    return any(not code.retired_at for code in dimension.codes.all())


def why_unasked(tag, case):
    """Why the case cannot answer the tag's code, or "". What a retired code said stays.

    Versions come in the order of their primary keys, so the first that asked a code tells.
    """
    first, is_answered = tag.code.first_version_id, case.state in State.answered()
    if not first or not (is_answered or tag.codebook_version_id):
        return (
            "is not in the latest published codebook. Publish the codebook, or take the tag away."
        )
    if is_answered and first > case.codebook_version_id:
        return (
            f"is not in {case.codebook_version}, which the case answers. Answer it under a newer "
            "one, or take the tag away."
        )
    return ""


def place_of(dimension):
    return f"dimension-{dimension.key}"


def place_of_code(code):
    return f"code-{code.pk}"
