r"""The flow of text: collapse white space, separate blocks, follow ranges from start to end.

The rules are the same in JavaScript: within a block a run of white space is one space; a line break
is "\n" and removes the spaces beside it; neither is at the start or end of a block. A block
without text leaves nothing.
"""

from articles.tagging.document import BLOCK_GAP
from articles.tagging.normalisation import INSIDE, compose_with_positions, is_composed
from articles.tagging.spans import trim
from articles.tagging.tags import Segment
from newsroom.lib.characters import collapse

Key = tuple[str, ...]
"""The kind of a range ("mention", "quote", "strong", "em", "a") and its attributes."""


class Flow:
    """A collector of a field's text and its ranges, in code points of the finished text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ranges: dict[Key, list[Segment]] = {}
        self.base = 0
        self._pieces: list[str] = []
        self._length = 0
        self._space = False
        self._after_break = False
        self._active: dict[Key, list[int]] = {}  # [how often open, where since]
        self._closed: list[tuple[Key, int, int]] = []

    def write(self, text: str) -> None:
        """Add text that is between two HTML tags."""
        text = collapse(text)
        core = text.strip(" ")
        if text.startswith(" "):
            self._want_space()
        if core:
            self._append(" " + core if self._space else core)
            self._after_break = False
        if text.endswith(" "):
            self._want_space()

    @property
    def tail(self) -> str:
        """The last piece of the block without white space, or ""."""
        return self._pieces[-1] if self._pieces and not self._space else ""

    def break_line(self) -> None:
        """Add a line break, unless the block is still empty."""
        self._drop_space()
        if self._length:
            self._append("\n")
            self._after_break = True

    def open(self, key: Key) -> None:
        """Begin a range here; opening it again within itself changes nothing."""
        self.ranges.setdefault(key, [])
        state = self._active.setdefault(key, [0, self._offset()])
        state[0] += 1

    def close(self, key: Key) -> None:
        """End a range here."""
        state = self._active[key]
        state[0] -= 1
        if not state[0]:
            self._closed.append((key, state[1], self._offset()))
            del self._active[key]

    def end_block(self) -> Segment | None:
        """End the block; return its span in the field's text, or None if it has no words."""
        self._drop_space()
        raw = "".join(self._pieces).rstrip("\n")
        self._closed += [(key, start, self._length) for key, (_, start) in self._active.items()]
        span = self._store(raw) if raw else None
        self._reset()
        return span

    def _want_space(self) -> None:
        self._space = self._length > 0 and not self._after_break

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
        self._space = False

    def _offset(self) -> int:
        return self._length + self._space

    def _drop_space(self) -> None:
        """Drop a space before a line break or the end of a block, also from ranges that held it."""
        index = len(self._closed) - 1
        while self._space and index >= 0 and self._closed[index][2] > self._length:
            key, start, _ = self._closed[index]
            self._closed[index] = (key, start, self._length)
            index -= 1
        self._space = False

    def _store(self, raw: str) -> Segment:
        text, positions = (raw, None) if is_composed(raw) else compose_with_positions(raw)
        base, length = self.base, len(raw)
        merged: dict[Key, list[Segment]] = {}
        for key, start, end in self._closed:
            span = min(start, length), min(end, length)
            _add_span(merged.setdefault(key, []), _widen(positions, *span) if positions else span)
        for key, spans in merged.items():
            trimmed = (trim(text, start, end) for start, end in spans)
            self.ranges[key] += [(base + a, base + b) for a, b in trimmed if a < b]
        self.texts.append(text)
        self.base = base + len(text) + len(BLOCK_GAP)
        return base, base + len(text)

    def _reset(self) -> None:
        self._pieces, self._closed, self._length = [], [], 0
        self._after_break = False
        for state in self._active.values():
            state[1] = 0


def _widen(positions: list[int], start: int, end: int) -> Segment:
    """Return the span after composing, widened to whole composed characters."""
    while positions[start] == INSIDE:
        start -= 1
    while positions[end] == INSIDE:
        end += 1
    return positions[start], positions[end]


def _add_span(spans: list[Segment], span: Segment) -> None:
    """Add a span; join it with the last one if they touch (composing can make them overlap)."""
    if spans and span[0] <= spans[-1][1]:
        spans[-1] = (min(spans[-1][0], span[0]), max(spans[-1][1], span[1]))
    else:
        spans.append(span)
