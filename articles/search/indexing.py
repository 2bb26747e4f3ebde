"""The index of full-text search over live articles and quotes, for one article or many.

PostgreSQL is given the plain words of each text (`articles.search.words`), as in queries.
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from articles.models import Article, Quote
from articles.search.querying import language_lexeme
from articles.search.stemmers import search_configuration
from articles.search.words import capitals, plain_words

# Positions in a vector end at 16,383 words and a vector at 1 MiB; a longer text is found by its
# beginning. (PostgreSQL manual, "Limitations" of text search.)
INDEXED_CHARACTERS: Final = 150_000

ARTICLE_ARRAYS: Final = ("ids", "languages", "headlines", "decks", "bodies", "capitals")
QUOTE_ARRAYS: Final = ("ids", "languages", "words", "capitals")

# By these, a search reads the newest hits only (`articles.search.newest`).
PERIODS = """
    to_char(article.published_at AT TIME ZONE 'UTC', '"year:"YYYY'),
    to_char(article.published_at AT TIME ZONE 'UTC', '"month:"YYYY-MM')
"""

READERS = """
    JOIN unnest(%(codes)s::text[], %(configurations)s::regconfig[], %(lexemes)s::text[])
        AS reader(code, configuration, lexeme) ON reader.code = given.language
"""

# Stop words of titles, and those that are capitals anywhere, are indexed as they are: names such as
# WHO and The Who are found by them.
STOP_WORDS = """
    array_to_tsvector(ARRAY(
        SELECT lexeme FROM unnest(to_tsvector('newsroom_simple', {text})) AS word
        WHERE to_tsvector(configuration, lexeme) = ''))
"""

ENTRIES = f"""
    SELECT given.id AS article_id, article.published_at, titles.vector AS title,
        titles.vector || to_tsvector(configuration, body)
        || {STOP_WORDS.format(text="capitals")} AS words
    FROM unnest(%(ids)s::bigint[], %(languages)s::text[], %(headlines)s::text[], %(decks)s::text[],
        %(bodies)s::text[], %(capitals)s::text[])
        AS given(id, language, headline, deck, body, capitals)
    JOIN articles_article article ON article.id = given.id
    {READERS},
    LATERAL (SELECT array_to_tsvector(ARRAY[lexeme, {PERIODS}])
        || setweight(to_tsvector(configuration, headline), 'A')
        || setweight(to_tsvector(configuration, deck), 'B')
        || {STOP_WORDS.format(text="headline || ' ' || deck")} AS vector
        OFFSET 0) AS titles  -- or PostgreSQL would make it once for each column
"""  # noqa: S608 - no value is interpolated

INDEX_ARTICLES = f"""
    INSERT INTO articles_searchentry (article_id, published_at, title, words) {ENTRIES}
    ON CONFLICT (article_id) DO UPDATE SET
        published_at = excluded.published_at, title = excluded.title, words = excluded.words
"""

QUOTE_VECTORS = f"""
    SELECT given.id,
        array_to_tsvector(ARRAY[lexeme]) || to_tsvector(configuration, given.words)
        || {STOP_WORDS.format(text="given.capitals")} AS search
    FROM unnest(%(ids)s::bigint[], %(languages)s::text[], %(words)s::text[], %(capitals)s::text[])
        WITH ORDINALITY AS given(id, language, words, capitals, place)
    {READERS}
    ORDER BY place
"""  # noqa: S608 - no value is interpolated

NEW_QUOTE_VECTORS = f"SELECT search::text FROM ({QUOTE_VECTORS}) AS vectors"  # noqa: S608

INDEX_QUOTES = f"""
    UPDATE articles_quote quote SET search = vectors.search
    FROM ({QUOTE_VECTORS}) AS vectors WHERE vectors.id = quote.id
"""  # noqa: S608 - no value is interpolated

OUTDATED_ARTICLES = f"""
    SELECT article_id FROM ({ENTRIES}) AS entries
    FULL JOIN (SELECT * FROM articles_searchentry WHERE article_id = ANY(%(articles)s)) AS stored
        USING (article_id, published_at, title, words)
    WHERE entries IS NULL OR stored IS NULL
"""  # noqa: S608 - no value is interpolated

OUTDATED_QUOTES = f"""
    SELECT revision.article_id FROM ({QUOTE_VECTORS}) AS vectors
    JOIN articles_quote quote USING (id)
    JOIN articles_revision revision ON revision.id = quote.revision_id
    WHERE quote.search IS DISTINCT FROM vectors.search
"""  # noqa: S608 - no value is interpolated


def index_articles(article_ids: Sequence[int]) -> None:
    """Index live articles. Two statements."""
    _run(INDEX_ARTICLES, **_texts_of_articles(article_ids))


def index_quotes(article_ids: Sequence[int]) -> None:
    """Index the quotes of articles again, in the language of their article. Two statements."""
    _run(INDEX_QUOTES, **_texts_of_quotes(_quotes_of(article_ids)))


def vectors_of(quotes: Sequence[Quote], languages: Sequence[str]) -> list[str]:
    """Return the search vectors of quotes that are not stored yet. One statement.

    They are stored together with the quotes: adding them afterwards would write each row and each
    entry of an index twice. `languages` are those of the quotes.
    """
    rows = zip(itertools.count(), languages, (quote.text for quote in quotes))
    return [vector for (vector,) in _run(NEW_QUOTE_VECTORS, **_texts_of_quotes(rows))]


def outdated_in_search(article_ids: Sequence[int]) -> list[int]:
    """Return the ids of those articles whose entries in the index differ from their texts."""
    ids = list(article_ids)
    articles = _run(OUTDATED_ARTICLES, articles=ids, **_texts_of_articles(ids))
    quotes = _run(OUTDATED_QUOTES, **_texts_of_quotes(_quotes_of(ids)))
    return sorted({pk for (pk,) in (*articles, *quotes)})


def _texts_of_articles(article_ids: Sequence[int]) -> dict[str, list[Any]]:
    live = Article.objects.filter(pk__in=article_ids, live__isnull=False)
    texts = ("live__headline_text", "live__deck_text", "live__body_text")
    given: dict[str, list[Any]] = {name: [] for name in ARTICLE_ARRAYS}
    for pk, language, headline, deck, body in live.values_list("pk", "language", *texts):
        words = plain_words(body[:INDEXED_CHARACTERS], language)
        titles = plain_words(headline, language), plain_words(deck, language)
        row = (pk, language, *titles, words, capitals(words))
        for name, value in zip(ARTICLE_ARRAYS, row, strict=True):
            given[name].append(value)
    return given


def _quotes_of(article_ids: Sequence[int]) -> "QuerySet[Any, Any]":
    quotes = Quote.objects.filter(revision__article__in=article_ids)
    return quotes.values_list("pk", "revision__article__language", "text")


def _texts_of_quotes(rows: Iterable[tuple[int, str, str]]) -> dict[str, list[Any]]:
    given: dict[str, list[Any]] = {name: [] for name in QUOTE_ARRAYS}
    for pk, language, text in rows:
        words = plain_words(text[:INDEXED_CHARACTERS], language)
        for name, value in zip(QUOTE_ARRAYS, (pk, language, words, capitals(words)), strict=True):
            given[name].append(value)
    return given


def _run(statement: str, **arrays: list[Any]) -> list[tuple[Any]]:
    languages = settings.ARTICLE_LANGUAGES
    parameters = {
        **arrays,
        "codes": languages,
        "configurations": [search_configuration(code) for code in languages],
        "lexemes": [language_lexeme(code) for code in languages],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
