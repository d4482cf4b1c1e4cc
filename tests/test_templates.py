"""Every template parses, is laid out alike, and keeps to the Content-Security-Policy."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import get_template

FOLDER = Path(__file__).parent.parent / "annotate" / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*"))


class Inline(HTMLParser):
    """Collects what the policy would block: styles, handlers and scripts in the page itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        handlers = [name for name in given if name == "style" or name.startswith(("on", "hx-on"))]
        self.found += [f"{tag} {name}" for name in handlers]
        data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self.found.append(tag)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_parses(name):
    get_template(name)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(".html")])
def test_a_template_has_nothing_inline(name):
    page = Inline()
    page.feed(re.sub(r"{%.*?%}|{{.*?}}", "", (FOLDER / name).read_text(encoding="utf-8")))
    assert page.found == []


def test_templates_are_laid_out_alike():
    """`djade --target-version 5.2` and the names of the files mends them."""
    djade = Path(sys.executable).with_name("djade")
    files = [str(FOLDER / name) for name in TEMPLATES if name.endswith(".html")]
    command = [djade, "--target-version", "5.2", "--check", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
