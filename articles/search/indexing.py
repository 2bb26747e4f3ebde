"""The index of full-text search over live articles: set-based SQL, for one article or many."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from articles.models import Quote
from articles.search.querying import language_lexeme
from articles.search.stemmers import search_configuration

# Positions in a vector end at 16,383 words and a vector at 1 MiB; a longer text is found by its
# beginning. (PostgreSQL manual, "Limitations" of text search.)
INDEXED_CHARACTERS = 150_000

READERS = """
    unnest(%(codes)s::text[], %(configurations)s::regconfig[], %(lexemes)s::text[])
        AS reader(language, configuration, lexeme)
"""

ENTRIES = f"""
    SELECT article.id AS article_id, article.published_at, titles.vector AS title,
        titles.vector || bodies.vector AS words
    FROM articles_article article
    JOIN articles_revision live ON live.id = article.live_id
    JOIN {READERS} ON reader.language = article.language,
    LATERAL (SELECT array_to_tsvector(ARRAY[lexeme])
        || setweight(to_tsvector(configuration, live.headline_text), 'A')
        || setweight(to_tsvector(configuration, live.deck_text), 'B') AS vector) AS titles,
    LATERAL (SELECT to_tsvector(configuration, left(live.body_text, %(characters)s)) AS vector)
        AS bodies
    WHERE article.id = ANY(%(articles)s)
"""  # noqa: S608 - no value is interpolated

INDEX_ARTICLES = f"""
    INSERT INTO articles_searchentry (article_id, published_at, title, words) {ENTRIES}
    ON CONFLICT (article_id) DO UPDATE SET
        published_at = excluded.published_at, title = excluded.title, words = excluded.words
"""

QUOTE_VECTOR = """
    array_to_tsvector(ARRAY[lexeme]) || to_tsvector(configuration, left({text}, %(characters)s))
"""

NEW_QUOTE_VECTORS = f"""
    SELECT ({QUOTE_VECTOR.format(text="given.text")})::text
    FROM unnest(%(texts)s::text[], %(languages)s::text[])
        WITH ORDINALITY AS given(text, language, place)
    JOIN {READERS} ON reader.language = given.language
    ORDER BY place
"""  # noqa: S608 - no value is interpolated

QUOTE_VECTORS = f"""
    SELECT quote.id, revision.article_id, {QUOTE_VECTOR.format(text="quote.text")} AS search
    FROM articles_quote quote
    JOIN articles_revision revision ON revision.id = quote.revision_id
    JOIN articles_article article ON article.id = revision.article_id
    JOIN {READERS} ON reader.language = article.language
    WHERE article.id = ANY(%(articles)s)
"""  # noqa: S608 - no value is interpolated

INDEX_QUOTES = f"""
    UPDATE articles_quote quote SET search = vectors.search
    FROM ({QUOTE_VECTORS}) AS vectors WHERE vectors.id = quote.id
"""  # noqa: S608 - no value is interpolated

OUTDATED = f"""
    SELECT article_id FROM ({ENTRIES}) AS entries
    FULL JOIN (SELECT * FROM articles_searchentry WHERE article_id = ANY(%(articles)s)) AS stored
        USING (article_id, published_at, title, words)
    WHERE entries IS NULL OR stored IS NULL
    UNION
    SELECT article_id FROM ({QUOTE_VECTORS}) AS vectors JOIN articles_quote quote USING (id)
    WHERE quote.search IS DISTINCT FROM vectors.search
"""  # noqa: S608 - no value is interpolated


def index_articles(article_ids: Sequence[int]) -> None:
    """Index live articles. One statement."""
    _run(INDEX_ARTICLES, articles=list(article_ids))


def index_quotes(article_ids: Sequence[int]) -> None:
    """Index the quotes of articles again, in the language of their article. One statement."""
    _run(INDEX_QUOTES, articles=list(article_ids))


def vectors_of(quotes: Sequence[Quote], languages: Sequence[str]) -> list[str]:
    """Return the search vectors of quotes that are not stored yet. One statement.

    They are stored together with the quotes: adding them afterwards would write each row and each
    entry of an index twice. `languages` are those of the quotes.
    """
    arrays = {"texts": [quote.text for quote in quotes], "languages": list(languages)}
    return [vector for (vector,) in _run(NEW_QUOTE_VECTORS, **arrays)]


def outdated_in_search(article_ids: Sequence[int]) -> list[int]:
    """Return the ids of those articles whose entries in the index differ from their texts."""
    return [pk for (pk,) in _run(OUTDATED, articles=list(article_ids))]


def _run(statement: str, **arrays: list[Any]) -> list[tuple[Any]]:
    languages = settings.ARTICLE_LANGUAGES
    parameters = {
        **arrays,
        "codes": languages,
        "configurations": [search_configuration(code) for code in languages],
        "lexemes": [language_lexeme(code) for code in languages],
        "characters": INDEXED_CHARACTERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
