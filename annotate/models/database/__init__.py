"""What the databases keep true and quick by means of their own: triggers and full-text indexes.

No migration can hold them: a migration that rebuilds a table on SQLite drops its triggers without
a word, and refuses to rebuild one that a trigger elsewhere names. So they are taken down before
migrations and set up after them, whatever was there.
"""

from django.db import connections

from . import postgresql, sqlite

BY_VENDOR = {"sqlite": sqlite, "postgresql": postgresql}


def take_down(using, plan, **kwargs):
    """Before migrations; where there are none to run, nothing stands in the way."""
    if plan:
        BY_VENDOR[connections[using].vendor].take_down(connections[using])


def set_up(using, **kwargs):
    """After migrations, and as often as one likes."""
    connection = connections[using]
    if "annotate_casetext" in connection.introspection.table_names():
        BY_VENDOR[connection.vendor].set_up(connection)
