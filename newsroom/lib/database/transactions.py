"""PostgreSQL's numbers of transactions, by which a process learns what others have changed.

Transactions end in another order than they begin in, so a clock or a sequence would miss changes.
A transaction's number tells: whatever is below the oldest one that was still running is over.
"""

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Func

OLDEST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class CurrentTransaction(Func):
    """The number of the transaction that writes the row."""

    template = "(pg_current_xact_id()::text::bigint)"
    allowed_default = True

    def __init__(self, **extra: Any) -> None:
        super().__init__(output_field=BigIntegerField(), **extra)


def oldest_running() -> int:
    """The number from which on transactions may not be over, or have not begun."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST_RUNNING)
        return int(cursor.fetchone()[0])
