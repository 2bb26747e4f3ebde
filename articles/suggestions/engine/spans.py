"""Spans of a text: 0-based, end-exclusive code points."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r]+")


def lines_of(text: str) -> list[Span]:
    """Return the spans of all lines that are not empty."""
    return [found.span() for found in _LINE.finditer(text)]


def index_at(starts: Sequence[int], position: int) -> int:
    """Return the index of the last start at or before the position, or -1."""
    return bisect_right(starts, position) - 1


class Spans:
    """Spans without overlaps, in order, to search by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.all = sorted(spans)
        self._starts = [start for start, _ in self.all]

    def contains(self, position: int) -> bool:
        """Return whether one of the spans contains the position."""
        index = index_at(self._starts, position)
        return index >= 0 and position < self.all[index][1]

    def overlaps(self, span: Span) -> bool:
        """Return whether one of the spans overlaps this span."""
        index = index_at(self._starts, span[1] - 1)
        return index >= 0 and self.all[index][1] > span[0]

    def end_before(self, position: int, default: int) -> int:
        """Return the end of the last span that begins before the position, if after the default."""
        index = index_at(self._starts, position - 1)
        return max(default, min(position, self.all[index][1])) if index >= 0 else default

    def start_after(self, position: int, default: int) -> int:
        """Return the start of the first span from the position on, if before the default."""
        index = index_at(self._starts, position - 1) + 1
        return min(default, self.all[index][0]) if index < len(self.all) else default
