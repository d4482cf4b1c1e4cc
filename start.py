#!/usr/bin/env python3
"""Multitrack needs nothing but Python 3.11 or newer. From this folder:

python3 start.py             serve the site at http://127.0.0.1:8000/
                             (--host and --port change the address)
python3 start.py test        run every test (options and files are handed to pytest)
python3 start.py check       run the linters
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Each lock file is one set of packages; the environment remembers which state of it it holds.
SERVE, DEVELOP = ["core"], ["core", "dev"]

CHECKS = {
    "ruff, lint": ["-m", "ruff", "check", "."],
    "ruff, format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "templates": ["-m", "pytest", "-q", "tests/test_templates.py"],
    "layout": ["-m", "pytest", "-q", "tests/test_layout.py"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "settings of a public site": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def main(arguments):
    refuse_old_python()
    if set(arguments) & {"-h", "--help"}:
        sys.exit(__doc__)
    os.chdir(str(HERE))
    refuse_unwritable_folder()
    if arguments[:1] == ["test"]:
        prepare(DEVELOP)
        hand_over("-m", "pytest", "--numprocesses=auto", "--maxprocesses=4", *arguments[1:])
    elif arguments[:1] == ["check"]:
        prepare(DEVELOP)
        check()
    else:
        prepare(SERVE)
        hand_over("manage.py", "serve", *arguments)


def refuse_old_python():
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Multitrack needs Python 3.11 or newer; {sys.executable} is Python {found}.")


def refuse_unwritable_folder():
    attempt = Path(os.environ.get("DATA_DIR") or HERE / "var") / "attempt"
    try:
        attempt.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        attempt.touch()
        attempt.unlink()
    except OSError as error:
        sys.exit(f"Multitrack keeps its data in {attempt.parent}, but cannot write there: {error}.")


def prepare(sets):
    """Makes the virtual environment and installs the sets whose lock file has changed."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sets = [*sets, "postgres"]
    if not PYTHON.exists():
        say("Making the virtual environment .venv …")
        venv.create(VENV, clear=True, with_pip=has("ensurepip"))
    for name in sets:
        lock = HERE / "requirements" / f"{name}.txt"
        stamp = VENV / f"installed-{name}"
        wanted = hashlib.sha256(lock.read_bytes() + (VENV / "pyvenv.cfg").read_bytes()).hexdigest()
        if not stamp.exists() or stamp.read_text() != wanted:
            install(lock)
            stamp.write_text(wanted)


def install(lock):
    command = [*pip(), "install", "--require-hashes", "--no-input", "--requirement", str(lock)]
    say(f"Installing packages from requirements/{lock.name} ", end="")
    printed = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout:
            printed.append(line)
            if line.startswith("Collecting "):
                say("·", end="")
    say("")
    if process.returncode:
        sys.exit(why_not_installed("".join(printed)))


def pip():
    """The environment's own pip, or this Python's where Debian made an environment without."""
    own = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return own
    if has("pip"):
        return [sys.executable, "-m", "pip", f"--python={PYTHON}"]
    return sys.exit("This Python has no pip. On Debian or Ubuntu: sudo apt install python3-venv")


def why_not_installed(printed):
    if "connection broken" in printed or "NewConnectionError" in printed:
        return "The packages could not be fetched: there is no answer from the network."
    return f"{printed}\nThe packages could not be installed; the lines above say why."


def check():
    failed = []
    for name, command in CHECKS.items():
        say(f"— {name}")
        if subprocess.call([str(PYTHON), *command], env={**os.environ, "HTTPS": "1"}):
            failed.append(name)
    sys.exit(f"Failed: {'; '.join(failed)}." if failed else 0)


def hand_over(*command):
    """Becomes `command`; on Windows, which cannot, waits for it."""
    command = [str(PYTHON), *command]
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:
        sys.exit(130)


def has(module):
    return importlib.util.find_spec(module) is not None


def say(text, end="\n"):
    print(text, end=end, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
