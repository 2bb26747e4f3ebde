"""What full-text search knows of live articles: set-based SQL, for one article or many."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from articles.languages import search_configuration
from articles.search import language_lexeme

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

QUOTE_VECTORS = f"""
    SELECT quote.id, revision.article_id, array_to_tsvector(ARRAY[lexeme])
        || to_tsvector(configuration, left(quote.text, %(characters)s)) AS search
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
    """Make live articles findable. One statement."""
    _run(INDEX_ARTICLES, article_ids)


def index_quotes(article_ids: Sequence[int]) -> None:
    """Make the quotes of articles findable, those of drafts too (in the admin). One statement."""
    _run(INDEX_QUOTES, article_ids)


def outdated_in_search(article_ids: Sequence[int]) -> list[int]:
    """Those of the articles of which full-text search knows anything but what they say."""
    return [pk for (pk,) in _run(OUTDATED, article_ids)]


def _run(statement: str, article_ids: Sequence[int]) -> list[tuple[int]]:
    languages = settings.ARTICLE_LANGUAGES
    parameters = {
        "articles": list(article_ids),
        "codes": languages,
        "configurations": [search_configuration(code) for code in languages],
        "lexemes": [language_lexeme(code) for code in languages],
        "characters": INDEXED_CHARACTERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []
