"""Full-text search over live articles, each in its own language.

A vector carries a lexeme for its language ("lang:en"), and a query asks for the words as each
language reads them together with that language's lexeme. So one index serves all languages, and
an exclusion excludes: "-ministers" is read the way the article's language reads it.
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from articles.search.query_language import Term, read_terms
from articles.search.stemmers import search_configuration
from articles.search.words import capitals, other_spelling, plain_words
from newsroom.lib.errors import DomainError

MAX_QUERY_LENGTH: Final = 200
# Each reads all words of the index that begin so.
MAX_PREFIXES: Final = 3
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_LEXEME: Final = re.compile(r"'([^']*)'(:\*)?")
_OPERATOR: Final = re.compile(r" [|&] ")
_DISTANCE: Final = re.compile(r"<(-|\d+)>")


class EmptySearch(DomainError):
    """A query without a word to search for."""

    code = "empty_search"


# Lexemes, each with its distance from the first in words.
Phrase = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class LanguageQuery:
    """A query as one language reads it: as `tsquery` text, and the lexemes that it looks for.

    `phrases` are those of its lexemes that count only beside each other.
    """

    tsquery: str
    lexemes: frozenset[str]
    prefixes: frozenset[str]
    phrases: Sequence[Phrase]


@dataclass(frozen=True, slots=True)
class Search:
    """A query by language; `tsquery` is the query over all of them.

    At least one language leaves out the words of `left_out`, since they are in nearly every text,
    and looks for those of `in_titles` only in titles, and where they are capitals.
    """

    by_language: Mapping[str, LanguageQuery]
    left_out: Sequence[str]
    in_titles: Sequence[str]

    @property
    def tsquery(self) -> str:
        return " | ".join(
            f"( '{language_lexeme(code)}' & ( {query.tsquery} ) )"
            for code, query in self.by_language.items()
        )


def language_lexeme(language: str) -> str:
    """Return the lexeme that marks a language. No word of a text or query can become the same."""
    return f"lang:{language}"


def read_search(text: str, *, languages: Iterable[str] = ()) -> Search:
    """Parse a query of words, "phrases", `or`, `-exclusions` and `prefix*`.

    Without `languages` it is read in each of `settings.ARTICLE_LANGUAGES`. Raises `EmptySearch`
    if it has no word to search for (only exclusions, or nothing), more than 200 characters or more
    than three prefixes. One query.
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise EmptySearch(f"A search has {MAX_QUERY_LENGTH} characters at the most.")
    codes = list(languages) or list(settings.ARTICLE_LANGUAGES)
    alternatives = read_terms(_UNSTORABLE.sub(" ", text))
    terms = [term for alternative in alternatives for term in alternative]
    if sum(term.is_prefix for term in terms) > MAX_PREFIXES:
        raise EmptySearch(f"A search has {MAX_PREFIXES} beginnings of words at the most.")
    lexemes = _Lexemes(terms, codes)
    queries = {code: _read_in(code, alternatives, lexemes) for code in codes}
    found = {code: query for code, query in queries.items() if query}
    if not found:
        raise EmptySearch("A search needs a word to look for, beside what it leaves out.")
    return Search(found, tuple(lexemes.left_out), tuple(lexemes.in_titles))


