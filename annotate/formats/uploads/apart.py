"""Reads a file in a process of its own, so that no file can stop, crash or fill the server."""

import json
import subprocess
import sys
from pathlib import Path

from .found import Found
from .refusal import Unreadable

READ_SECONDS = 30
NOT_INSTALLED = 3  # the exit code where the reader's library is missing
ROOT = Path(__file__).parents[3]
CALLED = {"html": "a web page", "pdf": "a PDF", "docx": "a Word document"}


def read_apart(kind, data, seconds):
    """What the reader of the kind (`html`, `pdf`, `docx`) found. Raises Unreadable."""
    command = [sys.executable, "-m", __package__, kind]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"This file takes longer than {seconds} seconds to read. "
            "Save its text as .txt, or upload it in parts."
        ) from None
    if done.returncode == NOT_INSTALLED:
        raise ImportError(f"The library that reads {CALLED[kind]} is missing; run start.py.")
    if done.returncode:  # it crashed, or ran out of memory
        raise Unreadable.broken(CALLED[kind])
    answer = json.loads(done.stdout)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Found(**answer)
