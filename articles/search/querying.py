"""Full-text search over live articles, each in its own language.

A vector carries a lexeme for its language ("lang:en"), and a query asks for the words as each
language reads them together with that language's lexeme. So one index serves all languages, and
an exclusion excludes: "-ministers" is read the way the article's language reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast

from articles.search.stemmers import search_configuration
from newsroom.lib.errors import DomainError

MAX_QUERY_LENGTH: Final = 200
RANKED_HITS: Final = 200
# Control characters, which no stored text holds, until the snippet has been escaped.
START, STOP = "\x02", "\x03"
HEADLINE_OPTIONS: Final = (
    f"StartSel={START}, StopSel={STOP}, MaxWords=40, MinWords=20, MaxFragments=1"
)


class EmptySearch(DomainError):
    """A query without a word to search for."""

    code = "empty_search"


@dataclass(frozen=True, slots=True)
class Search:
    """A query as `tsquery` text, by language; `tsquery` is the query over all of them."""

    by_language: Mapping[str, str]

    @property
    def tsquery(self) -> str:
        return " | ".join(
            f"( '{language_lexeme(code)}' & ( {query} ) )"
            for code, query in self.by_language.items()
        )


def language_lexeme(language: str) -> str:
    """Return the lexeme that marks a language. No word of a text or query can become the same."""
    return f"lang:{language}"


def read_search(text: str, *, languages: Iterable[str] = ()) -> Search:
    """Parse a query of words, "phrases", `or` and `-exclusions` (PostgreSQL's web search).

    Without `languages` it is parsed in each of `settings.ARTICLE_LANGUAGES`. Raises `EmptySearch`
    if it has no word to search for (only stop words or exclusions, or nothing), or more than 200
    characters. One query.
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise EmptySearch(f"A search has {MAX_QUERY_LENGTH} characters at the most.")
    codes = list(languages) or list(settings.ARTICLE_LANGUAGES)
    queries = _parse_query(text.replace("\x00", " "), codes)
    if not queries:
        raise EmptySearch("A search needs a word to look for, beside what it leaves out.")
    return Search(queries)


def _parse_query(text: str, codes: list[str]) -> dict[str, str]:
    sql = """
        SELECT language, query::text
        FROM unnest(%s::text[], %s::regconfig[]) AS reader(language, configuration),
             websearch_to_tsquery(configuration, %s) AS query
        WHERE querytree(query) NOT IN ('', 'T')
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [codes, [search_configuration(code) for code in codes], text])
        return dict(cursor.fetchall())


class ReadQuery(SearchQuery):
    """A `Search.tsquery` as an expression. It is parsed already, so it is only cast."""

    template = "%(expressions)s::tsquery"

    def __init__(self, tsquery: str) -> None:
        super().__init__(tsquery, search_type="raw")


def ranked(hits: "QuerySet[Any]", articles: "QuerySet[Any]", search: Search) -> "QuerySet[Any]":
    """Return the articles that the search finds, annotated with `rank`.

    Ranked are the newest 200 of `hits` by title and the newest 200 by all words, since ranking
    reads the vector of each. `hits` are search entries, on which all filters belong. The rank
    weighs headline over deck over body.
    """
    query = ReadQuery(search.tsquery)
    newest = hits.order_by("-published_at", "-article_id").values("article_id")
    title = newest.filter(title=query)[:RANKED_HITS]
    words = newest.filter(words=query)[:RANKED_HITS]
    rank = Cast(SearchRank(F("search_entry__words"), query), FloatField())
    return articles.filter(pk__in=title.union(words)).annotate(rank=rank)


def snippets(article_ids: list[int], search: Search) -> dict[int, str]:
    """Return for each article the passage of its body that the search found, with <mark>. HTML."""
    sql = """
        SELECT article.id, ts_headline(configuration, live.body_text, query, %s)
        FROM articles_article article
        JOIN articles_revision live ON live.id = article.live_id
        JOIN unnest(%s::text[], %s::regconfig[], %s::tsquery[])
            AS reader(language, configuration, query) ON reader.language = article.language
        WHERE article.id = ANY(%s)
    """
    codes = list(search.by_language)
    configurations = [search_configuration(code) for code in codes]
    queries = list(search.by_language.values())
    with connection.cursor() as cursor:
        cursor.execute(sql, [HEADLINE_OPTIONS, codes, configurations, queries, article_ids])
        return {pk: _mark_up(snippet) for pk, snippet in cursor.fetchall()}


def _mark_up(snippet: str) -> str:
    return escape(snippet).replace(START, "<mark>").replace(STOP, "</mark>")
