"""Renditions, appearances and search entries of live articles: built and stored."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.utils import timezone

from articles.models import Appearance, Article, Rendition
from articles.publication.renditions.api_json import full_detail, payloads
from articles.publication.renditions.appearances import appearances
from articles.publication.renditions.page import card, full_page, page
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.renditions.tag_markup import Links
from articles.publication.snapshots import load_snapshots, with_live_revision
from articles.search.indexing import index_articles
from newsroom.lib.database.copy import copy_rows


def rebuild_renditions(snapshots: Sequence[ArticleSnapshot]) -> None:
    """Rebuild all that readers get of live articles; a few statements, however many articles.

    Needs the transaction that holds the articles' rows, and in which `load_snapshots_for_update`
    has locked what they name.
    """
    articles = [snapshot.article for snapshot in snapshots]
    Appearance.objects.filter(article__in=articles).delete()
    copy_rows(row for snapshot in snapshots for row in appearances(snapshot))
    store_renditions(snapshots, dict.fromkeys((article.pk for article in articles), timezone.now()))
    index_articles([article.pk for article in articles])


class RenderedArticle(NamedTuple):
    """All that readers get of an article: pages as HTML, the links of its tags, JSON as UTF-8."""

    page: str
    links: Links
    card: str
    summary: bytes
    detail: bytes


def current_renditions(article_ids: Collection[int]) -> dict[int, RenderedArticle]:
    """Return public articles as they are rendered now, for readers who meet stale renditions.

    Stores nothing. Articles that were withdrawn a moment ago are missing. Four queries, however
    many articles, none for none.
    """
    if not article_ids:
        return {}
    public = Article.objects.public().select_related("live", "section")
    public = public.annotate(changed_at=F("rendition__changed_at"))
    articles: list[Any] = list(public.filter(pk__in=article_ids))
    return {
        article.pk: _render(snapshot, article.changed_at)
        for article, snapshot in zip(
            articles, load_snapshots(with_live_revision(articles)), strict=True
        )
    }


def preview(article: Article) -> str:
    """Return the page that readers would get if the working copy were published now."""
    shown = copy(article)
    shown.published_at = shown.updated_at = article.published_at or timezone.now()
    (snapshot,) = load_snapshots([(shown, article.working_copy)])
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
    """Return stored cards by article id; empty ones (a section was renamed) are built now."""
    made = current_renditions([pk for pk, card in cards.items() if not card])
    return {pk: card or (made[pk].card if pk in made else "") for pk, card in cards.items()}


def store_renditions(snapshots: Sequence[ArticleSnapshot], changed: Mapping[int, datetime]) -> None:
    """Replace the stored renditions. Needs what `load_snapshots_for_update` has locked.

    `changed` gives, by the article's id, when the contents of its JSON last changed.
    """
    Rendition.objects.filter(article__in=[snapshot.article for snapshot in snapshots]).delete()
    copy_rows(
        Rendition(article=snapshot.article, **rendition_of(snapshot, changed[snapshot.article.pk]))
        for snapshot in snapshots
    )


def rendition_of(snapshot: ArticleSnapshot, changed_at: datetime) -> dict[str, Any]:
    """Return the columns of a rendition."""
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
