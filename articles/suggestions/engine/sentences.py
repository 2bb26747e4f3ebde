"""Ends of sentences, exact enough to find the subject of a verb."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…؟۔][”\"’»)\]]*\s+(?=[“\"‘'«„(\[]*[^\W_])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mrs?|Ms|Dr|Prof|St|Sens?|Reps?|Govs?|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Rev|Hon|Jr|Sr|Inc|Ltd|"
    r"Corp|Co|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)|\b(?:[^\W\d_]\.)*[^\W\d_])\.$"
)
_LOOKED_BACK = 12


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the positions from `start` to `end` where a new sentence begins."""
    for found in _END.finditer(text, start, end):
        if not _is_abbreviation(text, found):
            yield found.end()


def sentence_start(text: str, start: int, position: int) -> int:
    """Return where the sentence around the position begins, at the earliest at `start`."""
    return max(sentence_ends(text, start, position), default=start)


def sentence_of_word(text: str, start: int, position: int) -> int:
    """Return where the sentence of the word at the position begins, at the earliest at `start`.

    Unlike `sentence_start`, it knows that a word may begin its sentence.
    """
    return max(sentence_ends(text, start, position + 1), default=start)


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    if found.group()[0] != ".":
        return False
    before = text[max(0, found.start() - _LOOKED_BACK) : found.start() + 1]
    follows = text[found.end() : found.end() + 1]
    return follows.islower() or _ABBREVIATED.search(before) is not None
