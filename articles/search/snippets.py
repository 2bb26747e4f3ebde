"""Passages of articles that show what a search has found."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Any, Final

from django.db import connection
from django.utils.html import format_html

from articles.search.querying import LanguageQuery, Search
from articles.search.words import read_words

WORDS: Final = 32
WORDS_BEFORE: Final = 6
# Positions in a vector end here: what stands later has all the same one.
LAST_POSITION: Final = 16_383

# The body's words come after the titles', and have weight D.
HITS = """
    SELECT entry.article_id, article.language, live.body_text,
        (SELECT coalesce(max(position), 0)
            FROM unnest(entry.title) AS title, unnest(title.positions) AS position),
        (SELECT array_agg(ARRAY[position::text, lexeme] ORDER BY position)
            FROM unnest(ts_filter(entry.words, '{d}'))
                AS hit(lexeme, positions, weights), unnest(hit.positions) AS position
            WHERE hit.lexeme = ANY(string_to_array(reader.lexemes, ' '))
                OR hit.lexeme ^@ ANY(string_to_array(reader.prefixes, ' ')))
    FROM articles_searchentry entry
    JOIN articles_article article ON article.id = entry.article_id
    JOIN articles_revision live ON live.id = article.live_id
    JOIN unnest(%s::text[], %s::text[], %s::text[]) AS reader(language, lexemes, prefixes)
        ON reader.language = article.language
    WHERE entry.article_id = ANY(%s)
"""


def snippets(article_ids: list[int], search: Search) -> dict[int, str]:
    """Return for each article the passage of its body that the search found, with <mark>. HTML."""
    queries = search.by_language
    lexemes = [" ".join(query.lexemes) for query in queries.values()]
    prefixes = [" ".join(query.prefixes) for query in queries.values()]
    with connection.cursor() as cursor:
        cursor.execute(HITS, [list(queries), lexemes, prefixes, article_ids])
        return {
            pk: _snippet(queries[language], language, *row)
            for pk, language, *row in cursor.fetchall()
        }


def _snippet(
    query: LanguageQuery, language: str, text: str, titles: int, hits: Sequence[Any] | None
) -> str:
    """Return the passage with the most hits. `hits` are pairs of a position and its lexeme."""
    found = {(int(position), lexeme) for position, lexeme in hits or ()}
    places = {
        position - titles - 1: lexeme
        for position, lexeme in _matching(query, found)
        if position < LAST_POSITION
    } or _capitals(query, language, text)
    first = max(_best_start(places) - WORDS_BEFORE, 0)
    words = islice(read_words(text, language), first, first + WORDS)
    shown = [(start, end) for start, end, _ in words]
    marked = [span for number, span in enumerate(shown, first) if number in places]
    return "".join(_mark_up(text, shown, marked))


def _matching(query: LanguageQuery, hits: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return the hits that the query meant: a word of a phrase only together with the others."""
    if not query.phrases:
        return hits
    parts = {lexeme for phrase in query.phrases for lexeme, _ in phrase}
    matching = {(position, lexeme) for position, lexeme in hits if lexeme not in parts}
    for phrase in query.phrases:
        for position, lexeme in hits:
            places = {(position + distance, part) for part, distance in phrase}
            if lexeme == phrase[0][0] and places <= hits:
                matching |= places
    return matching or hits


def _capitals(query: LanguageQuery, language: str, text: str) -> dict[int, Any]:
    """Return where words in capitals stand that are found though they are stop words (WHO)."""
    words = enumerate(word for _, _, word in read_words(text, language))
    return {
        place: word for place, word in words if word.isupper() and word.lower() in query.lexemes
    }


def _best_start(places: dict[int, Any]) -> int:
    """Return the place of the hit that begins the passage with the most different words."""

    def different_words(start: int) -> int:
        following = range(start, start + WORDS - WORDS_BEFORE)
        return len({places[place] for place in following if place in places})

    return max(sorted(places), key=different_words, default=0)


def _mark_up(
    text: str, shown: Sequence[tuple[int, int]], marked: Sequence[tuple[int, int]]
) -> Iterator[str]:
    if not shown:
        return
    end = shown[0][0]
    for start, stop in marked:
        yield escape(text[end:start])
        yield format_html("<mark>{}</mark>", text[start:stop])
        end = stop
    yield escape(text[end : _end_of_passage(text, shown[-1][1])])


def _end_of_passage(text: str, end: int) -> int:
    """Return the end with the signs that belong to the last word (a full stop, a bracket)."""
    while end < len(text) and not text[end].isspace():
        end += 1
    return end
