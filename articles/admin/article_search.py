"""The search of the list of articles, by words and by who is named."""

from contextlib import suppress
from functools import reduce
from operator import and_, or_
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from articles.models import Article, ArticleEntity, SearchEntry
from articles.models.article import UNPUBLISHED
from articles.search.newest import newest_hits
from articles.search.querying import EmptySearch, read_search
from articles.search.words import plain_words
from entities.models import Entity

HITS: Final = 500
NAMES_SEARCHED: Final = 20
UNPUBLISHED_SEARCHED: Final = 2000


def find_articles(term: str) -> "QuerySet[Any]":
    """Return the ids of articles with the words, or that name somebody with such a name.

    Public texts are found by the search index, the newest unpublished ones by reading them. The
    parts are joined by UNION, since conditions joined by OR would read every article.
    """
    named = Entity.objects.named_like(term).order_by("-likeness", "pk").values_list("pk", flat=True)
    about = [find_articles_about(pk)[:HITS] for pk in named[:NAMES_SEARCHED]]
    parts = [_find_unpublished(term), *about]
    with suppress(EmptySearch):  # a name may still be meant
        hits = newest_hits(SearchEntry.objects.all(), read_search(term), limit=HITS)
        parts.append(Article.objects.filter(pk__in=hits).order_by().values("pk"))
    return parts[0].union(*parts[1:])


def find_articles_about(entity_id: int) -> "QuerySet[Any]":
    """Return the ids of articles whose working copy or public text names or quotes the entity."""
    return ArticleEntity.objects.filter(entity=entity_id).values("article")


def _find_unpublished(term: str) -> "QuerySet[Any]":
    """Return the ids of the newest working copies with the words that readers do not see.

    Words are looked for as parts of words, as they are typed and as search reads them.
    """
    unpublished = Article.objects.filter(UNPUBLISHED).order_by("-pk")
    term = term.replace("\0", " ")
    read = {plain_words(term, language) for language in settings.ARTICLE_LANGUAGES}
    words = reduce(or_, (_held_parts(text) for text in {term, *read} if text.split()), Q(pk__in=()))
    newest = Article.objects.filter(pk__in=unpublished.values("pk")[:UNPUBLISHED_SEARCHED])
    return newest.filter(words).order_by().values("pk")


def _held_parts(text: str) -> Q:
    parts = text.split()
    return reduce(
        and_,
        (
            Q(head__headline_text__icontains=part) | Q(head__body_text__icontains=part)
            for part in parts
        ),
    )
