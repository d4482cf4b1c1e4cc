"""How a DATABASE_URL becomes Django's DATABASES."""

import copy

import environ
from django.core.exceptions import ImproperlyConfigured

# FULL keeps what was saved through a power cut, secure_delete overwrites what was deleted.
SQLITE_PRAGMAS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
"""


def databases(url, otherwise=None):
    """`default`, and `snapshot`: the same data, read-only, one consistent state per transaction.

    Without a `url` the data are in the file `otherwise`.
    """
    default = parse(url) if url else sqlite(otherwise)
    if default["ENGINE"].endswith("sqlite3"):
        writing = {
            "timeout": 20,  # seconds to wait for another writer
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        }
        reading = {
            "timeout": 20,
            "transaction_mode": "DEFERRED",
            "init_command": "PRAGMA query_only = ON",
        }
    else:
        writing = {}
        reading = {
            "options": "-c default_transaction_read_only=on"
            r" -c default_transaction_isolation=repeatable\ read"
        }
    return {
        "default": connected(default, writing),
        "snapshot": connected(default, reading) | {"TEST": {"MIRROR": "default"}},
    }


def parse(url):
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            "DATABASE_URL should look like postgres://user:password@host:5432/name or"
            f" sqlite:////folder/file.sqlite3, but starts with “{url.split(':')[0]}:”."
        )
    kind, _, path = url.partition(":///")
    return sqlite(path) if kind == "sqlite" else environ.Env.db_url_config(url)


def sqlite(path):
    """The path as it is: in a URL, a “#”, “?”, “+” or “%20” of its would lead elsewhere."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}


def connected(database, options):
    """`database` with `options`, kept open between requests for a minute and checked before use."""
    database = copy.deepcopy(database)
    database["OPTIONS"] = options | database.get("OPTIONS", {})
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
