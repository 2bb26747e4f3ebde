"""The change feed: what readers may know of, in the order of commits.

Transactions end in another order than they begin in. A row is shown only when its transaction's
number is below that of every running one, so nothing can appear before it any more.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db import connection
from django.utils import timezone

from articles.models import Change, ScheduledChange
from newsroom.lib.database.transactions import OLDEST_RUNNING, next_transaction

Kind = Change.Kind
KEPT: Final = timedelta(days=30)
Place = tuple[int, int]
"""The transaction and the id of a row."""

START: Final[Place] = (0, 0)

# One statement, so that one moment decides which articles readers see already.
RECORD: Final = """
    WITH shown AS (
        SELECT id, published_at, published_at <= statement_timestamp() AS is_seen
        FROM articles_article
        WHERE id = ANY(%(ids)s) AND live_id IS NOT NULL
    ), recorded AS (
        INSERT INTO articles_change (kind, subject, subject_id)
        SELECT %(kind)s, 'article', id FROM shown WHERE is_seen ORDER BY id
    ), early AS (
        DELETE FROM articles_scheduledchange scheduled USING shown
        WHERE scheduled.article_id = shown.id AND is_seen AND at > statement_timestamp()
    )
    INSERT INTO articles_scheduledchange (article_id, kind, at)
    SELECT id, %(kind)s, published_at FROM shown WHERE NOT is_seen ORDER BY id
    ON CONFLICT (article_id) DO UPDATE SET at = excluded.at
"""
# Rows that somebody has locked belong to articles that are being changed: they come a moment later.
ANNOUNCE: Final = """
    WITH due AS MATERIALIZED (
        SELECT article_id FROM articles_scheduledchange
        WHERE at <= statement_timestamp() ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM articles_scheduledchange scheduled USING due
        WHERE scheduled.article_id = due.article_id
        RETURNING scheduled.article_id, kind, at
    )
    INSERT INTO articles_change (kind, subject, subject_id, happened_at)
    SELECT kind, 'article', article_id, at FROM taken ORDER BY at, article_id
"""
PAGE: Final = f"""
    SELECT transaction, id, kind, subject, subject_id, happened_at FROM articles_change
    WHERE (transaction, id) > (%s, %s) AND transaction < ({OLDEST_RUNNING})
    ORDER BY transaction, id LIMIT %s
"""  # noqa: S608 - constants
TRIM: Final = """
    DELETE FROM articles_change older WHERE happened_at < %s AND EXISTS (
        SELECT FROM articles_change newer
        WHERE newer.subject = older.subject AND newer.subject_id = older.subject_id
          AND (newer.transaction, newer.id) > (older.transaction, older.id)
    )
"""


class Row(NamedTuple):
    """A row of the feed, as it is stored."""

    transaction: int
    id: int
    kind: str
    subject: str
    subject_id: int
    happened_at: datetime

    @property
    def place(self) -> Place:
        return self.transaction, self.id


def record_article_changes(kind: Change.Kind, article_ids: Iterable[int]) -> None:
    """Record a change of those of the articles that readers see.

    Scheduled ones are announced when their time comes; what nobody is to see is left out. Needs the
    transaction of the change, behind its writing to `Article`. One statement, none for no ids.
    """
    if ids := list(article_ids):
        with connection.cursor() as cursor:
            cursor.execute(RECORD, {"ids": ids, "kind": kind.value})


def record_change(kind: Change.Kind, subject: Change.Subject, subject_id: int) -> None:
    """Record a change of one thing, whether readers see it or not. One statement."""
    Change.objects.create(kind=kind, subject=subject, subject_id=subject_id)


def forget_scheduled(article_id: int) -> None:
    """Announce nothing of an article that is taken from the schedule."""
    ScheduledChange.objects.filter(article=article_id).delete()


def announce_due() -> None:
    """Record publications whose time has come. One statement; it writes only if there are any.

    Every reader of the feed calls it first, in a transaction of its own, so it needs no worker.
    """
    with connection.cursor() as cursor:
        cursor.execute(ANNOUNCE)


def changes_after(place: Place, limit: int) -> Sequence[Row]:
    """Return the rows behind a place, in the order of the feed. One query, by an index."""
    with connection.cursor() as cursor:
        cursor.execute(PAGE, [*place, limit])
        return [Row(*row) for row in cursor.fetchall()]


def trim_changes() -> int:
    """Delete old rows whose subject has a newer one; return how many.

    The newest row of each subject stays, so that no cursor expires and the feed read from its start
    has the whole archive.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRIM, [timezone.now() - KEPT])
        return int(cursor.rowcount)


def renumber_changes() -> int:
    """Move rows that another database server wrote to the start of the feed; return how many.

    A server that a dump is restored on counts its transactions from the beginning: rows with a
    higher number would stay hidden. No row that this server wrote has one, so this may be called at
    any time.
    """
    return Change.objects.filter(transaction__gte=next_transaction()).update(transaction=START[0])
