"""Which places of the same words in two texts may be one another: by what stands beside them."""

from collections import defaultdict
from functools import cache
from typing import Final

REACH: Final = 32
"""Code points that are compared on either side."""

# Pairs of places that are compared for one run of words: half a second at worst.
_MAX_PAIRS: Final = 100_000


class Rivals:
    """The places of words in an old and a new text, and how much beside them is the same."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._claims = cache(self._find_claims)

    def likeness(self, words: str, old: int, new: int) -> int:
        """How many code points are the same right before the words at these places, and behind."""
        before = self._old[max(0, old - REACH) : old], self._new[max(0, new - REACH) : new]
        ends = old + len(words), new + len(words)
        behind = self._old[ends[0] : ends[0] + REACH], self._new[ends[1] : ends[1] + REACH]
        return _shared(before[0][::-1], before[1][::-1]) + _shared(*behind)

    def next(self, words: str, old: int, new: int) -> int:
        """How like the old place is to the likest of the other new ones that may have come of it:
        those that are like no other old place more than twice as much."""
        rivals = [score for place, score in self._claims(words).get(old, ()) if place != new]
        return max(rivals, default=0)

    def _find_claims(self, words: str) -> dict[int, list[tuple[int, int]]]:
        """For each old place the new ones that may have come of it, and how like it they are."""
        before, after = _places(self._old, words), _places(self._new, words)
        claims: dict[int, list[tuple[int, int]]] = defaultdict(list)
        if len(before) * len(after) > _MAX_PAIRS:
            return claims
        for new in after:
            scores = {old: self.likeness(words, old, new) for old in before}
            best = max(scores.values())
            for old, score in scores.items():
                if 2 * score > best:
                    claims[old].append((new, score))
        return claims


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
