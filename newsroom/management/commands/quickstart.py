"""Set up a new clone and serve the site; run again, bring it up to date and serve it."""

import errno
import os
import secrets
import signal
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from newsroom.account_audit import record_rights
from newsroom.lib.errors import DomainError
from newsroom.lib.gunicorn_server import ANY_ADDRESS, listen_at, serve, url_of
from newsroom.lib.numbers import parse_whole_number
from newsroom.lib.processes import child_process

EDITOR = "editor"
# Any number, the same in each process: the process that holds this lock in the database sets up.
SET_UP_LOCK = 7_226_553
INTERRUPTED = 128 + signal.SIGINT
LARGEST_PORT = 2**16 - 1


class Command(BaseCommand):
    help = "Set up the database, import seeds/, make an editor's account, and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to serve at")
        parser.add_argument("--port", default=8000, type=port_number, help="0 is any free port")

    def handle(self, *_args: str, **options: Any) -> None:
        try:
            self._set_up_and_serve(options["host"], options["port"])
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except DomainError as error:
            raise CommandError(error.message) from error
        except OperationalError as error:
            raise CommandError(f"The database does not work: {error}") from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise CommandError(f"The disk is full: {error}") from error

    def _set_up_and_serve(self, host: str, port: int) -> None:
        # First, so that a port that is taken is reported before the long work.
        listener = listen_at(host, port)
        url = url_of(listener)
        adopt_address(host, url)
        connection.settings_dict.get("CLUSTER", {})["may_create"] = True
        self._say("Preparing the database …")
        with set_up_lock():
            call_command("migrate", interactive=False, verbosity=0)
            import_seeds()
            call_command("collectstatic", interactive=False, verbosity=0)
            password = make_editor()
        with child_process("run_worker"):
            serve(listener, when_ready=lambda: self._announce(url, password))

    def _announce(self, url: str, password: str | None) -> None:
        again = f"{sys.argv[0]} changepassword {EDITOR}"
        self._say("Serving until Ctrl-C.")
        self._say(f"Site:      {url}/")
        self._say(f"Admin:     {url}/admin/")
        self._say(f"Account:   {EDITOR}")
        if password:
            self._say(f"Password:  {password}    (shown only now; another: {again})")
        else:
            self._say(f"Password:  as shown at the first start (another: {again})")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def port_number(text: str) -> int:
    """Return a port from its digits: the type of `--port`. Raises `ArgumentTypeError`."""
    number = parse_whole_number(text, most=LARGEST_PORT)
    if number is not None:
        return number
    raise ArgumentTypeError(f"{text} is not a port: 0 to 65535")


def adopt_address(host: str, url: str) -> None:
    """Set SITE_URL and ALLOWED_HOSTS to this run's address, unless the environment has them."""
    if "SITE_URL" not in os.environ:
        settings.SITE_URL = url
    if "ALLOWED_HOSTS" not in os.environ and host not in (*ANY_ADDRESS, *settings.ALLOWED_HOSTS):
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, host]


@contextmanager
def set_up_lock() -> Iterator[None]:
    """Hold a lock in the database during the block, so that only one process sets up at a time."""
    with connection.cursor() as cursor:
        # Tried again and again: a statement that waits for the lock would block a migration of the
        # other process that builds an index concurrently.
        while not is_true(cursor, "SELECT pg_try_advisory_lock(%s)"):
            time.sleep(0.2)
    yield
    with connection.cursor() as cursor:
        is_true(cursor, "SELECT pg_advisory_unlock(%s)")


def is_true(cursor: CursorWrapper, statement: str) -> bool:
    cursor.execute(statement, [SET_UP_LOCK])
    return bool(cursor.fetchone()[0])


def import_seeds() -> None:
    """Import the files of seeds/. The import reports the files that fail, and why.

    The site is served even if a file fails (it was changed after the desk had edited its article,
    for example), or if the folder is missing.
    """
    seeds = settings.BASE_DIR / "seeds"
    if not seeds.is_dir():
        return
    try:
        call_command("import_articles", str(seeds), publish=True)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            raise


def make_editor() -> str | None:
    """Make the editor's account and return its password; return None if the account exists."""
    users = get_user_model()._default_manager
    if users.filter(username=EDITOR).exists():
        return None
    password = secrets.token_urlsafe(12)
    record_rights(subject=users.create_superuser(EDITOR, password=password), before=None, by=None)
    return password
