"""Organisations by the form of their names: acronyms, heads and ends, and the few all know."""

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

ACRONYM: Final = re.compile(r"[A-Z][A-Z&.]*[A-Z]\.?")
_CAMEL: Final = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[A-Z]\w*\.(?:com|org|net|ca|uk)|[A-Z][a-z]+\d+")


def bared(text: str, word: Span) -> str:
    """The word without a possessive and the full stop or comma behind it."""
    return text[slice(*without_possessive(text, word))].rstrip(".,")


def is_organisation(text: str, words: Sequence[Span]) -> bool:
    """Whether the words are an organisation's by their form, or one that everybody knows."""
    first, last = text[slice(*words[0])], bared(text, words[-1])
    said = text[words[0][0] : words[-1][1]]
    if len(words) > 1:
        if last in ORGANISATION_ENDS or _well_known(said):
            return True
        if first in ORGANISATION_HEADS and (" of " in said or " for " in said):
            return True
        if any(word in said for word in (" of ", " & ", " for ")):
            return any(
                bared(text, word) in ORGANISATION_HEADS | ORGANISATION_ENDS for word in words
            )
        return ACRONYM.fullmatch(last) is not None and _is_acronym(last) and first.isupper()
    return _is_single_organisation(last)


def _is_single_organisation(word: str) -> bool:
    return _is_acronym(word) or _CAMEL.fullmatch(word) is not None or _well_known(word)


def _is_acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 6  # noqa: PLR2004
        and ACRONYM.fullmatch(word) is not None
        and word.replace(".", "") not in NO_ORGANISATIONS
    )


@cache
def _organisations() -> frozenset[str]:
    text = (files(__package__) / "data" / "organisations.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if not line.startswith("#"))


def _well_known(said: str) -> bool:
    return (
        said.rstrip(".,’'") in _organisations()
        or said.removesuffix("'s").removesuffix("’s") in _organisations()
    )
