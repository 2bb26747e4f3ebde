"""What readers see: putting a revision before them, and taking it away."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.errors import InvalidTransition
from articles.models import Appearance, Article, Rendition, SearchEntry
from articles.services.locking import lock_article, record_event
from articles.services.projecting import mark_live, unproject
from articles.services.showing import show
from newsroom.models import User


@transaction.atomic
def publish(*, article_id: int, by: User | None, at: datetime | None = None) -> Article:
    """Put the article's head before readers, from `at` on (now by default) if it is new to them.

    Locks the article's row. The first publication's date stays; publishing again changes
    `updated_at`. Raises `InvalidTransition` when the head is live already.
    """
    article = lock_article(article_id)
    if article.live_id == article.head_id:
        raise InvalidTransition("Readers see this revision already.")
    now = timezone.now()
    outdated = article.live_id
    article.live, article.state = article.head, "published"
    article.published_at = article.published_at or at or now
    article.updated_at = (
        max(article.published_at, now) if outdated or not at else article.published_at
    )
    article.save(update_fields=["live", "state", "published_at", "updated_at"])
    if outdated:
        unproject([outdated])
    mark_live(article.working_copy.pk, article.published_at)
    show(article)
    record_event("article-published", article, by, {"revision": article.working_copy.number})
    return article


@transaction.atomic
def unpublish(*, article_id: int, by: User | None) -> Article:
    """Take the article from readers; its revisions and the date of first publication stay.

    Locks the article's row. Raises `InvalidTransition` when nothing is public.
    """
    article = lock_article(article_id)
    if article.live is None:
        raise InvalidTransition("This article is not published.")
    number, outdated = article.live.number, article.live.pk
    article.live, article.state = None, "draft"
    article.save(update_fields=["live", "state"])
    if outdated != article.head_id:
        unproject([outdated])
    mark_live(article.working_copy.pk, None)
    for prepared in (Rendition, SearchEntry, Appearance):
        prepared.objects.filter(article=article).delete()
    record_event("article-unpublished", article, by, {"revision": number})
    return article
