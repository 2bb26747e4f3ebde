"""Periods in which readers saw a revision of an article."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import Article, Publication, Revision
from newsroom.lib.database.copy import copy_rows

# The ids of all quotes in revisions that readers have seen, read from the revisions' HTML.
QUOTES_SEEN: Final = r"""
    SELECT DISTINCT found[1]::uuid
    FROM articles_publication seen
    JOIN articles_revision revision ON revision.id = seen.revision_id,
    LATERAL regexp_matches(
        revision.headline || revision.deck || revision.body, 'data-quote="([0-9a-f-]{36})"', 'g'
    ) AS found
    WHERE seen.article_id = %s AND seen.seen_from <= %s
"""
MOMENT: Final = timedelta(microseconds=1)


def begin_publications(dates: Mapping[Article, datetime]) -> None:
    """Store that readers see each article's live revision from its date on. One statement.

    Earlier periods must be ended first: a database constraint allows one open period an article.
    """
    copy_rows(
        Publication(article=article, revision=article.live, seen_from=seen_from)
        for article, seen_from in dates.items()
    )


def end_publications(articles: Collection[Article], now: datetime) -> None:
    """Store that readers see nothing of the articles from now on. Two statements.

    Periods that have not begun are deleted.
    """
    current = Publication.objects.filter(article__in=articles, seen_until=None)
    current.filter(seen_from__gt=now).delete()
    current.update(seen_until=Greatest(Value(now), F("seen_from") + Value(MOMENT)))


def last_seen(article: Article, now: datetime) -> Revision | None:
    """Return the revision that readers see, or saw last. No query while they see one."""
    if article.live and not article.is_scheduled:
        return article.live
    seen = Publication.objects.filter(article=article, seen_from__lte=now)
    newest = seen.select_related("revision").order_by("-seen_from", "-pk").first()
    return newest.revision if newest else None


def published_quotes(article_id: int) -> set[UUID]:
    """Return the ids of all quotes that readers have ever seen in the article."""
    with connection.cursor() as cursor:
        cursor.execute(QUOTES_SEEN, [article_id, timezone.now()])
        return {uuid for (uuid,) in cursor.fetchall()}


def publication_differences(articles: Sequence[Article]) -> Iterator[str]:
    """Yield articles whose open period is not of what readers see. One query."""
    rows = Publication.objects.filter(article__in=articles, seen_until=None)
    stored = {row.article_id: (row.revision_id, row.seen_from) for row in rows}
    for article in articles:
        revision, seen_from = stored.get(article.pk, (None, None))
        if revision != article.live_id:
            yield f"article {article.pk}: what readers see is not as its publications say"
        elif article.is_scheduled and seen_from != article.published_at:
            yield f"article {article.pk}: it waits for another time than its publications say"
