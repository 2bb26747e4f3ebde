"""Organisations, found by the form of their names, and a list of well-known ones."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from articles.suggestions.engine.capitalised_runs import without_possessive
from articles.suggestions.engine.name_words import (
    NO_ORGANISATIONS,
    ORGANISATION_ENDS,
    ORGANISATION_HEADS,
)
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import common_words

ACRONYM: Final = re.compile(r"[A-Z][A-Z&.]*[A-Z]\.?")
_CAMEL: Final = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[A-Z]\w*\.(?:com|org|net|ca|uk)|[A-Z][a-z]+\d+")


def bared(text: str, word: Span) -> str:
    """Return the word without a possessive and without a full stop or comma behind it."""
    return text[slice(*without_possessive(text, word))].rstrip(".,")


def is_organisation(text: str, words: Sequence[Span]) -> bool:
    """Return whether the words have the form of an organisation's name, or are a well-known one."""
    first, last = text[slice(*words[0])], bared(text, words[-1])
    name = text[words[0][0] : words[-1][1]]
    if len(words) > 1:
        if last in ORGANISATION_ENDS or _is_well_known(name):
            return True
        if first in ORGANISATION_HEADS and (" of " in name or " for " in name):
            return True
        if any(word in name for word in (" of ", " & ", " for ")):
            return any(
                bared(text, word) in ORGANISATION_HEADS | ORGANISATION_ENDS for word in words
            )
        return all(_is_rare_acronym(bared(text, word)) for word in words)
    return _is_single_organisation(last)


def _is_single_organisation(word: str) -> bool:
    return _is_acronym(word) or _CAMEL.fullmatch(word) is not None or _is_well_known(word)


def _is_acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 6  # noqa: PLR2004
        and ACRONYM.fullmatch(word) is not None
        and word.replace(".", "") not in NO_ORGANISATIONS
    )


def _is_rare_acronym(word: str) -> bool:
    """Return whether a word is an acronym, and no ordinary word in capitals."""
    return _is_acronym(word) and word.lower() not in common_words()


@cache
def _organisations() -> frozenset[str]:
    text = (files(__package__) / "data" / "organisations.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if not line.startswith("#"))


def _is_well_known(name: str) -> bool:
    return (
        name.rstrip(".,’'") in _organisations()
        or name.removesuffix("'s").removesuffix("’s") in _organisations()
    )