class _Lexemes:
    """Return the terms of a query as PostgreSQL reads them, by language. One query."""

    SQL = """
        SELECT phraseto_tsquery(configuration, words)::text,
            phraseto_tsquery('newsroom_simple', words)::text,
            phraseto_tsquery(configuration, other)::text
        FROM unnest(%s::regconfig[], %s::text[], %s::text[])
            WITH ORDINALITY AS given(configuration, words, other, n)
        ORDER BY n
    """

    def __init__(self, terms: Sequence[Term], codes: Sequence[str]) -> None:
        # Each word once, in order.
        self.left_out: dict[str, None] = {}
        self.in_titles: dict[str, None] = {}
        # Where all is in capitals, these tell no name from a stop word.
        is_shouted = " ".join(term.text for term in terms).isupper()
        self._are_capitals_names = not is_shouted or sum(map(_is_in_capitals, terms)) == 1
        keys = [(term, code) for term in terms for code in codes]
        configurations = [search_configuration(code) for _, code in keys]
        words = [plain_words(term.text, code) for term, code in keys]
        others = [
            "" if term.is_phrase or term.is_prefix else other_spelling(text)
            for (term, _), text in zip(keys, words, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.SQL, [configurations, words, others])
            self._read = dict(zip(keys, cursor.fetchall(), strict=True))
        self._others = dict(zip(keys, others, strict=True))

    def condition(self, term: Term, code: str) -> str:
        """Return a term as `tsquery` text; "" if all its words are stop words."""
        stems, words, other = self._read[term, code]
        if term.is_in_parts:
            # A name that is a stop word (WHO 2024) is indexed where it is in capitals.
            has_stop_word = len(_LEXEME.findall(stems)) < len(_LEXEME.findall(words))
            is_name = has_stop_word and len(capitals(f"{term.text} a")) > 1
            stems = (words if is_name else stems).replace("<->", "&")
        if term.is_prefix and words:
            return " | ".join(filter(None, (f"{words}:*", stems)))
        if not stems and self._are_capitals_names and _is_in_capitals(term):
            return self.as_written(term, code)
        # Without its letters that are a stop word, T20 would be any 20.
        is_whole = len(_LEXEME.findall(other)) == len(self._others[term, code].split())
        return f"{stems} | {other}" if stems and other and is_whole else str(stems)

    def as_written(self, term: Term, code: str) -> str:
        """Return a term of stop words as `tsquery` text; "" if it has no word at all."""
        words = self._read[term, code][1]
        if words:
            self.in_titles[term.text] = None
        # These are indexed without positions.
        return str(words).replace("<->", "&")

    def leave_out(self, term: Term, code: str) -> None:
        if self._read[term, code][1]:
            self.left_out[term.text] = None


def _is_in_capitals(term: Term) -> bool:
    return len(term.text) > 1 and term.text.isupper()


def _read_in(code: str, alternatives: Sequence[Sequence[Term]], lexemes: _Lexemes) -> Any:
    """Return the query as one language reads it, or None if nothing is left to look for."""
    wanted, conditions = [], []
    for terms in alternatives:
        sought = _sought([term for term in terms if not term.is_excluded], code, lexemes)
        excluded = [lexemes.condition(term, code) for term in terms if term.is_excluded]
        if sought:
            wanted += sought
            parts = [f"( {part} )" for part in sought]
            parts += [f"!( {part} )" for part in excluded if part]
            conditions.append(" & ".join(parts))
    if not conditions:
        return None
    pairs = [pair for part in wanted for pair in _LEXEME.findall(part)]
    phrases = [_read_phrase(text) for part in wanted for text in _OPERATOR.split(part)]
    return LanguageQuery(
        " | ".join(conditions),
        frozenset(lexeme for lexeme, prefix in pairs if not prefix),
        frozenset(lexeme for lexeme, prefix in pairs if prefix),
        [phrase for phrase in phrases if len(phrase) > 1],
    )


def _read_phrase(text: str) -> Phrase:
    """Return a phrase of `tsquery` text: lexemes with "<->" or "<2>" between."""
    steps = [1 if step == "-" else int(step) for step in _DISTANCE.findall(text)]
    lexemes = [lexeme for lexeme, _ in _LEXEME.findall(text)]
    return list(zip(lexemes, itertools.accumulate(steps, initial=0), strict=True))


def _sought(terms: Sequence[Term], code: str, lexemes: _Lexemes) -> list[str]:
    """Return the conditions of terms; stop words count only where there is no other word."""
    read = {term: lexemes.condition(term, code) for term in terms}
    if not any(read.values()):
        return [written for term in terms if (written := lexemes.as_written(term, code))]
    for term, condition in read.items():
        if not condition:
            lexemes.leave_out(term, code)
    return [condition for condition in read.values() if condition]


class ReadQuery(SearchQuery):
    """A `Search.tsquery` as an expression. It is parsed already, so it is only cast."""

    template = "%(expressions)s::tsquery"

    def __init__(self, tsquery: str) -> None:
        super().__init__(tsquery, search_type="raw")
