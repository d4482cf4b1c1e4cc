"""The process of `apart`: a file's bytes on standard input, what was found as JSON on output."""

import json
import sys
from contextlib import suppress
from importlib import import_module

from .apart import CALLED, NOT_INSTALLED, READ_SECONDS
from .refusal import Unreadable

MOST_MEMORY_BYTES = 1 << 30
MOST_CPU_SECONDS = 2 * READ_SECONDS  # should the server stop meanwhile, this one stops too


def limit():
    """No more memory and time than that; Windows has no such limits, macOS none of memory."""
    try:
        import resource
    except ImportError:
        return
    for what, most in [
        (resource.RLIMIT_CPU, MOST_CPU_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
    ]:
        with suppress(ValueError, OSError):  # refused by the system, or a stricter limit is set
            resource.setrlimit(what, (most, most))


def answer(kind, data):
    """What the reader found, or why it is refused, as a dict."""
    reader = import_module(f".{kind}", __package__)
    try:
        return reader.read(data)._asdict()
    except Unreadable as refusal:
        return {"unreadable": str(refusal)}
    except Exception:  # noqa: BLE001 whatever a reader raises, the file is not as it should be
        return {"unreadable": str(Unreadable.broken(CALLED[kind]))}


if __name__ == "__main__":
    limit()
    try:
        json.dump(answer(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)
    except ImportError:
        sys.exit(NOT_INSTALLED)
