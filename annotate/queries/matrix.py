"""How many cases of a question have both a track and a type: the way in."""

from dataclasses import dataclass
from math import sqrt

from django.db.models import Count

from annotate.models import Tag
from annotate.models.vocabularies import Certainty

from .address import Address
from .facets.facet import Option

SHADES = [(0.8, 4), (0.6, 3), (0.4, 2), (0, 1)]  # by the square root of the share of the most


@dataclass(frozen=True)
class Cell:
    """`address` asks for exactly the cases counted; None where no address can."""

    count: int
    address: Address | None
    shade: int = 0

    @property
    def shade_class(self):
        return f"q{self.shade}"


@dataclass(frozen=True)
class Row:
    option: Option
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Matrix:
    columns: list[Option]
    rows: list[Row]
    totals: list[Cell]
    total: Cell


def matrix(question, down="track", across="type"):
    """A Matrix of two dimensions without their sub-types, or None where one does not exist.

    A case counts once in each cell it belongs to, so cells do not add up to the totals.
    """
    facets = question.asked.facets
    if not {down, across} <= set(facets):
        return None
    rows, columns = _options(facets[down]), _options(facets[across])
    pairs, singles = _pairs(question, rows, columns), _singles(question, [*rows, *columns])
    most = max(pairs.values(), default=0)

    def cell(row, column):
        count = pairs.get((row.pk, column.pk), 0)
        address = question.narrowed({down: row, across: column})
        return Cell(count, address, _shade(count, most))

    def total(key, option):
        return Cell(singles.get(option.pk, 0), question.narrowed({key: option}))

    return Matrix(
        columns=columns,
        rows=[
            Row(row, [cell(row, column) for column in columns], total(down, row)) for row in rows
        ],
        totals=[total(across, column) for column in columns],
        total=Cell(question.asked.qs.count(), question.address),
    )


def _options(facet):
    return [o for o in facet.options if o.is_active and o.part_of is None and not o.is_special]


def _pairs(question, rows, columns):
    tags = _tags(question, rows).filter(
        case__tags__code__in=[option.pk for option in columns],
        case__tags__certainty=Certainty.PRESENT,
    )
    counted = tags.values_list("code", "case__tags__code").annotate(Count("pk"))
    return {(row, column): count for row, column, count in counted}


def _singles(question, options):
    return dict(_tags(question, options).values_list("code").annotate(Count("pk")))


def _tags(question, options):
    codes = [option.pk for option in options]
    return Tag.objects.present().filter(code__in=codes, case__in=question.asked.qs).order_by()


def _shade(count, most):
    share = sqrt(count / most) if most else 0
    return next(shade for least, shade in SHADES if share >= least) if count else 0
