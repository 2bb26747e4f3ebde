"""Preparing what readers get: renditions, appearances and the search index of live articles."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from articles.drafts import Documents
from articles.models import Appearance, Article, Rendition, Revision, Section
from articles.renditions.appearances import appearances
from articles.renditions.page import card, page
from articles.renditions.payload import payloads
from articles.renditions.story import Story
from articles.services.indexing import index_articles
from articles.services.projecting import documents_of, entity_ids
from entities.services.resolving import lock_and_resolve, resolve

PREPARED = ["page", "card", "detail", "summary", "is_stale"]


def show(articles: Sequence[Article], known: Mapping[int, Documents] | None = None) -> None:
    """Make anew all that readers get of live articles; five statements, however many.

    Needs a transaction that holds the articles' rows. `known` gives the documents of live
    revisions, by the article's id, where the caller has them. Locks the entities first and the
    prepared rows after, as `entity_changed`'s receiver does.
    """
    stories = tell(articles, known)
    Appearance.objects.filter(article__in=articles).delete()
    Appearance.objects.bulk_create(row for story in stories for row in appearances(story))
    store_renditions(stories)
    index_articles([article.pk for article in articles])


def tell(articles: Sequence[Article], known: Mapping[int, Documents] | None = None) -> list[Story]:
    """The stories of live articles, with all that they name locked against change by others.

    Needs a transaction. The sections' rows are locked as the entities' are, FOR KEY SHARE.
    """
    sections = _lock_sections({article.section_id for article in articles})
    documents = {article.pk: _documents(article, known or {}) for article in articles}
    ids = {pk: entity_ids(its) for pk, its in documents.items()}
    entities = lock_and_resolve(set().union(*ids.values()))
    for article in articles:
        article.section = sections[article.section_id]
    return [Story(article, _live(article), documents[article.pk], entities) for article in articles]


def _live(article: Article) -> Revision:
    assert article.live  # only a live article is shown
    return article.live


def _documents(article: Article, known: Mapping[int, Documents]) -> Documents:
    return known.get(article.pk) or documents_of(_live(article))


def _lock_sections(ids: set[int]) -> dict[int, Section]:
    sql = "SELECT * FROM articles_section WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"
    return {section.pk: section for section in Section.objects.raw(sql, [sorted(ids)])}


def current_rendition(article_id: int) -> dict[str, object] | None:
    """A rendition's columns made now and not stored, for a reader who meets a stale one.

    None if the article was taken back a moment ago.
    """
    article = (
        Article.objects.public().select_related("live", "section").filter(pk=article_id).first()
    )
    if article is None:
        return None
    documents = documents_of(article.live)
    return rendition_of(Story(article, article.live, documents, resolve(entity_ids(documents))))


def current_column(article_id: int, column: str) -> str | None:
    """One column of `current_rendition`."""
    rendition = current_rendition(article_id)
    return None if rendition is None else str(rendition[column])


def shown_card(article_id: int, card: str) -> str:
    """A stored card, or one made now where its section was renamed a moment ago."""
    return card or current_column(article_id, "card") or ""


def store_renditions(stories: Sequence[Story]) -> None:
    rows = [Rendition(article=story.article, **rendition_of(story)) for story in stories]
    Rendition.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["article"], update_fields=PREPARED
    )


def rendition_of(story: Story) -> dict[str, object]:
    """A rendition's columns."""
    detail, summary = payloads(story)
    return {
        "page": page(story),
        "card": card(story),
        "detail": detail,
        "summary": summary,
        "is_stale": False,
    }


def refresh_renditions(article_ids: Iterable[int]) -> int:
    """Render live articles anew, each in a transaction of its own; how many there were.

    Safe beside publishing and beside itself: each article's row is locked in turn.
    """
    return sum(map(_refresh, article_ids))


@transaction.atomic
def _refresh(article_id: int) -> bool:
    live = Article.objects.filter(pk=article_id, live__isnull=False)
    live.select_for_update().values_list("pk").first()
    # Read anew: what a statement that waited has joined is as it was before.
    article = live.select_related("live", "section").first()
    if article:
        store_renditions(tell([article]))
    return article is not None
