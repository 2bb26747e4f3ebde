"""Folding of text for comparing names: words in lower case, without accents, with places."""

import re
import unicodedata
from dataclasses import dataclass

from articles.suggestions.engine.spans import Span

_TOKEN = re.compile(r"[^\W_]+")
# Letters that Unicode does not decompose, and those that Arabic writers use for one another.
_ALIKE = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ى": "ي",
    "ة": "ه",
    "ʼ": "'",
    "ʻ": "'",
}
# Written before a word without a space: and, so, with, for, like; and the article behind them.
_CLITICS = re.compile(r"(?:[وف]?[بكل]|[وف])(?=..)")
_ARABIC = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a text joined by single spaces, with one at each end: " lloyd austin ".

    `starts` are the offsets of the words in `text`, `spans` their spans in the original.
    """

    text: str
    starts: list[int]
    spans: list[Span]


_SPACES = dict.fromkeys(
    map(
        ord,
        "\t\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        "\u2008\u2009\u200a\u202f\u205f\u3000",
    ),
    " ",
)


def with_plain_spaces(text: str) -> str:
    """Return the text with a plain space for each other kind of space; offsets stay the same.

    A no-break space between a quote and its cue means nothing.
    """
    return text.translate(_SPACES)


def fold_text(text: str) -> list[Folded]:
    """Return the folded words of a text, and again without Arabic clitics if it has Arabic."""
    folded, origins = _fold_letters(text)
    words = [(found.group(), found.span()) for found in _TOKEN.finditer(folded)]
    readings = [words]
    if _ARABIC.search(folded):
        readings.append([_without_clitic(word, span) for word, span in words])
    return [_join_words(reading, origins) for reading in readings]


def fold_name(name: str) -> str:
    """Return a name as in a folded text, with a space before it; "" if it has no letter."""
    words = _TOKEN.findall(_fold_letters(name)[0])
    return f" {' '.join(words)}" if words else ""


def _join_words(words: list[tuple[str, Span]], origins: list[Span] | None) -> Folded:
    starts, spans = [], []
    position = 1
    for word, (start, end) in words:
        starts.append(position)
        spans.append((start, end) if origins is None else (origins[start][0], origins[end - 1][1]))
        position += len(word) + 1
    return Folded(f" {' '.join(word for word, _ in words)} ", starts, spans)


def _without_clitic(word: str, span: Span) -> tuple[str, Span]:
    found = _CLITICS.match(word)
    cut = found.end() if found else 0
    return word[cut:], (span[0] + cut, span[1])


def _fold_letters(text: str) -> tuple[str, list[Span] | None]:
    """Return the folded text, and the span of each letter if any was removed or became several."""
    if text.isascii():
        return text.lower(), None
    table = {ord(character): _fold_letter(character) for character in set(text)}
    if all(len(letter) == 1 for letter in table.values()):
        return text.translate(table), None
    letters: list[str] = []
    origins: list[Span] = []
    for place, char in enumerate(text):
        letters += table[ord(char)]
        origins += [(place, place + 1)] * len(table[ord(char)])
        if origins and unicodedata.combining(char):
            origins[-1] = origins[-1][0], place + 1  # an accent is of the letter before it
    return "".join(letters), origins


def _fold_letter(character: str) -> str:
    """Return a letter without case and accents; "" for marks, joiners and zero-width characters."""
    if unicodedata.category(character) in ("Cf", "Mn") or character == "\u0640":
        return ""
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(_ALIKE.get(char, char) for char in bare)
