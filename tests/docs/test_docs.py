"""What the documents say is what there is."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

from annotate.queries.question import Question
from annotate.views.codebook_versions import FORMATS

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


@pytest.fixture
def shipped(db):
    call_command("load_places", verbosity=0)
    call_command("load_codebook", verbosity=0)


def test_the_data_dictionary_is_the_one_the_command_prints(shipped):
    printed = StringIO()
    call_command("data_dictionary", stdout=printed)
    assert (DOCS / "data-dictionary.md").read_text(encoding="utf-8") == printed.getvalue(), (
        "Run: manage.py data_dictionary > docs/data-dictionary.md"
    )


def test_every_command_has_its_heading():
    ours = {name for name, app in get_commands().items() if app == "annotate"}
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (\w+)$", text, re.MULTILINE)) == ours


def test_every_parameter_of_a_question_is_described(world):
    text = (DOCS / "questions.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z.]+)`", text.partition("| asks for |")[2]))
    dimensions = {"officialness"}  # “and every other dimension”
    plain = {name for name in Question("", world.edda).asked.filters if "." not in name}
    assert plain - dimensions <= described


def test_every_file_of_the_codebook_is_described():
    text = (DOCS / "codebook-files.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE)) == set(FORMATS)


@pytest.mark.parametrize("document", [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))])
def test_links_between_documents_lead_somewhere(document):
    for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), link


def test_ci_runs_the_commands_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in ("python3 start.py test", "python3 start.py check"):
        assert command in readme
        assert command in ci
