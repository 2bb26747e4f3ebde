"""Locks on names, which need no row: on a slug that is about to be taken, or a file."""

from typing import Final

from django.db import OperationalError, connection

LOCK_NAMES: Final = """
    SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended(name, 0) AS key
        FROM unnest(%s::text[]) AS name ORDER BY key
    ) AS named
"""


def advisory_lock(*names: str) -> None:
    """Lock names until the transaction ends; wait while other transactions hold one of them.

    A query afterwards sees all that those transactions have stored. One call locks its names in a
    fixed order. Callers that call it several times need an order of their own, or two transactions
    could deadlock. Needs a transaction. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK_NAMES, [list(names)])


class LockBusy(Exception):
    """Somebody else has held the name for as long as could be waited."""


def advisory_lock_within(seconds: int, name: str) -> None:
    """Lock a name until the transaction ends; wait for it no longer than some seconds.

    Raises `LockBusy`, after which the transaction cannot go on. Three statements.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)",
            [f"{seconds}s"],
        )
        before, _ = cursor.fetchone() or ("0", "")
        try:
            advisory_lock(name)
        except OperationalError as error:
            raise LockBusy from error
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])


def try_advisory_lock(name: str) -> bool:
    """Lock a name until the transaction ends, if no other transaction holds it; never wait.

    Return whether the name is locked. A process that is killed leaves no lock behind. Needs a
    transaction. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
