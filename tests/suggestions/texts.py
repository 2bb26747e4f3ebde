"""Suggestions read off in words."""

from collections.abc import Iterable

from articles.suggestions.engine.analysis import Analysis, SuggestedQuote, analyse
from articles.suggestions.engine.known_entities import known_names
from articles.suggestions.engine.matching import Entity, EntityIndex


def suggested(
    text: str, entities: Iterable[Entity] = (), *, language: str = "en", prose_from: int = 0
) -> Analysis:
    known = {entity.id: entity for entity in entities}
    matches = EntityIndex(known.values()).find(text)
    names = known_names(text, matches, known)
    return analyse(text, language=language, known=names, prose_from=prose_from)


def said(
    text: str, entities: Iterable[Entity] = (), *, language: str = "en"
) -> list[SuggestedQuote]:
    return list(suggested(text, entities, language=language).quotes)


def quoted(text: str, *, language: str = "en") -> list[list[str]]:
    """The words of each quote's segments, marks left out."""
    marks = '“”„"«»\u00a0 '
    return [
        [text[start:end].strip(marks) for start, end in quote.segments]
        for quote in said(text, language=language)
    ]


def speakers(text: str, entities: Iterable[Entity] = (), *, language: str = "en") -> list[str]:
    """The speaker of each quote, or the words that say who in brackets."""
    return [
        quote.speaker.full if quote.speaker else f"({quote.role})"
        for quote in said(text, entities, language=language)
    ]


def named(text: str, entities: Iterable[Entity] = ()) -> list[tuple[str, str]]:
    """(words, whole name) of everybody in the text."""
    names = suggested(text, entities).names
    return [(text[name.start : name.end], name.full) for name in names]


def people(text: str) -> list[str]:
    return [name.full for name in suggested(text).names if name.kind == "person"]


def organisations(text: str) -> list[str]:
    return [name.full for name in suggested(text).names if name.kind == "organisation"]
