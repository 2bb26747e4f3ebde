"""What readers see: putting a revision before them, and taking it away."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.drafts import Documents
from articles.errors import InvalidTransition
from articles.models import Appearance, Article, Rendition, SearchEntry
from articles.services.locking import lock_article, lock_articles, record_event, record_events
from articles.services.projecting import mark_hidden, mark_live, unproject
from articles.services.reviewing import refuse_open_reviews
from articles.services.showing import show
from newsroom.models import User


def publish(*, article_id: int, by: User | None, at: datetime | None = None) -> Article:
    """As `publish_articles`, one article."""
    (article,) = publish_articles(dates={article_id: at}, by=by)
    return article


@transaction.atomic
def publish_articles(
    *,
    dates: Mapping[int, datetime | None],
    by: User | None,
    known: Mapping[int, Documents] | None = None,
) -> list[Article]:
    """Put articles' heads before readers, each from its date on (now by default) if it is new.

    Locks the articles' rows. The first publication's date stays once it has come; publishing again
    changes `updated_at`. Raises `InvalidTransition` when readers see a head already, and when a tag
    has the id of one that readers see in another article; `OpenReviews` while somebody has to look
    at a tag. `known` gives the heads' documents, by the article's id, where the caller has them.
    """
    articles = lock_articles(dates)
    refuse_open_reviews(articles)
    lives = {article.live_id for article in articles if article.live_id != article.head_id}
    outdated = [pk for pk in lives if pk]
    for article in articles:
        _put_live(article, dates[article.pk])
    Article.objects.bulk_update(articles, ["live", "state", "published_at", "updated_at"])
    if outdated:
        unproject(outdated)
    _mark_live(articles)
    show(articles, known)
    numbers = ((article, {"revision": article.working_copy.number}) for article in articles)
    record_events("article-published", numbers, by)
    return articles


def _put_live(article: Article, at: datetime | None) -> None:
    now = timezone.now()
    awaited = article.published_at is not None and article.published_at > now
    if article.live_id == article.head_id and not awaited:
        raise InvalidTransition("Readers see this revision already.")
    is_first = article.live is None or awaited
    article.live, article.state = article.head, "published"
    if article.published_at is None or awaited:
        article.published_at = at or now
    is_dated = is_first and at is not None
    article.updated_at = article.published_at if is_dated else max(article.published_at, now)


def _mark_live(articles: Sequence[Article]) -> None:
    """The database holds that an id is of one public tag; drafting keeps it so for drafts."""
    try:
        mark_live([article.pk for article in articles])
    except IntegrityError as error:
        raise InvalidTransition(
            "A tag of this article has the id of a tag that readers see in another article. "
            "Untag its words, save, tag them again, and publish."
        ) from error


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
    mark_hidden(article.working_copy.pk)
    for prepared in (Rendition, SearchEntry, Appearance):
        prepared.objects.filter(article=article).delete()
    record_event("article-unpublished", article, by, {"revision": number})
    return article
