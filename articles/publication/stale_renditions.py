"""Renditions that no longer say what is so: never served, and made anew."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.models import Article, Rendition
from articles.publication.rendition_store import store_renditions
from articles.publication.snapshots import load_snapshots_for_update

# Made anew at once, after the commit; of more articles the worker does it, or cron.
REFRESHED_AT_ONCE: Final = 50
IN_A_JOB: Final = 500
REFRESH: Final = "articles.refresh_renditions"


def outdate_renditions(article_ids: Iterable[int]) -> None:
    """From the commit on, no copy of these articles that is prepared now is served.

    Needs a transaction. Until a rendition is rendered anew it is made when it is read. Locks them
    in the order of their articles, so that two changes at once do not wait for each other.
    """
    outdated = Rendition.objects.filter(article__in=article_ids).order_by("pk")
    stale = list(outdated.select_for_update().values_list("pk", flat=True))
    Rendition.objects.filter(pk__in=stale).update(is_stale=True, changed_at=Now())
    if len(stale) <= REFRESHED_AT_ONCE:
        transaction.on_commit(partial(refresh_renditions, stale))
    else:
        transaction.on_commit(refresh_later)


def refresh_later() -> None:
    """Have the worker refresh whatever is stale by then. One such job waits, however many ask."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(REFRESH, queueing_lock=REFRESH).defer()


def refresh_stale() -> None:
    """Refresh five hundred, and have the rest refreshed later: a worker that stops waits for a job
    to end."""
    stale = Rendition.objects.filter(is_stale=True).order_by("pk").values_list("pk", flat=True)
    found = list(stale[: IN_A_JOB + 1])
    refresh_renditions(found[:IN_A_JOB])
    if len(found) > IN_A_JOB:
        refresh_later()


def refresh_renditions(article_ids: Iterable[int]) -> int:
    """Render live articles anew, each in a transaction of its own; how many there were.

    Safe beside publishing and beside itself: each article's row is locked in turn.
    """
    return sum(map(_refresh, article_ids))


@transaction.atomic
def _refresh(article_id: int) -> bool:
    live = Article.objects.filter(pk=article_id, live__isnull=False)
    live.select_for_update(no_key=True).values_list("pk").first()
    # Read anew: what a statement that waited has joined is as it was before.
    article = live.select_related("live", "section").first()
    if article:
        snapshots = load_snapshots_for_update([article])
        prepared = Rendition.objects.filter(article=article).values_list("pk", "changed_at")
        store_renditions(snapshots, {article.pk: timezone.now(), **dict(prepared)})
    return article is not None
