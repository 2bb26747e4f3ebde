"""Runs of capitalised words in languages that have articles and offices before a name.

German writes every noun with a capital: der Vorsitzende Mehmet Yildiz, ein Sprecher der Polizei.
"""

import re
from typing import Final

from articles.suggestions.engine.reporting_words import BEGINNINGS
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import given_names
from articles.suggestions.engine.word_lists import words as word_set

_WORD: Final = re.compile(r"\S+")
_NAME_WORDS: Final = 2
_LANGUAGES: Final = frozenset({"de", "es", "fr", "it", "pt"})
_GERMAN_ARTICLES: Final = word_set("der die das dem den des ein eine einer eines einem einen")


def trim_run(text: str, run: Span, language: str) -> Span | None:
    """Return the part of a run that may be a name: from the given name on; None if it is a noun."""
    if language not in _LANGUAGES:
        return run
    words = [found.span() for found in _WORD.finditer(text, *run)]
    if len(words) == 1 and text[slice(*run)].lower() in BEGINNINGS.get(language, ()):
        return None
    known = given_names()
    for start, end in words[:-1]:
        if text[start:end].lower() in known:
            return start, run[1]
    if language != "de":
        return run
    lowered = [text[slice(*word)].lower() for word in words]
    before = text[max(0, run[0] - 8) : run[0]].lower().split()
    is_noun = bool(_GERMAN_ARTICLES & {*lowered}) or (
        len(words) == 1 and before[-1:] != [] and before[-1] in _GERMAN_ARTICLES
    )
    if is_noun:
        return None
    # An office and two names: Landrat Bernd Kessler.
    return (words[-2][0], run[1]) if len(words) > _NAME_WORDS else run
