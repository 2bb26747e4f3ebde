"""Carrying tags over to a text that was changed outside the editor.

A tag is placed only on the very words that it had. First by a diff of word tokens; then, only for
what the diff left over (moved paragraphs), where the words stand in context that is unchanged and
found once in either text. All else is an orphan: rather none than a guess.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from .document import Document
from .gathering import are_far_apart
from .spans import block_index
from .tags import MentionTag, Segment, Tag, tag_order

CONTEXT = 32
"""Code points of unchanged text beside a tag that place it without the diff."""

BESIDE = 6
"""Code points of unchanged text beside a tag, on either side, that the diff must have."""

# The diff keeps a bit for each pair of tokens: 25 MB. Longer texts are compared by lines.
_MAX_PAIRS = 200_000_000
# Code points that the search for context may read: about a second at worst.
_MAX_SEARCHED = 100_000_000

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")


_Way = Callable[[Segment], Segment | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """The old tags with their segments in the new text, and those that have no place in it.

    Neither holds a tag whose uuid the new document has already.
    """

    placed: tuple[Tag, ...]
    orphans: tuple[Tag, ...]


def carry_tags(old: Document, new: Document) -> Carried:
    """Places the old document's tags in the new one, which `apply_tags` then accepts.

    Exactly the same words, the same uuid, all of a quote's segments in order, no mention over
    another (nor over those that the new document has).
    """
    have = {tag.uuid for tag in new.tags}
    finder = _Finder(old, new)
    orphans = [tag for tag in old.tags if tag.uuid not in have]
    placed: list[Tag] = []
    # The diff places all it can before any context is tried: the other way round is far worse.
    for way in (finder.by_diff, finder.by_diff_or_context):
        found = [(tag, finder.find(tag, way)) for tag in orphans]
        placed += [place for _, place in found if place is not None]
        orphans = [tag for tag, place in found if place is None]
    return Carried(tuple(sorted(placed, key=tag_order)), tuple(orphans))


def _overlaps(taken: list[Segment], segment: Segment) -> bool:
    """Whether some of the segment is taken; takes it if not."""
    index = bisect_right(taken, segment)
    if index and taken[index - 1][1] > segment[0]:
        return True
    if index < len(taken) and taken[index][0] < segment[1]:
        return True
    taken.insert(index, segment)
    return False


@dataclass(frozen=True, slots=True)
class _Run:
    """old[start:end] stands unchanged in the new text, moved by `shift`."""

    start: int
    end: int
    shift: int


class _Finder:
    """Finds the place of a tag's words in the new text."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._runs = [*_equal_runs(old.text, new.text)]
        self._starts = [run.start for run in self._runs]
        self._taken = [mention.segments[0] for mention in new.mentions]
        self._budget = _MAX_SEARCHED

    def find(self, tag: Tag, way: _Way) -> Tag | None:
        """The tag in the new text, each segment found in this way; takes the place of a mention."""
        segments: list[Segment] = []
        for segment in tag.segments:
            found = way(segment)
            if found is None or not self._fits(segments, found):
                return None
            segments.append(found)
        if isinstance(tag, MentionTag) and _overlaps(self._taken, segments[0]):
            return None
        return replace(tag, segments=tuple(segments))

    def by_diff(self, segment: Segment) -> Segment | None:
        """Where the diff has the segment, if all of it is unchanged."""
        index = bisect_right(self._starts, segment[0]) - 1
        if index < 0 or not self._holds(self._runs[index], segment):
            return None
        shift = self._runs[index].shift
        return segment[0] + shift, segment[1] + shift

    def _holds(self, run: _Run, segment: Segment) -> bool:
        """Whether the run holds the segment with some text beside it.

        A name on its own that the diff pairs up amid changed text may well be another's; only at
        an end of both texts, where a headline keeps it, one that stands nowhere else is taken.
        """
        if not run.start <= segment[0] < segment[1] <= run.end:
            return False
        beside = segment[0] - run.start + run.end - segment[1]
        return beside >= BESIDE or (self._is_edge(run) and self._is_only(segment))

    def _is_edge(self, run: _Run) -> bool:
        ends = len(self._old.text), len(self._new.text)
        return run.start == 0 == run.shift or (run.end, run.end + run.shift) == ends

    def _is_only(self, segment: Segment) -> bool:
        words = self._old.text[slice(*segment)]
        return _is_once(self._old.text, words) and _is_once(self._new.text, words)

    def by_diff_or_context(self, segment: Segment) -> Segment | None:
        """Where the diff has it, or else where its surroundings stand once in both texts."""
        return self.by_diff(segment) or self._by_context(segment)

    def _fits(self, before: list[Segment], segment: Segment) -> bool:
        """Inside one block, behind the segments before it, and not a copy of one of them."""
        block = self._new.blocks[block_index(self._new.blocks, segment[0])]
        if segment[1] > block.end:
            return False
        if not before:
            return True
        gap = before[-1][1], segment[0]
        said = {self._new.text[slice(*other)] for other in before}
        return gap[0] < gap[1] and not (
            self._new.text[slice(*segment)] in said
            and are_far_apart(self._new.text, self._new.blocks, *gap)
        )

    def _by_context(self, segment: Segment) -> Segment | None:
        for before, after in self._contexts(segment):
            start, end = segment[0] - before, segment[1] + after
            at = self._only_place(self._old.text[start:end])
            if at is not None:
                return at + before, at + before + segment[1] - segment[0]
        return None

    def _contexts(self, segment: Segment) -> Iterator[tuple[int, int]]:
        """How far to look to the left and right: one side, or both up to the block's ends."""
        block = self._old.blocks[block_index(self._old.blocks, segment[0])]
        before = min(CONTEXT, segment[0] - block.start)
        after = min(CONTEXT, block.end - segment[1])
        if before == CONTEXT:
            yield before, 0
        if after == CONTEXT:
            yield 0, after
        if before < CONTEXT and after < CONTEXT and before + after >= CONTEXT:
            yield before, after

    def _only_place(self, words: str) -> int | None:
        self._budget -= len(self._old.text) + len(self._new.text)
        if self._budget < 0 or not _is_once(self._old.text, words):
            return None
        return self._new.text.find(words) if _is_once(self._new.text, words) else None


