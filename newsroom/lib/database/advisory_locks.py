"""Names that one transaction at a time may work on, whether or not they have a row to lock."""

from typing import Final

from django.db import connection

LOCK_NAMES: Final = """
    SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended(name, 0) AS key
        FROM unnest(%s::text[]) AS name ORDER BY key
    ) AS named
"""


def advisory_lock(*names: str) -> None:
    """Wait until no other transaction has claimed any of `names`; hold them until this one ends.

    What is read afterwards includes all that the others have stored. The names of one call are
    taken in one order by everybody; callers that claim several times do so in one order, too:
    else two could wait for each other. Needs a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK_NAMES, [list(names)])
