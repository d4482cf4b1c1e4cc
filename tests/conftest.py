"""What every test stands on: the real database, a closed network, templates that must be right."""

import gc
import socket
import sys
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.template import Template
from django.test import override_settings

TEMPLATES = Path(__file__).parent.parent / "annotate" / "templates"


class UndefinedVariable(Exception):
    pass


class Undefined(str):
    """Stands in for a variable that a template of ours names and nobody gave it.

    Django's own templates, in the admin for one, rely on such variables being empty.
    """

    __slots__ = ()

    def __mod__(self, variable):
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template or context.template
        if TEMPLATES in Path(template.origin.name).parents:
            raise UndefinedVariable(f"“{variable}” is undefined in {template.origin.name}")
        return ""


def pytest_collection_finish():
    """What stays until the end is not looked through for garbage: a sixth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def settings_of_tests(tmp_path_factory):
    """No collectstatic before a test, no slow hashing, no undefined variables."""
    templates = settings.TEMPLATES[0]
    options = templates["OPTIONS"] | {"string_if_invalid": Undefined("%s")}
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=storages,
        TEMPLATES=[templates | {"OPTIONS": options}],
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_alone_are_kept(django_test_environment):
    """`answer.context` is the page's; a copy of that of each part would be a tenth of the time."""
    keep = Template._render

    def render(template, context):
        if context.template is template:
            return keep(template, context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """Nothing in a test may talk to another machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise ConnectionRefusedError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def is_loopback(host):
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite lives in a file, as in use: in memory there is no WAL and no second connection.

    The server of the browser tests keeps no connection open, or the database could not be dropped.
    """
    for alias in connections:
        connections[alias].settings_dict["CONN_MAX_AGE"] = 0
    if connections["default"].vendor == "sqlite":
        database = connections["default"].settings_dict
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A page that a browser left half-answered may still hold a session; it ends with the tests."""
    yield
    if connections["default"].vendor == "postgresql":
        with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def snapshot_of_the_test(request, _django_db_marker):
    """In a test that rolls back, `snapshot` reads over the same connection.

    Another connection would see none of the test's rows. Tests marked
    `django_db(transaction=True, databases=["default", "snapshot"])` get the real one.
    """
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
    if not connections["default"].in_atomic_block:
        yield
        return
    snapshot = connections["snapshot"]
    connections["snapshot"] = connections["default"]
    yield
    connections["snapshot"] = snapshot


@pytest.fixture
def world(db):
    from world import World

    return World()
