"""Numbers of PostgreSQL's transactions, by which a process finds what others have changed.

Transactions do not end in the order in which they begin, so a clock or a sequence would miss
changes. Every transaction whose number is below the oldest running one has ended.
"""

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func

OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
NEXT = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


class CurrentTransaction(Func):
    """An expression: the number of the transaction that writes the row."""

    template = "(pg_current_xact_id()::text::bigint)"
    allowed_default = True

    def __init__(self, **extra: Any) -> None:
        super().__init__(output_field=BigIntegerField(), **extra)


def oldest_running() -> int:
    """Return the number of the oldest running transaction, or of the next one if none is running.

    All transactions with a lower number have ended. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_RUNNING)
        return int(cursor.fetchone()[0])


def next_transaction() -> int:
    """Return a number that no transaction has had yet, in this database server. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT)
        return int(cursor.fetchone()[0])
