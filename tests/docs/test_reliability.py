"""What is written of the figures of agreement is what is computed and written to the file."""

from pathlib import Path

from django.http import QueryDict

from annotate.queries.reliability.question import ReliabilityQuestion
from annotate.queries.reliability.rows import COLUMNS
from annotate.stats.formulas import FORMULAS

TEXT = Path(__file__).parents[2].joinpath("docs", "reliability.md").read_text(encoding="utf-8")


def rows(heading):
    """`{first cell: other cells}` of the table under a heading."""
    section = TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.replace(r"\|", "¦") for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip().replace("¦", "|") for cell in line.split("|")[1:-1]] for line in lines]
    return {first.strip("`"): others for first, *others in cells}


def test_every_figure_is_described_with_its_formula_and_source():
    assert rows("The figures") == {
        key: [formula.name, formula.formula, formula.paper] for key, formula in FORMULAS.items()
    }


def test_every_column_of_the_file_is_described():
    assert rows("The columns of the file") == {key: [words] for key, words in COLUMNS.items()}


def test_every_parameter_is_described(world):
    question = ReliabilityQuestion(QueryDict(), world.cleo)

    assert rows("What one may ask").keys() == question.form.fields.keys()
