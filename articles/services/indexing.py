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

INDEX_ARTICLES = f"""
    INSERT INTO articles_searchentry (article_id, published_at, title, words)
    SELECT article.id, article.published_at, titles.vector, titles.vector || bodies.vector
    FROM articles_article article
    JOIN articles_revision live ON live.id = article.live_id
    JOIN {READERS} ON reader.language = article.language,
    LATERAL (SELECT array_to_tsvector(ARRAY[lexeme])
        || setweight(to_tsvector(configuration, live.headline_text), 'A')
        || setweight(to_tsvector(configuration, live.deck_text), 'B') AS vector) AS titles,
    LATERAL (SELECT to_tsvector(configuration, left(live.body_text, %(characters)s)) AS vector)
        AS bodies
    WHERE article.id = ANY(%(articles)s)
    ON CONFLICT (article_id) DO UPDATE SET
        published_at = excluded.published_at, title = excluded.title, words = excluded.words
"""  # noqa: S608 - no value is interpolated

INDEX_QUOTES = f"""
    UPDATE articles_quote quote
    SET search = array_to_tsvector(ARRAY[lexeme])
        || to_tsvector(configuration, left(quote.text, %(characters)s))
    FROM articles_article article JOIN {READERS} ON reader.language = article.language,
        articles_revision revision
    WHERE quote.revision_id = revision.id AND revision.article_id = article.id
        AND article.id = ANY(%(articles)s)
"""  # noqa: S608 - no value is interpolated


def index_articles(article_ids: Sequence[int]) -> None:
    """Make live articles findable. One statement."""
    _run(INDEX_ARTICLES, article_ids)


def index_quotes(article_ids: Sequence[int]) -> None:
    """Make the quotes of articles findable, those of drafts too (in the admin). One statement."""
    _run(INDEX_QUOTES, article_ids)


def _run(statement: str, article_ids: Sequence[int]) -> None:
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
