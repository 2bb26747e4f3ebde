"""The search of the list of articles, by words and by who is named."""

from contextlib import suppress
from functools import reduce
from operator import or_
from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Replace

from articles.models import Article, ArticleEntity, Revision, SearchEntry
from articles.models.article import UNPUBLISHED
from articles.search.newest import newest_hits
from articles.search.querying import EmptySearch, read_search
from articles.search.words import plain_words
from entities.models import Entity

HITS: Final = 500
NAMES_SEARCHED: Final = 20
UNPUBLISHED_SEARCHED: Final = 2000
# What search does not see in a word, or reads as joining its letters (`articles.search.words`).
UNSEEN: Final = "\u00ad\u200b\u200e\u200f\u0640.&"


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

    They are looked for as parts of words: as they are typed, and as search reads them. One query:
    the list asks for its count and its page, and would read the texts twice.
    """
    typed = plain_words(term, "")
    read = {typed, *(plain_words(term, language) for language in settings.ARTICLE_LANGUAGES)}
    conditions = [_holds_as_read(words) for words in sorted(read - {""})]
    if typed.split() != term.split():
        conditions.append(_holds_as_typed(term))
    unpublished = Article.objects.filter(UNPUBLISHED).order_by("-pk")
    newest = Revision.objects.filter(pk__in=unpublished.values("head")[:UNPUBLISHED_SEARCHED])
    holding = newest.filter(reduce(or_, conditions, Q())).order_by("-article")
    found = holding.values_list("article", flat=True)[:HITS]
    return Article.objects.filter(pk__in=list(found)).order_by().values("pk")


def _holds_as_typed(term: str) -> Q:
    words = Q()
    for word in term.split():
        words &= Q(headline_text__icontains=word) | Q(body_text__icontains=word)
    return words


def _holds_as_read(words: str) -> Q:
    fields = "headline_text", Value(" "), "body_text"
    text: Any = Concat(*fields, output_field=TextField())
    for sign in UNSEEN:  # a third of the time that "translate" takes
        text = Replace(text, Value(sign))
    # Plain words have no sign with a meaning to LIKE.
    patterns = Value([f"%{word}%" for word in words.split()])
    return Q(_HoldsAll(text, Cast(patterns, ArrayField(TextField()))))


class _HoldsAll(Func):
    """A condition that a text is like each of some patterns; the text is made once for all."""

    template = "(%(expressions)s))"
    arg_joiner = " ILIKE ALL ("
    output_field = BooleanField()
