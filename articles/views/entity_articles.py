"""The articles that name an entity, each with the sentences in which it is named."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from articles.models import Appearance
from articles.publication.rendition_store import shown_cards
from newsroom.lib.keyset import Keyset

ARTICLES_SHOWN: Final = 10  # Each comes with up to three passages.


class EntityArticle(NamedTuple):
    """An entity in one article, by the names of `Appearance`'s columns."""

    published_at: datetime
    article_id: int
    mention_count: int
    quote_count: int
    passages: str
    article__slug: str
    article__language: str
    article__rendition__card: str | None


NEWEST: Final = Keyset(("published_at", "article_id"), (datetime, int))


def entity_articles(entity: object) -> "QuerySet[Any, Any]":
    """Return the public articles as rows of an `EntityArticle`'s values."""
    found = Appearance.objects.public().filter(entity=entity)
    return found.values_list(*EntityArticle._fields, named=True)


def with_cards(articles: list[EntityArticle]) -> Iterator[tuple[EntityArticle, str]]:
    """Yield each article with its card."""
    stored = {article.article_id: article.article__rendition__card or "" for article in articles}
    cards = shown_cards(stored)
    return ((article, cards[article.article_id]) for article in articles)
