"""Names that one transaction at a time may work on, whether or not they have a row to lock."""

from hashlib import blake2b

from django.db import connection


def claim(*names: str) -> None:
    """Wait until no other transaction has claimed any of `names`; hold them until this one ends.

    What is read afterwards includes all that the others have stored. The names of one call are
    taken in one order by everybody; callers that claim several times do so in one order, too:
    else two could wait for each other. Needs a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key",
            [sorted(set(map(_key, names)))],
        )


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
