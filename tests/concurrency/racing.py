"""Several writers at once, each with a connection and a transaction of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection, transaction

from newsroom.lib.postgres.server import ticks

PATIENCE_SECONDS = 60.0

Job = Callable[[], Any]


def outcome(future: "Future[Any]") -> Any:
    """Return what a job returned, or the error that it ended with."""
    return future.exception(PATIENCE_SECONDS) or future.result()


def race(gate: Job, *jobs: Job) -> list[Any]:
    """The outcomes of jobs that all start while `gate` holds a lock that each of them needs.

    They are let go when all of them wait, so they meet every time and not by chance.
    """
    with ThreadPoolExecutor(len(jobs)) as pool:
        with transaction.atomic():
            gate()
            futures = [pool.submit(alone, job) for job in jobs]
            until(lambda: waiting() >= len(jobs))
        return [outcome(future) for future in futures]


def crowd(*jobs: Job) -> list[Any]:
    """The outcomes of jobs that start together and run as it comes."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [outcome(future) for future in [pool.submit(alone, job) for job in jobs]]


def alone(job: Job) -> Any:
    try:
        return job()
    finally:
        connection.close()


def waiting() -> int:
    """Count the others in this database that wait for a lock."""
    return count("wait_event_type = 'Lock'")


def count(condition: str) -> int:
    """Count the others that are connected to this database and meet a condition."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE {others} AND {condition}")  # noqa: S608
        return int(cursor.fetchone()[0])


def until(condition: Callable[[], bool]) -> None:
    for _ in ticks(PATIENCE_SECONDS):
        if condition():
            return
    raise AssertionError("It did not come to that.")


def lock_table(name: str) -> Job:
    """A gate: nobody reads or writes the table until the transaction ends."""

    def lock() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {name}")

    return lock


def manage(*arguments: object, var: Path, **options: Any) -> "subprocess.Popen[str]":
    """`manage.py` as from a shell, on the database of this test."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url(), "VAR_DIR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def database_url() -> str:
    """The test's database for another process. The host may be a socket's folder."""
    given = connection.get_connection_params()
    user, password = quote(given.get("user") or ""), quote(given.get("password") or "")
    place = urlencode({name: given[name] for name in ("host", "port") if given.get(name)})
    return f"postgres://{user}:{password}@/{quote(given['dbname'])}?{place}"