def _is_once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _equal_runs(old: str, new: str) -> Iterator[_Run]:
    """The runs of characters that the diff holds for unchanged, white space included."""
    before, after = _tokens(old, new)
    names = [old[a:b] for a, b in before], [new[a:b] for a, b in after]
    for code in Indel.opcodes(*names):
        if code.tag == "equal":
            pairs = zip(
                before[code.src_start : code.src_end],
                after[code.dest_start : code.dest_end],
                strict=True,
            )
            yield from _unbroken(old, new, pairs)


def _unbroken(old: str, new: str, pairs: Iterable[tuple[Segment, Segment]]) -> list[_Run]:
    """Joins equal tokens to runs, parted where the white space between them is not the same."""
    runs: list[_Run] = []
    for (start, end), (new_start, _) in pairs:
        shift = new_start - start
        last = runs[-1] if runs else None
        if last and old[last.end : start] == new[last.end + last.shift : new_start]:
            runs[-1] = _Run(last.start, end, shift)
        else:
            runs.append(_Run(start, end, shift))
    return runs


def _tokens(old: str, new: str) -> tuple[list[Segment], list[Segment]]:
    """Both texts in words and signs; in lines if they are too long; not at all beyond that."""
    for pattern in (_WORD, _LINE):
        before = [found.span() for found in pattern.finditer(old)]
        after = [found.span() for found in pattern.finditer(new)]
        if len(before) * len(after) <= _MAX_PAIRS:
            return before, after
    return [], []
