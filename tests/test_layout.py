"""An import only looks down the floors of the house; the ground floor knows no Django."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "annotate"

# Reading and writing share a floor and do not know each other. What is not named here stands
# on the ground floor: plain Python, such as `text.py`, `permissions.py`, `stats/`, `formats/`.
FLOORS = [
    ["models"],
    ["queries", "actions"],
    ["forms"],
    ["views", "api", "admin", "templatetags", "management"],
    ["urls", "apps"],
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS, start=1) for room in rooms}
FILES = sorted(
    path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts and path.stat().st_size
)


def room_of(path):
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def floor_of(room):
    return FLOOR.get(room, 0)


def imports(path):
    """Every module that the file imports, in full: `annotate.models.cases`."""
    package = ["annotate", *path.relative_to(HOUSE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{module}.{name.name}" for name in node.names)


def rooms_imported(path):
    parts = [module.split(".") for module in imports(path)]
    return {part[1] for part in parts if part[0] == "annotate" and len(part) > 1}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_an_import_only_looks_down(path):
    here = room_of(path)
    forbidden = {room for room in rooms_imported(path) - {here} if not may_import(here, room)}
    assert not forbidden


def may_import(here, room):
    if {here, room} == {"queries", "actions"}:
        return False
    return floor_of(room) <= floor_of(here)


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if floor_of(room_of(path)) == 0],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_the_ground_floor_is_plain_python(path):
    assert not {module for module in imports(path) if module.split(".")[0] == "django"}
