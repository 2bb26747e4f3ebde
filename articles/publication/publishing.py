"""Publish articles, and take them from readers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.audit import record_events
from articles.choices import State
from articles.drafts.draft import Documents
from articles.errors import Embargoed, InvalidTransition
from articles.locks import lock_articles
from articles.models import Appearance, Article, Rendition, SearchEntry
from articles.projection.tag_rows import delete_tag_rows, mark_hidden, mark_live
from articles.publication.changes import Kind, forget_scheduled, record_article_changes
from articles.publication.publication_periods import begin_publications, end_publications
from articles.publication.rendition_store import rebuild_renditions
from articles.publication.renditions.dates_and_counts import in_newsroom_time
from articles.publication.snapshots import load_snapshots_for_update
from articles.publication.tag_reviews import refuse_open_reviews
from newsroom.models import User
from newsroom.verbs import Verb


def publish(*, article_id: int, by: User | None, at: datetime | None = None) -> Article:
    """Publish one article, as `publish_articles` does."""
    (article,) = publish_articles(dates={article_id: at}, by=by)
    return article


@transaction.atomic
def publish_articles(
    *,
    dates: Mapping[int, datetime | None],
    by: User | None,
    known: Mapping[int, Documents] | None = None,
) -> list[Article]:
    """Publish for the system itself, as an import does: without rights and checks.

    Locks the articles' rows. Raises `OpenReviews` while a tag waits for a review, and what
    `make_live` raises. People at the desk publish through `articles.workflow.execution`.
    """
    articles = lock_articles(dates)
    refuse_open_reviews(articles)
    make_live(articles, dates, known)
    numbers = ((article, {"revision": article.working_copy.number}) for article in articles)
    record_events(Verb.ARTICLE_PUBLISHED, numbers, by)
    return articles


def make_live(
    articles: Sequence[Article],
    dates: Mapping[int, datetime | None],
    known: Mapping[int, Documents] | None = None,
) -> None:
    """Show articles' heads to readers, each from its date on (by default now) if it is new.

    Needs a transaction that holds the articles' rows. The date of the first publication stays once
    it has come; publishing again changes `updated_at`. `known` gives the heads' documents, by the
    article's id, where the caller has them.

    Raises `InvalidTransition` when readers see the head already, when the article was killed, and
    when a tag has the id of a tag that readers see in another article; raises `Embargoed`.
    """
    outdated = [
        article.live for article in articles if article.live and article.live_id != article.head_id
    ]
    shown = [article for article in articles if article.live_id]
    updated = [article.pk for article in shown if not article.is_scheduled]
    now = timezone.now()
    seen_from = {article: _put_live(article, dates[article.pk], now) for article in articles}
    snapshots = load_snapshots_for_update(articles, known)
    if outdated:
        delete_tag_rows(outdated)
    changed = [
        "live",
        "state",
        "published_at",
        "updated_at",
        "export_changed_at",
        "embargoed_until",
    ]
    Article.objects.bulk_update(articles, changed)
    if shown:
        end_publications(shown, now)
    begin_publications(seen_from)
    _mark_live(articles)
    rebuild_renditions(snapshots)
    record_article_changes(Kind.UPDATE, updated)
    record_article_changes(Kind.PUBLICATION, dates.keys() - {*updated})


def _put_live(article: Article, at: datetime | None, now: datetime) -> datetime:
    """Make the head live on the instance; return from when on readers see it."""
    was_scheduled = article.is_scheduled
    if article.state == State.KILLED:
        raise InvalidTransition(_("This article was killed."))
    if article.live_id == article.head_id and not was_scheduled:
        raise InvalidTransition(_("Readers see this revision already."))
    is_first = article.published_at is None or was_scheduled
    if is_first:
        article.published_at = at or now
    _refuse_embargoed(article, now)
    assert article.published_at
    article.live, article.state = article.head, State.PUBLISHED
    article.export_changed_at = now
    is_dated = is_first and at is not None
    article.updated_at = article.published_at if is_dated else max(article.published_at, now)
    return article.published_at if is_first else now


def _refuse_embargoed(article: Article, now: datetime) -> None:
    """Raise `Embargoed` for a publication before the embargo ends; clear an embargo that is over.

    An article that was withdrawn keeps the date of its first publication, which may lie before the
    embargo.
    """
    until, from_on = article.embargoed_until, article.published_at
    if until is None or from_on is None or from_on >= until:
        return
    if until > now:
        raise Embargoed(_("It is under embargo until %s.") % in_newsroom_time(until))
    article.embargoed_until = None


def _mark_live(articles: Sequence[Article]) -> None:
    """Mark the rows as live; a constraint refuses an id that a live tag elsewhere has."""
    try:
        mark_live([article.pk for article in articles])
    except IntegrityError as error:
        raise InvalidTransition(
            _(
                "A tag of this article has the id of a tag that readers see in another article. "
                "Untag its words, save, tag them again, and publish."
            )
        ) from error


def take_down(article: Article) -> None:
    """Remove a live article from readers; its revisions stay.

    Needs a transaction that holds the article's row, in which the caller stores its new state:
    `live` is null afterwards, on the instance and not yet in the database. The date of its first
    publication stays if it has come.
    """
    if article.live_id is None:
        return
    if article.is_scheduled:
        article.published_at = article.updated_at = None
    assert article.live
    if article.live_id != article.head_id:
        delete_tag_rows([article.live])
    article.live = None
    forget_scheduled(article.pk)
    end_publications([article], timezone.now())
    mark_hidden(article.working_copy)
    for prepared in (Rendition, SearchEntry, Appearance):
        prepared.objects.filter(article=article).delete()
