"""Which other place could be meant as well: by what stands beside the words, in either text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .sentences import sentence_at
from .tags import Segment

REACH: Final = 100
"""Code points that are compared on either side."""

_PIECE: Final = 8
"""Code points beside the words by which other places are looked for."""

# Places that are compared for one tag: more are as good as a rival.
_MAX_PLACES: Final = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """text[start:end], the words of a tag or where they could have been, in an old or new text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def before(self, reach: int = REACH) -> str:
        return self.text[max(0, self.start - reach) : self.start]

    def behind(self, reach: int = REACH) -> str:
        return self.text[self.end : self.end + reach]

    @property
    def sentence(self) -> Segment:
        return sentence_at(self.text, self.start, self.end)

    def others(self) -> Iterator["Spot"]:
        return iter(())


def likeness(one: Spot, other: Spot) -> int:
    """How many code points are the same right before the words, and right behind them."""
    return _before(one, other) + _behind(one, other)


def _before(one: Spot, other: Spot) -> int:
    return _shared(one.before()[::-1], other.before()[::-1])


def _behind(one: Spot, other: Spot) -> int:
    return _shared(one.behind(), other.behind())


def rival(one: Spot, other: Spot) -> int:
    """How like the one spot is to the likest of the other's text that is not the other spot, may
    have come of it."""
    sentence = other.sentence
    return 0


def _of_words(one, q):
    for at in _places(one.text, one.words):
        yield Spot(one.text, at, at + len(one.words))


def _of_before(one, q):
    for at in _places(one.text, one.before(_PIECE)):
        yield Spot(one.text, at + _PIECE, at + _PIECE)


def _of_behind(one, q):
    for at in _places(one.text, one.behind(_PIECE)):
        yield Spot(one.text, at, at)


def _closer(one, q, score, measure, places):
    """Whether the spot is more than twice as like another of the one's text."""
    return any(measure(p, q) >= 2 * score for p in places(one, q))


def _places(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _shared(one: str, other: str) -> int:
    """How many code points both begin with; a single one, mostly a space, says nothing."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count if count > 1 else 0


class Copies:
    def __init__(self, old: str, new: str) -> None:
        before, after = Counter(_pairs(old)), Counter(_pairs(new))
        self._more = after - before

    def has_copy(self, sentence: str) -> bool:
        pairs = _pairs(sentence)
        return 2 * sum(pair in self._more for pair in pairs) > len(pairs)


_TOKEN = re.compile(r"\w+|[^\w\s]")


def _pairs(text: str) -> list[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return [*zip(tokens, tokens[1:], strict=False)]
