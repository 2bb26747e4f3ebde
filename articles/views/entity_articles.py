"""Where an entity is named: articles, each with the sentences in which it is."""

from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from articles.languages import direction
from articles.models import Appearance
from articles.publication.rendition_store import shown_cards
from articles.publication.renditions.dates_and_counts import counts_in_words
from articles.publication.renditions.passages import with_address
from newsroom.lib.keyset import Keyset
from newsroom.lib.urls import address_of

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
    """Rows of an `EntityArticle`'s values."""
    found = Appearance.objects.public().filter(entity=entity)
    return found.values_list(*EntityArticle._fields, named=True)


def entries(appearances: list[EntityArticle]) -> SafeString:
    """Articles, each with the sentences in which the entity is named, linked to their places.

    Formatted here, and not by `format_html`: a template's loops took five times as long.
    """
    cards = shown_cards(
        {
            appearance.article_id: appearance.article__rendition__card or ""
            for appearance in appearances
        }
    )
    found = (_entry(appearance, cards[appearance.article_id]) for appearance in appearances)
    return mark_safe("".join(found))  # noqa: S308 - the texts are escaped


def _entry(appearance: EntityArticle, card: str) -> str:
    counts = counts_in_words(appearance.mention_count, appearance.quote_count)
    counted = f'<p class="counts">{counts}</p>'
    return f'<div class="entry">\n{card}{counted}\n{_passages(appearance)}</div>\n'


def _passages(appearance: EntityArticle) -> str:
    if not appearance.passages:
        return ""
    address = address_of("articles:article", appearance.article__slug)
    placed = with_address(appearance.passages, address)
    return f"{_start(appearance.article__language)}\n{placed}</ul>\n"


@lru_cache(maxsize=64)
def _start(language: str) -> str:
    return f'<ul class="passages" lang="{escape(language)}" dir="{direction(language)}">'
