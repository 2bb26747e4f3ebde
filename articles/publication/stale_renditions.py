"""Renditions that are out of date: never served, and rebuilt soon."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.locks import lock_article
from articles.models import Article, Rendition
from articles.publication.changes import Kind, record_article_changes
from articles.publication.rendition_store import store_renditions
from articles.publication.snapshots import load_snapshots_for_update

# The most that are rebuilt at once, after the commit; more are left to the worker, or to cron.
REFRESHED_AT_ONCE: Final = 50
IN_A_JOB: Final = 500
REFRESH: Final = "articles.refresh_renditions"


def outdate_renditions(article_ids: Iterable[int]) -> None:
    """Mark the renditions of these articles as stale: none is served after the commit.

    Needs a transaction. A stale rendition is built for each reader until it is rebuilt. Locks the
    rows in the order of their articles, so that two changes at once do not wait for each other.
    """
    outdated = Rendition.objects.filter(article__in=article_ids).order_by("pk")
    stale = list(outdated.select_for_update().values_list("pk", flat=True))
    Rendition.objects.filter(pk__in=stale).update(is_stale=True, changed_at=Now())
    record_article_changes(Kind.NAMES, stale)
    if len(stale) <= REFRESHED_AT_ONCE:
        transaction.on_commit(partial(refresh_renditions, stale))
    else:
        transaction.on_commit(refresh_later)


def refresh_later() -> None:
    """Let the worker rebuild what is stale by then. One such job waits, however many ask."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(REFRESH, queueing_lock=REFRESH).defer()


def refresh_stale() -> None:
    """Rebuild five hundred renditions, and let the worker rebuild the rest later.

    The jobs are short, since a worker that stops waits for its job to end.
    """
    stale = Rendition.objects.filter(is_stale=True).order_by("pk").values_list("pk", flat=True)
    found = list(stale[: IN_A_JOB + 1])
    refresh_renditions(found[:IN_A_JOB])
    if len(found) > IN_A_JOB:
        refresh_later()


def refresh_renditions(article_ids: Iterable[int]) -> int:
    """Rebuild the renditions of live articles, each in its own transaction; return how many.

    Safe beside publishing and beside itself: each article's row is locked in turn.
    """
    return sum(map(_refresh, article_ids))


@transaction.atomic
def _refresh(article_id: int) -> bool:
    try:
        article = lock_article(article_id)
    except Article.DoesNotExist:
        return False
    if article.live is None:
        return False
    snapshots = load_snapshots_for_update([article])
    prepared = Rendition.objects.filter(article=article).values_list("pk", "changed_at")
    store_renditions(snapshots, {article.pk: timezone.now(), **dict(prepared)})
    return True
