"""The ground of all tests: a database, and static files as they are in the source.

The database is an embedded cluster of this run alone, or the one of DATABASE_URL. The run's first
process makes the cluster and throws it away; xdist's workers share it.
"""

import os
import signal
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.utils import translation

from articles.suggestions.name_index import forget_known_names
from articles.views import page_frame
from newsroom.lib.postgres.cluster import cluster_at
from newsroom.lib.postgres.throwaway import discard_cluster, make_cluster

VARIABLE = "NEWSROOM_TEST_CLUSTER"


# Without triggers, so that neither the order of tables nor the audit's refusal counts.
DELETE = """DO $$ DECLARE name text; has_rows boolean; BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY ARRAY[{tables}] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO has_rows;
        IF has_rows THEN EXECUTE format('DELETE FROM %I', name); END IF;
    END LOOP;
END $$"""


def pytest_configure(config: pytest.Config) -> None:
    serve_static_files_uncollected()
    hash_passwords_fast()
    heed_interrupts()
    if settings.DATABASE_URL:
        return
    if not is_worker(config):
        os.environ[VARIABLE] = str(make_cluster())
    cluster = {"home": Path(os.environ[VARIABLE]), "is_durable": False}
    connections.settings["default"]["CLUSTER"] = cluster
    # Of the class, since Playwright's event loop gets a connection of its own.
    type(connections["default"].ops).sql_flush = delete_rows


def pytest_unconfigure(config: pytest.Config) -> None:
    if settings.DATABASE_URL:
        return
    # Here and not at the process's end: a worker's comes without warning.
    home = Path(os.environ[VARIABLE])
    cluster_at(home, is_durable=False).release()
    if not is_worker(config):
        discard_cluster(home)


def delete_rows(_operations: Any, _style: Any, tables: Iterable[str], **_options: Any) -> list[str]:
    """Return what empties the database after a test, in 3 ms: by TRUNCATE it was 280."""
    return [DELETE.format(tables=", ".join(f"'{table}'" for table in tables))]


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def serve_static_files_uncollected() -> None:
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    # WhiteNoise warns if there is none, as in a fresh clone.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def hash_passwords_fast() -> None:
    """The hash of a password takes most of a second on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def heed_interrupts() -> None:
    """Let processes of the tests be interrupted: in the background of a shell they are not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget what a process keeps: of the database, of requests to throttle, of its language."""
    forget_known_names()
    page_frame.menu.cache_clear()
    cache.clear()
    translation.deactivate()


@pytest.fixture
def tags_are_proven(db: None) -> Iterator[None]:
    """Prove at a test's end that all that is made of a revision is what its HTML says."""
    yield
    call_command("check_tags", stdout=StringIO())
