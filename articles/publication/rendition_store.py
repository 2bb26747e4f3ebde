"""Preparing what readers get: renditions, appearances and the search index of live articles."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone

from articles.drafts.draft import Documents
from articles.models import Appearance, Article, Correction, Rendition, Revision, Section
from articles.projection.tag_rows import documents_of, entity_ids
from articles.publication.renditions.api_json import full_detail, payloads
from articles.publication.renditions.appearances import appearances
from articles.publication.renditions.page import card, full_page, page
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.renditions.tag_markup import Links
from articles.search.indexing import index_articles
from entities.services.merged_ids import lock_entities, resolve_entities
from newsroom.lib.database.copy import copy_rows


def rebuild_renditions(snapshots: Sequence[ArticleSnapshot]) -> None:
    """Make anew all that readers get of live articles; a few statements, however many.

    Needs the transaction in which `load_snapshots_for_update` has locked what they name, and that
    holds the articles' rows.
    """
    articles = [snapshot.article for snapshot in snapshots]
    Appearance.objects.filter(article__in=articles).delete()
    copy_rows(row for snapshot in snapshots for row in appearances(snapshot))
    store_renditions(snapshots, dict.fromkeys((article.pk for article in articles), timezone.now()))
    index_articles([article.pk for article in articles])


def load_snapshots_for_update(
    articles: Sequence[Article], known: Mapping[int, Documents] | None = None
) -> list[ArticleSnapshot]:
    """The snapshots of live articles, with all that they name locked against change by others.

    Needs a transaction. The sections' rows are locked as the entities' are, FOR KEY SHARE. `known`
    gives the documents of live revisions, by the article's id, where the caller has them.
    """
    sections = _lock_sections({article.section_id for article in articles})
    documents = {article.pk: _documents(article, known or {}) for article in articles}
    entities = lock_entities(set().union(*map(entity_ids, documents.values())))
    corrections = corrections_of(articles)
    for article in articles:
        article.section = sections[article.section_id]
    return [
        ArticleSnapshot(
            article, _live(article), documents[article.pk], entities, corrections[article.pk]
        )
        for article in articles
    ]


def corrections_of(articles: Sequence[Article]) -> dict[int, list[Correction]]:
    """The articles' corrections by their ids, the newest first, with their tags. Two queries."""
    found: dict[int, list[Correction]] = {article.pk: [] for article in articles}
    rows = Correction.objects.filter(article__in=list(found))
    for correction in rows.prefetch_related("tags"):
        found[correction.article_id].append(correction)
    return found


def _live(article: Article) -> Revision:
    assert article.live  # only a live article is shown
    return article.live


def _documents(article: Article, known: Mapping[int, Documents]) -> Documents:
    return known.get(article.pk) or documents_of(_live(article))


def _lock_sections(ids: set[int]) -> dict[int, Section]:
    sql = "SELECT * FROM articles_section WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"
    return {section.pk: section for section in Section.objects.raw(sql, [sorted(ids)])}


class RenderedArticle(NamedTuple):
    """Pages as HTML, the links of its tags and, as UTF-8, JSON: all that readers get of it."""

    page: str
    links: Links
    card: str
    summary: bytes
    detail: bytes


def current_renditions(article_ids: Collection[int]) -> dict[int, RenderedArticle]:
    """Whole pages and JSON made now and not stored, for a reader who meets stale renditions.

    Without those that were withdrawn a moment ago. Three queries, however many, none for none.
    """
    if not article_ids:
        return {}
    public = Article.objects.public().select_related("live", "section")
    public = public.annotate(changed_at=F("rendition__changed_at"))
    articles: list[Any] = list(public.filter(pk__in=article_ids))
    documents = {article.pk: documents_of(_live(article)) for article in articles}
    entities = resolve_entities(set().union(*map(entity_ids, documents.values())))
    corrections = corrections_of(articles)
    return {
        article.pk: _render(
            ArticleSnapshot(
                article, _live(article), documents[article.pk], entities, corrections[article.pk]
            ),
            article.changed_at,
        )
        for article in articles
    }


def preview(article: Article) -> str:
    """The page that readers would get of the working copy, were it published now; not stored."""
    shown = copy(article)
    shown.published_at = shown.updated_at = article.published_at or timezone.now()
    documents = documents_of(article.working_copy)
    entities = resolve_entities(entity_ids(documents))
    corrections = corrections_of([article])[article.pk]
    snapshot = ArticleSnapshot(shown, article.working_copy, documents, entities, corrections)
    return _render(snapshot, shown.published_at).page


def _render(snapshot: ArticleSnapshot, changed_at: datetime) -> RenderedArticle:
    made, live = rendition_of(snapshot, changed_at), snapshot.revision
    summary, tags = made["summary"].encode(), made["detail"].encode()
    return RenderedArticle(
        page=full_page(made["page"], live.body, made["links"]),
        links=made["links"],
        card=made["card"],
        summary=summary,
        detail=full_detail(summary, tags, live.body, live.body_text),
    )


def shown_cards(cards: Mapping[int, str]) -> dict[int, str]:
    """Stored cards by their articles' ids; empty ones (a section was renamed) are made now."""
    made = current_renditions([pk for pk, card in cards.items() if not card])
    return {pk: card or (made[pk].card if pk in made else "") for pk, card in cards.items()}


def store_renditions(snapshots: Sequence[ArticleSnapshot], changed: Mapping[int, datetime]) -> None:
    """In place of those that there are. Needs what `load_snapshots_for_update` has locked.

    `changed` says, by the article's id, when what its JSON says last changed.
    """
    Rendition.objects.filter(article__in=[snapshot.article for snapshot in snapshots]).delete()
    copy_rows(
        Rendition(article=snapshot.article, **rendition_of(snapshot, changed[snapshot.article.pk]))
        for snapshot in snapshots
    )


def rendition_of(snapshot: ArticleSnapshot, changed_at: datetime) -> dict[str, Any]:
    """What a rendition holds, by column."""
    summary, detail = payloads(snapshot, changed_at)
    prepared, links = page(snapshot)
    return {
        "page": prepared,
        "links": links,
        "card": card(snapshot),
        "summary": summary,
        "detail": detail,
        "changed_at": changed_at,
    }
