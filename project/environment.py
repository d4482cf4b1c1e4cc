"""Typed readers of environment variables. A wrong value stops the start and says how to mend it."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def words(name):
    """A comma-separated list, blanks left out."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def address(name):
    """Where a site begins, https://example.org:8443; "" where the variable is not set."""
    found = text(name).rstrip("/")
    if found and not re.fullmatch(r"https?://[^/?#@\s]+", found):
        raise ImproperlyConfigured(
            f"{name} should look like https://example.org, but is “{found}”."
        )
    return found


def flag(name):
    """True or False; False where the variable is not set."""
    found = text(name, "0").lower()
    if found not in YES | NO:
        raise ImproperlyConfigured(f"{name} should be 1 or 0, but is “{found}”.")
    return found in YES
