"""A wrong setting stops the start with advice; the databases keep what they are given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.utils import ConnectionHandler

from annotate.management.commands.serve import refuse_network_drive
from annotate.models import Conflict
from project import drives
from project.databases import databases

both_connections = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DEBUG", "maybe", "DEBUG should be 1 or 0, but is “maybe”."),
        (
            "PUBLIC_ADDRESS",
            "example.org",
            "PUBLIC_ADDRESS should look like https://example.org, but is “example.org”.",
        ),
        ("DATABASE_URL", "mysql://host/name", "DATABASE_URL should look like postgres://"),
    ],
)
def test_a_wrong_value_stops_the_start_with_advice(name, value, advice):
    refused = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith(advice)


def test_a_database_url_does_not_print_its_password():
    with pytest.raises(Exception, match="starts with “mysql:”") as refused:
        databases("mysql://user:hunter2@host/name")
    assert "hunter2" not in str(refused.value)


@both_connections
def test_the_snapshot_refuses_writes():
    with pytest.raises(DatabaseError, match=r"read-?only"):
        Conflict.objects.using("snapshot").create(name="Colombia")


@both_connections
def test_a_transaction_of_the_snapshot_sees_one_state():
    conflicts = Conflict.objects.using("snapshot")
    with transaction.atomic(using="snapshot"):
        before = conflicts.count()
        Conflict.objects.create(name="Colombia")
        assert conflicts.count() == before
    assert conflicts.count() == before + 1


@pytest.mark.django_db
def test_sqlite_writes_through_to_the_disk_and_overwrites_what_is_deleted(tmp_path):
    sqlite = ConnectionHandler(databases(f"sqlite:///{tmp_path / 'a.sqlite3'}"))["default"]

    assert sqlite.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma, value in [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1)]:
        with sqlite.cursor() as cursor:
            assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    sqlite.close()


FOLDERS = ["a#b", "a?b=c", "a%20b", "a b", "a+b", "Übersicht; ä", "a&timeout=1"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_database_is_in_the_folder_that_was_named_whatever_the_name(tmp_path, folder):
    kept = str(tmp_path / folder / "multitrack.sqlite3")

    for found in [databases("", otherwise=kept), databases(f"sqlite:///{kept}")]:
        assert [database["NAME"] for database in found.values()] == [kept, kept]


def test_a_site_keeps_its_database_in_its_data_folder(tmp_path):
    folder = tmp_path / "100%20 #1+"
    told = "from project.settings import DATABASES; print(DATABASES['default']['NAME'])"
    named = subprocess.run(
        [sys.executable, "-c", told],
        cwd=Path(__file__).parent.parent,
        env=os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert named.stdout.strip() == str(folder / "multitrack.sqlite3")


def test_a_folder_has_the_kind_of_its_innermost_mount():
    mounted = {Path("/"): "ext4", Path("/home"): "nfs4", Path("/home/ada/disk"): "ext4"}

    assert drives.kind_of_drive(Path("/home/ada"), mounted) == "nfs4"
    assert drives.kind_of_drive(Path("/home/ada/disk/multitrack"), mounted) == "ext4"
    assert drives.kind_of_drive(Path("/homes"), mounted) == "ext4"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked about the drive directly")
def test_sqlite_is_not_started_on_a_network_drive(tmp_path, monkeypatch):
    monkeypatch.setattr(drives, "mounts", lambda: {Path("/"): "nfs"})
    refuse_network_drive(databases("postgres://elsewhere/multitrack")["default"])

    with pytest.raises(SystemExit, match="on a network drive, where SQLite loses data"):
        refuse_network_drive(databases(f"sqlite:///{tmp_path / 'a.sqlite3'}")["default"])


def test_no_request_is_one_transaction():
    assert not any(connections[alias].settings_dict["ATOMIC_REQUESTS"] for alias in connections)
