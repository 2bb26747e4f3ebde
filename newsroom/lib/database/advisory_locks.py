"""Locks on names, which need no row: on a slug that is about to be taken, or a file."""

from typing import Final

from django.db import connection

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
