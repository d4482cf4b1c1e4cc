import errno
import re
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, transaction

from annotate.actions.first_admin import create_first_admin
from annotate.management.static_files import collect_changed_static_files
from annotate.models import Dimension
from project.drives import is_network_drive


class Command(BaseCommand):
    help = "Brings database and static files up to date, then serves the site until Ctrl+C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default="8000", help="0 takes any free one")

    def handle(self, *, host, port, **options):
        with listen(host, port_number(port)) as listener:
            refuse_network_drive(connection.settings_dict)
            self.prepare_database()
            collect_changed_static_files()
            self.announce(host, listener.getsockname()[1])
            serve(listener)

    def prepare_database(self):
        migrate()
        if not Dimension.objects.exists():
            self.load_first_data()
        if password := create_first_admin():
            self.stdout.write(
                "The first account, shown only this once:\n"
                f"    name      admin\n    password  {password}"
            )

    @transaction.atomic
    def load_first_data(self):
        for command in ["load_codebook", "load_places", "load_initiatives"]:
            self.stdout.write(f"Filling the new database: {command} …")
            call_command(command, stdout=self.stdout)

    def announce(self, host, port):
        names = own_names(host)
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *names]
        self.stdout.write(f"Multitrack is at http://{names[0]}:{port}/ – Ctrl+C stops it.")


def port_number(text):
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) > 65535:
        sys.exit(f"“{text}” is no port; a port is a number from 0 to 65535.")
    return int(text)


def own_names(host):
    """What people may call this machine when it listens on `host`, the best one first."""
    if host not in {"0.0.0.0", "::"}:  # noqa: S104, this only asks
        return [f"[{host}]" if ":" in host else host]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing, but finds the network card in use
        return [probe.getsockname()[0], socket.gethostname()]
    return [socket.gethostname()]


def listen(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(f"Port {port} is in use already. Another one can be given with --port.")
        sys.exit(f"Cannot listen on {host}, port {port}: {error.strerror}.")


def refuse_network_drive(database):
    folder = Path(database["NAME"]).parent
    if "sqlite" in database["ENGINE"] and is_network_drive(folder):
        sys.exit(
            f"{folder} is on a network drive, where SQLite loses data. Move Multitrack to a"
            " disk of this machine, or set DATABASE_URL to a PostgreSQL database."
        )


def migrate():
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        sys.exit(f"The database {connection.settings_dict['NAME']} does not answer: {error}")


def serve(listener):
    from project.wsgi import application

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    waitress.serve(application, sockets=[listener], threads=8, **settings.WAITRESS)
