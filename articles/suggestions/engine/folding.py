"""Text as names are compared in it: words in lower case, without accents, each with its place."""

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
    """A text's words joined by single spaces, with one before and one behind: " lloyd austin ".

    `starts` are the places of words in `text`, `spans` where each stands in the original.
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
    """The text, as long as it was, with a plain space for every other within a line: a no-break
    space between a quote and its cue means nothing."""
    return text.translate(_SPACES)


def fold_text(text: str) -> list[Folded]:
    """The words of a text; and once more without what Arabic writes to words, if there is any."""
    folded, origins = _fold_letters(text)
    words = [(found.group(), found.span()) for found in _TOKEN.finditer(folded)]
    readings = [words]
    if _ARABIC.search(folded):
        readings.append([_without_clitic(word, span) for word, span in words])
    return [_join_words(reading, origins) for reading in readings]


def fold_name(name: str) -> str:
    """A name as it stands in a folded text, with the space before it; "" if it has no letter."""
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
    """The text with every letter folded, and where each came from if any was dropped or grew."""
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
    """Case and accents gone; marks, joiners and what has no width leave nothing."""
    if unicodedata.category(character) in ("Cf", "Mn") or character == "\u0640":
        return ""
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(_ALIKE.get(char, char) for char in bare)
