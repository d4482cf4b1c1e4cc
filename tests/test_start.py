"""The two commands, as somebody on a fresh machine meets them."""

import ast
import http.client
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).parent.parent


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def serving(folder, **environment):
    """The site on a free port, everything it keeps under `folder`; gives its output and port."""
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "serve", "--port=0"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": ""} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            printed = "".join(iter_until(process.stdout, "Multitrack is at"))
            yield printed, int(re.search(r"http://127\.0\.0\.1:(\d+)/", printed)[1])
        finally:
            process.terminate()


def iter_until(lines, words):
    """The lines up to the first that contains `words`."""
    for line in lines:
        yield line
        if words in line:
            return


def get(port, address, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read().decode()
    connection.close()
    return answer


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """The folder of a site that was started once, and what that first start printed."""
    folder = tmp_path_factory.mktemp("site")
    with serving(folder) as (printed, _):
        pass
    return folder, printed


def test_the_first_start_prints_a_password_and_the_second_just_starts(started):
    folder, printed = started
    assert re.search(r"name +admin\n +password +(\w{5}-){3}\w{5}\n", printed)

    with serving(folder) as (printed, port):
        assert printed.startswith("Multitrack is at")
        assert get(port, "/sign-in").status == 200


def test_static_files_are_named_by_their_content_so_that_browsers_may_keep_them(started):
    with serving(started[0]) as (_, port):
        page = get(port, "/sign-in")
        script = re.search(r'src="(/static/annotate/js/main\.\w{12}\.js)"', page.body)[1]
        assert "immutable" in get(port, script).headers["Cache-Control"]


def test_a_changed_module_is_fetched_anew_by_the_modules_that_import_it(started):
    with serving(started[0]) as (_, port):
        page = get(port, "/sign-in").body
        modules = re.findall(r'src="/static/annotate/js/(main\.\w{12}\.js)"', page)
        for module in modules:  # grows as it is walked
            script = get(port, f"/static/annotate/js/{module}")
            assert "immutable" in script.headers["Cache-Control"]
            modules += re.findall(r'"\./([^"]+\.js)"', script.body)

    assert "stored.js" in {re.sub(r"\.\w{12}\.js$", ".js", module) for module in modules}
    assert [module for module in modules if not re.search(r"\.\w{12}\.js$", module)] == []


def test_behind_https_cookies_travel_nowhere_else(started):
    with serving(started[0], HTTPS="1") as (_, port):
        assert get(port, "/sign-in").headers["Location"].startswith("https://")
        page = get(port, "/sign-in", **{"X-Forwarded-Proto": "https"})
        assert "Secure" in page.headers["Set-Cookie"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    manage("check", DATA_DIR=str(tmp_path), SECRET_KEY="")
    key = tmp_path / "secret_key"
    made = key.read_text()
    manage("check", DATA_DIR=str(tmp_path), SECRET_KEY="")

    assert key.read_text() == made
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_port_in_use_is_told_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = manage("serve", f"--port={port}", DATA_DIR=str(tmp_path))

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} is in use already. Another one can be given with --port.\n"
    )


def test_what_is_no_port_is_told_in_one_sentence(tmp_path):
    refused = manage("serve", "--port=99999", DATA_DIR=str(tmp_path))

    assert refused.stderr == "“99999” is no port; a port is a number from 0 to 65535.\n"


def test_an_unwritable_folder_is_told_in_one_sentence(tmp_path):
    shutil.copy(ROOT / "start.py", tmp_path)
    (tmp_path / "var").write_text("a file where the folder should be")
    refused = subprocess.run(
        [sys.executable, tmp_path / "start.py"],
        env=os.environ | {"DATA_DIR": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert re.fullmatch(r"Multitrack keeps its data in .+ cannot write there: .+\n", refused.stderr)


def test_an_old_python_can_read_the_script_and_is_told_what_is_needed(monkeypatch):
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; .+ is Python 3\.10\.4"):
        start.main([])


def test_without_a_network_the_reason_is_told_instead_of_what_pip_printed():
    printed = (
        "WARNING: Retrying after connection broken by 'NewConnectionError(…)'\nERROR: No match"
    )

    assert start.why_not_installed(printed).endswith("there is no answer from the network.")
    assert "No space left on device" in start.why_not_installed("ERROR: No space left on device")


def test_packages_are_installed_only_when_the_lock_has_changed(tmp_path, monkeypatch):
    lock = tmp_path / "requirements" / "core.txt"
    for file in [lock, tmp_path / ".venv/pyvenv.cfg", tmp_path / ".venv/bin/python"]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("version = 3.11")
    installed = []
    monkeypatch.setattr(start, "HERE", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(start, "install", installed.append)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    start.prepare(["core"])
    start.prepare(["core"])
    assert installed == [lock]

    lock.write_text("django==5.2.99")
    start.prepare(["core"])
    assert installed == [lock, lock]


@pytest.mark.parametrize("name", ["core", "postgres", "dev"])
def test_a_lock_pins_and_hashes_every_package_and_names_no_address(name):
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?! )", lock.strip())

    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock
