"""Find the sentences of an old text that were copied in the new one."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from articles.tagging.sentences import sentence_at
from articles.tagging.tags import Segment

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Copies:
    """The copied sentences of a text.

    A copy is recognised by its words, even if one of the two was edited since: most pairs of
    neighbouring words of the sentence occur more often in the new text than in the old one.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        before, after = Counter(_pairs(old)), Counter(_pairs(new))
        self._more = {pair for pair, count in after.items() if 0 < before.get(pair, 0) < count}
        self.has_copy = cache(self._has_copy)
        self._before, self._behind = cache(self._find_before), cache(self._find_behind)

    def _has_copy(self, sentence: Segment) -> bool:
        """Return whether most of the sentence occurs once more in the new text."""
        pairs = _pairs(self._old[slice(*sentence)]) if self._more else []
        return 2 * sum(pair in self._more for pair in pairs) > len(pairs)

    def copied_with(self, sentence: Segment) -> Segment:
        """Return the span of the sentence and the copied sentences directly around it."""
        start, end = sentence
        while (before := self._before(start)) and self.has_copy(before):
            start = before[0]
        while (behind := self._behind(end)) and self.has_copy(behind):
            end = behind[1]
        return start, end

    def _find_before(self, start: int) -> Segment | None:
        while start and self._old[start - 1].isspace():
            start -= 1
        return sentence_at(self._old, start - 1, start) if start else None

    def _find_behind(self, end: int) -> Segment | None:
        while end < len(self._old) and self._old[end].isspace():
            end += 1
        return sentence_at(self._old, end, end + 1) if end < len(self._old) else None


def _pairs(text: str) -> list[tuple[str, str]]:
    return [*pairwise(_TOKEN.findall(text))]
