"""The presence of editors at an article, which their pages report by a heartbeat."""

from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from articles.models import Article, Presence
from newsroom.models import User

HEARTBEAT_SECONDS: Final = 20
# Two beats may be lost before somebody counts as gone.
GONE_AFTER: Final = timedelta(seconds=3 * HEARTBEAT_SECONDS)

# After a break `since` starts again. Two pages of one person are one presence.
ARRIVE: Final = """
    INSERT INTO articles_presence AS known (article_id, user_id, since, seen_at)
    VALUES (%(article)s, %(user)s, %(now)s, %(now)s)
    ON CONFLICT (article_id, user_id) DO UPDATE SET
        since = CASE WHEN known.seen_at < %(limit)s THEN excluded.since ELSE known.since END,
        seen_at = excluded.seen_at
"""


def heartbeat(*, article: Article, user: User) -> list[Presence]:
    """Store that the user has the article open; return who else has, the first to come first.

    Three statements, each on the few rows of one article; expired rows are deleted.
    """
    now = timezone.now()
    limit = now - GONE_AFTER
    values: dict[str, Any] = {"article": article.pk, "user": user.pk, "now": now, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(ARRIVE, values)
    here = Presence.objects.filter(article=article)
    here.filter(seen_at__lt=limit).delete()
    others = here.filter(seen_at__gte=limit).exclude(user=user)
    return list(others.select_related("user").order_by("since", "pk"))


def leave(*, article: Article, user: User) -> None:
    """Store that the user has closed the article."""
    Presence.objects.filter(article=article, user=user).delete()
