"""The rows of the case list: one page of a question's answer, and what each row shows."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Prefetch

from annotate.models import Case, CaseCountry, Tag
from annotate.models.vocabularies import State, TagRole

from .filters.sorting import sort_keys

SECOND = (TagRole.SUPPORTING, TagRole.ALSO)
LONG_TEXTS = ["narrative", "summary", "aliases", "why_many_tracks", "internal_note"]


@dataclass(frozen=True)
class Column:
    """`href` sorts by it, "" where nothing does; `direction` as aria-sort has it."""

    key: str
    label: str
    href: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Cell:
    """`tags` of a dimension or, where there are none, the `words` that say why."""

    label: str
    tags: list[Tag]
    words: str
    as_tracks: bool = False
    as_chips: bool = False


@dataclass(frozen=True)
class Row:
    case: Case
    cells: list[Cell]


class Listing:
    """One page: `columns`, `rows`, and Django's `page`. Two queries, three with countries."""

    def __init__(self, question):
        self.question = question
        self.facets = [question.asked.facets[key] for key in question.columns]
        self.paginator = Paginator(question.cases, question.page_rows)
        self.paginator.count = question.counts.whole.tally("total")
        self.page = self.paginator.get_page(question.page)

    @property
    def is_beyond(self):
        """Whether a page was asked for that the answer does not have."""
        return self.question.page > self.paginator.num_pages

    @property
    def columns(self):
        fixed = [("id", "ID"), ("title", "Case"), ("start", "Years")]
        chosen = [(facet.key, facet.label) for facet in self.facets]
        return [self._column(key, label) for key, label in [*fixed, *chosen]]

    def _column(self, key, label):
        if key not in sort_keys(self.question.asked.facets.values()):
            return Column(key, label)
        directions = {key: "ascending", f"-{key}": "descending"}
        turned = f"-{key}" if self.question.sort == key else key
        href = self.question.sorted_by(turned).href
        return Column(key, label, href, directions.get(self.question.sort, ""))

    @property
    def rows(self):
        on_page = Case.objects.filter(pk__in=self.page.object_list.values("pk"))  # type: ignore[attr-defined]
        cases = on_page.select_related("conflict").defer(*LONG_TEXTS)
        cases = cases.prefetch_related(*self._parts())
        return [self._row(case) for case in self.question.sorted(cases)]

    def _parts(self):
        codes = [code.pk for facet in self.facets if facet.is_dimension for code in facet.codes]
        yield Prefetch("tags", Tag.objects.filter(code__in=codes).order_by(), "shown_tags")
        if "country" in self.question.columns:
            yield Prefetch("case_countries", CaseCountry.objects.order_by("position", "pk"))

    def _row(self, case):
        tags = {tag.code_id: tag for tag in case.shown_tags}
        return Row(
            case, [CELLS.get(facet.key, dimension_cell)(facet, case, tags) for facet in self.facets]
        )


def dimension_cell(facet, case, tags):
    found = []
    for code in facet.codes:
        if tag := tags.get(code.pk):
            tag.code = code
            found.append(tag)
    found.sort(key=lambda tag: tag.role in SECOND)
    is_coded = case.state in State.answered() and case.codebook_version_id in facet.asked_in
    words = "" if found else "none" if is_coded else "not yet coded"
    return Cell(facet.label, found, words, as_tracks=facet.key == "track", as_chips=facet.multi)


def country_cell(facet, case, tags):
    names = [facet.by_pk[row.country_id].label for row in case.case_countries.all()]
    return Cell(facet.label, [], ", ".join(names))


def state_cell(facet, case, tags):
    return Cell(facet.label, [], case.get_state_display())


CELLS = {"country": country_cell, "state": state_cell}
