"""Section, language and slug of an article: they are the same in all its revisions."""

from dataclasses import dataclass

from django.db import transaction

from articles.audit import record_event
from articles.locks import lock_article
from articles.models import Article, Section
from articles.projection.tag_rows import lock_named_entities
from articles.publication.changes import Kind, record_article_changes
from articles.publication.rendition_store import rebuild_renditions
from articles.publication.snapshots import load_snapshots_for_update
from articles.revisions.write_access import refuse_unwritable
from articles.search.indexing import index_quotes
from articles.slugs import check_slug, keep_slug
from newsroom.lib.slugs import tidy_slug
from newsroom.models import User
from newsroom.verbs import Verb


@dataclass(frozen=True, slots=True)
class Details:
    """Section, language and slug. Without a slug, a new article gets one from its headline."""

    section: Section
    language: str
    slug: str = ""


@transaction.atomic
def change_details(*, article_id: int, details: Details, by: User | None) -> None:
    """Store section, language and slug; the former address leads to the new one.

    Locks the article's row. Raises `NotAllowed`, `ArticleLocked`, and what `check_details` raises.
    """
    article = lock_article(article_id)
    refuse_unwritable(article, by)
    check_details(article=article, details=details, by=by)
    store_details(article=article, details=details, by=by)


def check_details(*, article: Article, details: Details, by: User | None) -> None:
    """Raise what storing the details would raise, as `check_slug` does.

    `article` is as it is stored, or a new one.
    """
    if details.slug:
        check_slug(article=article, slug=details.slug, by=by)


def store_details(*, article: Article, details: Details, by: User | None) -> None:
    """Store details that `check_details` has passed; no query where they are as they were.

    Rebuilds the renditions of a live article. Needs the transaction that holds the article's row.
    """
    before = _event_values(article)
    slug = tidy_slug(details.slug) or article.slug
    if slug != article.slug:
        keep_slug(article, article.slug, was_public=article.was_public)
    article.section, article.language, article.slug = details.section, details.language, slug
    after = _event_values(article)
    if before == after:
        return
    lock_named_entities([revision for revision in (article.head, article.live) if revision])
    article.has_desk_details = article.has_desk_details or by is not None
    article.store_change("section", "language", "slug", "has_desk_details")
    index_quotes([article.pk])
    if article.live:
        rebuild_renditions(load_snapshots_for_update([article]))
        record_article_changes(Kind.DETAILS, [article.pk])
    record_event(Verb.ARTICLE_DETAILS_CHANGED, article, by, {"before": before, "after": after})


def _event_values(article: Article) -> list[str]:
    return [article.section.slug, article.language, article.slug]
