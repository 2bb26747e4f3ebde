"""Counting of requests in windows of time, in the database: one statement each."""

import time
from dataclasses import dataclass
from typing import Final

from django.db import connection

COUNT: Final = """
    INSERT INTO newsroom_requestcount AS stored (name, "window", number) VALUES (%s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET
        number = EXCLUDED.number
            + CASE WHEN stored."window" = EXCLUDED."window" THEN stored.number ELSE 0 END,
        "window" = EXCLUDED."window"
    RETURNING number
"""
FORGET: Final = 'DELETE FROM newsroom_requestcount WHERE "window" < %s'
MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of a request against its limit, in requests a minute."""

    limit: int
    number: int
    seconds_left: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.number)

    @property
    def is_within(self) -> bool:
        return self.number <= self.limit


def count_request(name: str, *, limit: int, number: int = 1) -> Counted:
    """Count a request (or several) of `name` in this minute, over all processes and machines.

    In a transaction it would keep others of the same name waiting.
    """
    now = time.time()
    window = int(now // MINUTE)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [name, window, number])
        (total,) = cursor.fetchone() or (number,)
    return Counted(limit, total, MINUTE - int(now % MINUTE))


def forget_counts() -> None:
    """Delete the counts of past minutes, which nobody asks for again."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [int(time.time() // MINUTE)])
