"""The tests' own guards work; a guard that lets things through is worse than none."""

import socket

import pytest
from django.template import Context, Origin, Template

from tests.conftest import TEMPLATES, UndefinedVariable


def rendered(text, folder):
    template = Template(text, origin=Origin(str(folder / "page.html")))
    return template.render(Context({"case": {"title": "Oslo channel"}}))


def test_an_undefined_variable_in_a_template_of_ours_fails():
    with pytest.raises(UndefinedVariable, match=r"case\.titel"):
        rendered("{{ case.titel }}", TEMPLATES)


def test_a_template_may_ask_whether_something_is_there():
    assert rendered("{% if case.titel %}{% else %}none{% endif %}", TEMPLATES) == "none"


def test_templates_of_others_may_name_what_is_not_there(tmp_path):
    assert rendered("{{ case.titel }}", tmp_path) == ""


def test_no_other_machine_can_be_reached():
    with socket.socket() as outside, pytest.raises(ConnectionRefusedError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))
