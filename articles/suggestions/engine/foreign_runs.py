"""Runs of capitalised words in languages that have articles and offices before a name.

German writes every noun with a capital: der Vorsitzende Mehmet Yildiz, ein Sprecher der Polizei.
"""

import re
from collections.abc import Sequence
from typing import Final

from articles.suggestions.engine.reporting_words import BEGINNINGS
from articles.suggestions.engine.spans import Span
from articles.suggestions.engine.word_lists import given_names
from articles.suggestions.engine.word_lists import words as word_set

_WORD: Final = re.compile(r"\S+")
_NAME_WORDS: Final = 2
_LONGEST_ARTICLE: Final = 8
# Behind these stands what somebody is minister of, not who.
_LED_BY: Final = {
    "es": word_set("de del la las los el y"),
    "fr": word_set("du des"),
}
_LANGUAGES: Final = frozenset({"de", "es", "fr", "it", "pt"})
_GERMAN_ARTICLES: Final = word_set("der die das dem den des ein eine einer eines einem einen")


def trim_run(text: str, run: Span, language: str) -> Span | None:
    """Return the part of a run that may be a name: from the given name on; None if it is a noun."""
    if language not in _LANGUAGES:
        return run
    words: Sequence[Span] = [found.span() for found in _WORD.finditer(text, *run)]
    while len(words) > 1 and text[slice(*words[0])] in _LED_BY.get(language, ()):
        words = words[1:]  # del Interior, de Obras Públicas
    if len(words) == 1 and text[slice(*words[0])].lower() in BEGINNINGS.get(language, ()):
        return None
    known = given_names()
    for start, end in words[:-1]:
        if text[start:end].lower() in known:
            words = [word for word in words if word[0] >= start]
            break
    else:
        words = _german_name(text, words) if language == "de" else words
    return _joined(_before_article(text, words) if language == "de" else words)


def _joined(words: Sequence[Span]) -> Span | None:
    return (words[0][0], words[-1][1]) if words else None


def _before_article(text: str, words: Sequence[Span]) -> Sequence[Span]:
    """Return the words before an article: sagte Efua Ansah | der Zeitung."""
    for number, word in enumerate(words):
        if text[slice(*word)].lower() in _GERMAN_ARTICLES:
            return words[:number]
    return words


def _german_name(text: str, words: Sequence[Span]) -> Sequence[Span]:
    """Return the words of a name without a known given name, behind an office if there is one."""
    before = text[max(0, words[0][0] - _LONGEST_ARTICLE) : words[0][0]].lower().split()
    has_article = bool(before) and before[-1] in _GERMAN_ARTICLES
    while words and text[slice(*words[0])].lower() in _GERMAN_ARTICLES:
        words, has_article = words[1:], True
    name = _before_article(text, words)
    if len(name) > _NAME_WORDS:  # Landrat Bernd Kessler
        return name[-_NAME_WORDS:]
    return () if has_article else name
