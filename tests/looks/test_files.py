"""What pages ask for exists: style sheets, scripts, pictures, and the modules of modules."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

HOUSE = Path(__file__).parent.parent.parent / "annotate"
STATIC = HOUSE / "static" / "annotate"
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
MODULES = sorted((STATIC / "js").rglob("*.js"))
CSS = STATIC / "css"
SHEETS = sorted(CSS.glob("*.css"))
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_static_file_that_a_template_names_exists(path):
    named = re.findall(r'{% static "(.+?)"', path.read_text(encoding="utf-8"))

    assert [name for name in named if not finders.find(name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_module_that_a_module_imports_exists(path):
    imported = re.findall(r'^import .*?"(.+?)"', path.read_text(encoding="utf-8"), re.MULTILINE)

    assert [name for name in imported if not (path.parent / name).exists()] == []


def test_every_style_sheet_is_linked():
    linked = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)

    assert [sheet.name for sheet in SHEETS if f"css/{sheet.name}" not in linked] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_colours_come_from_the_tokens_alone(path):
    if path.name in {"tokens.css", "print.css"}:
        return
    sheet = path.read_text(encoding="utf-8")

    assert re.findall(r"#[0-9a-f]{3,8}\b", sheet) == []
    assert set(re.findall(r"var\((--[\w-]+)", sheet)) - known_names(sheet) == set()


def test_on_paper_every_kind_of_page_begins_where_the_name_above_it_does():
    classes = {"wrap", *re.findall(r"block main_class %}(\w+)", "".join(map(read, TEMPLATES)))}
    unpadded = re.search(r"([^}]*) { padding: 0; max-width: none; }", read(CSS / "print.css"))[1]

    assert {f".{name}" for name in classes} == set(unpadded.replace(",", " ").split())


def test_the_menu_keeps_no_line_beyond_the_edge_of_a_narrow_screen():
    rules = re.findall(r"\.top nav[ ul]* {.*?}", read(CSS / "narrow.css"))

    assert any("flex-wrap: wrap" in rule for rule in rules)
    assert not any("overflow" in rule for rule in rules)


def test_a_key_in_the_list_of_keys_is_one_box_on_one_line():
    assert re.search(r"\.keylist kbd {[^}]*white-space: nowrap", read(CSS / "frame.css"))


def read(path):
    return path.read_text(encoding="utf-8")


def known_names(sheet):
    return set(re.findall(r"(--[\w-]+):", TOKENS + sheet)) | {"--dt", "--t", *OF_THE_TRACK}


OF_THE_TRACK = {"--t-on", "--t-line", "--t-wash"}
