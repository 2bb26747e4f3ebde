"""Preparing what readers get: renditions, appearances and the search index of live articles."""

from collections.abc import Iterable

from django.db import transaction

from articles.drafts import Documents
from articles.models import Appearance, Article, Rendition, Section
from articles.renditions.appearances import appearances
from articles.renditions.page import card, page
from articles.renditions.payload import payloads
from articles.renditions.story import Story
from articles.services.indexing import index_articles
from articles.services.projecting import documents_of, entity_ids
from entities.services.resolving import lock_and_resolve, resolve


def show(article: Article, documents: Documents | None = None) -> None:
    """Make anew all that readers get of a live article.

    Needs a transaction that holds the article's row. `documents` are the live revision's, if the
    caller has them. Locks the entities first and the prepared rows after, as `entity_changed`'s
    receiver does.
    """
    story = tell(article, documents)
    Appearance.objects.filter(article=article).delete()
    Appearance.objects.bulk_create(appearances(story))
    store_rendition(story)
    index_articles([article.pk])


def tell(article: Article, documents: Documents | None = None) -> Story:
    """The story of a live article, with all that it names locked against change by others.

    Needs a transaction. The section's row is locked as the entities' are, FOR KEY SHARE.
    """
    assert article.live  # only a live article is shown
    article.section = _lock_section(article.section_id)
    documents = documents or documents_of(article.live)
    return Story(article, article.live, documents, lock_and_resolve(entity_ids(documents)))


def _lock_section(pk: int) -> Section:
    (section,) = Section.objects.raw(
        "SELECT * FROM articles_section WHERE id = %s FOR KEY SHARE", [pk]
    )
    return section


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


def store_rendition(story: Story) -> None:
    columns = rendition_of(story)
    Rendition.objects.bulk_create(
        [Rendition(article=story.article, **columns)],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=list(columns),
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
    locked = Article.objects.select_for_update(of=["self"]).select_related("live", "section")
    article = locked.filter(pk=article_id, live__isnull=False).first()
    if article:
        store_rendition(tell(article))
    return article is not None
