"""Carry tags over to a text that was changed outside the editor.

A tag is placed only on exactly the words that it had. First where the sentence around them, or the
text beside them, is unchanged and occurs once in both texts. Then, in edited sentences, by a diff
of word tokens, where nothing else in the new text could be meant. Of a copied sentence, the
original is the one between its old neighbours. Every other tag is an orphan: no place is better
than a guess.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import Indel

from articles.tagging.ambiguous_diffs import is_ambiguous
from articles.tagging.copied_sentences import Copies
from articles.tagging.tag_ranges import are_far_apart

from .document import BLOCK_GAP, Document
from .sentences import sentence_at
from .spans import block_index
from .tags import MentionTag, Segment, Tag, tag_order

CONTEXT = 32
"""Code points of unchanged text on both sides that place a tag."""

# The diff keeps a bit for each pair of tokens: 25 MB. Longer texts are compared by lines.
MAX_PAIRS = 200_000_000
# Code points that the search for context may read: about a second at worst.
MAX_SEARCHED = 100_000_000

_FRAME = 2 * BLOCK_GAP

_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")

_Lines = Sequence[Segment]
_Way = Callable[[Segment], Segment | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """The old tags with their segments in the new text, and those without a place there.

    Neither holds a tag whose uuid the new document has already.
    """

    placed: tuple[Tag, ...]
    orphans: tuple[Tag, ...]


def carry_tags(old: Document, new: Document) -> Carried:
    """Return the old document's tags with their places in the new one.

    `apply_tags` accepts the placed ones: exactly the same words, the same uuid, all segments of a
    quote in order, no mention over another or over one that the new document has.
    """
    have = {tag.uuid for tag in new.tags}
    finder = _Finder(old, new)
    orphans = [tag for tag in old.tags if tag.uuid not in have]
    placed: list[Tag] = []
    # Sure places are taken before likely ones.
    for way in (finder.by_context, finder.by_context_or_diff):
        found = [(tag, finder.find(tag, way)) for tag in orphans]
        placed += [place for _, place in found if place is not None]
        orphans = [tag for tag, place in found if place is None]
    return Carried(tuple(sorted(placed, key=tag_order)), tuple(orphans))


def _overlaps(taken: list[Segment], segment: Segment) -> bool:
    """Return whether a part of the segment is taken; if not, take it."""
    index = bisect_right(taken, segment)
    if index and taken[index - 1][1] > segment[0]:
        return True
    if index < len(taken) and taken[index][0] < segment[1]:
        return True
    taken.insert(index, segment)
    return False


@dataclass(frozen=True, slots=True)
class _Run:
    """A run old[start:end] that is unchanged in the new text, moved by `shift`."""

    start: int
    end: int
    shift: int


class _Finder:
    """A finder of the places of tags' words in the new text."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        # The frames mark the ends of the text: these are found like the ends of any block.
        self._old_framed, self._new_framed = (
            f"{_FRAME}{document.text}{_FRAME}" for document in (old, new)
        )
        self._old_blocks, self._new_blocks = _unique_blocks(old), _unique_blocks(new)
        self._taken = [mention.segments[0] for mention in new.mentions]
        self._budget = MAX_SEARCHED

    @cached_property
    def _runs(self) -> list[_Run]:
        # Without the paragraphs that are placed already: the diff's time grows with the square.
        known = self._old_blocks.keys() & self._new_blocks.keys()
        lines = _other_blocks(self._old, known), _other_blocks(self._new, known)
        return [*_equal_runs(self._old.text, self._new.text, lines)]

    @cached_property
    def _copies(self) -> Copies:
        return Copies(self._old.text, self._new.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self._runs]

    def find(self, tag: Tag, way: _Way) -> Tag | None:
        """Return the tag in the new text, its segments found by `way`, or None."""
        segments: list[Segment] = []
        for segment in tag.segments:
            found = way(segment)
            if found is None or not self._fits(segments, found):
                return None
            segments.append(found)
        if isinstance(tag, MentionTag) and _overlaps(self._taken, segments[0]):
            return None
        return replace(tag, segments=tuple(segments))

    def by_context(self, segment: Segment) -> Segment | None:
        """Find the words by their paragraph, their sentence, or the text on both sides.

        In a sentence that was copied, by the text around the copied sentences.
        """
        if self._old.text == self._new.text:
            return segment
        sentence = sentence_at(self._old.text, *segment)
        if self._copies.has_copy(sentence):
            return self._between(segment, self._copies.copied_with(sentence))
        return (
            self._by_block(segment)
            or self._by_sentence(segment, sentence)
            or self._only_place(segment, self._beside(segment))
            or self._between(segment, sentence)
        )

    def _by_block(self, segment: Segment) -> Segment | None:
        """Find the words in a whole paragraph that occurs once; the cheapest way, for most tags."""
        block = self._old.blocks[block_index(self._old.blocks, segment[0])]
        words = self._old.text[block.start : block.end]
        if words not in self._old_blocks or words not in self._new_blocks:
            return None
        return _moved(segment, self._new_blocks[words] - block.start)

    def _by_sentence(self, segment: Segment, sentence: Segment) -> Segment | None:
        found = self._only_place(segment, sentence)
        if found and sentence_at(self._new.text, *found) == _moved(sentence, found[0] - segment[0]):
            return found
        return None

    def _between(self, segment: Segment, stretch: Segment) -> Segment | None:
        """Find the words in a stretch of text that has its old neighbours on both sides."""
        return self._only_place(segment, (stretch[0] - CONTEXT, stretch[1] + CONTEXT))

    def by_context_or_diff(self, segment: Segment) -> Segment | None:
        """Find the words by their context, or else where the diff has them in the sentence."""
        return self.by_context(segment) or self._by_diff(segment)

    def _fits(self, before: list[Segment], segment: Segment) -> bool:
        """Return whether it is in one block, after the other segments, and no copy of these."""
        block = self._new.blocks[block_index(self._new.blocks, segment[0])]
        if segment[1] > block.end:
            return False
        if not before:
            return True
        gap = before[-1][1], segment[0]
        earlier = {self._new.text[slice(*other)] for other in before}
        return gap[0] < gap[1] and not (
            self._new.text[slice(*segment)] in earlier
            and are_far_apart(self._new.text, self._new.blocks, *gap)
        )

    def _beside(self, segment: Segment) -> Segment:
        """Return the range with `CONTEXT` on both sides, at most to the block's ends and gaps."""
        block = self._old.blocks[block_index(self._old.blocks, segment[0])]
        gap = len(BLOCK_GAP)
        return max(segment[0] - CONTEXT, block.start - gap), min(
            segment[1] + CONTEXT, block.end + gap
        )

    def _only_place(self, segment: Segment, around: Segment) -> Segment | None:
        """Return the segment where the text around it stands, if it occurs once in both texts."""
        self._budget -= len(self._old.text) + len(self._new.text)
        start, end = (max(0, offset + len(_FRAME)) for offset in around)
        words = self._old_framed[start:end]
        if self._budget < 0 or not _is_once(self._old_framed, words):
            return None
        if not _is_once(self._new_framed, words):
            return None
        return _moved(segment, self._new_framed.find(words) - start)

    def _by_diff(self, segment: Segment) -> Segment | None:
        index = bisect_right(self._starts, segment[0]) - 1
        if index < 0 or segment[1] > self._runs[index].end:
            return None
        shift = self._runs[index].shift
        found = _moved(segment, shift)
        if not self._is_edited_sentence(segment, shift):
            return None
        return None if is_ambiguous(self._old.text, segment, self._new.text, found) else found

    def _is_edited_sentence(self, segment: Segment, shift: int) -> bool:
        """Return whether the diff's place for the words is that of their sentence, edited.

        Nobody can have moved the sentence: it stands nowhere else and was not copied. And half of
        the text beside the words is still beside them.
        """
        old, new = self._old.text, self._new.text
        sentence = sentence_at(old, *segment)
        words = old[slice(*sentence)]
        if self._copies.has_copy(sentence) or not _is_once(old, words):
            return False
        if {new.find(words), new.rfind(words)} - {-1, sentence[0] + shift}:
            return False
        kept = self._kept(sentence, sentence_at(new, *_moved(segment, shift)))
        beside = len(words) - (segment[1] - segment[0])
        return 2 * (kept - len(words) + beside) >= beside

    def _kept(self, old: Segment, new: Segment) -> int:
        """Return how many code points of an old stretch the diff has in a new one."""
        return sum(
            max(
                0,
                min(old[1], run.end, new[1] - run.shift)
                - max(old[0], run.start, new[0] - run.shift),
            )
            for run in self._runs
        )


def _moved(segment: Segment, shift: int) -> Segment:
    return segment[0] + shift, segment[1] + shift


def _unique_blocks(document: Document) -> dict[str, int]:
    """Return the start of each block whose words no other block has, by these words."""
    texts = [document.text[block.start : block.end] for block in document.blocks]
    counts = Counter(texts)
    return {
        words: block.start
        for words, block in zip(texts, document.blocks, strict=True)
        if counts[words] == 1
    }


def _other_blocks(document: Document, known: Collection[str]) -> _Lines:
    spans = ((block.start, block.end) for block in document.blocks)
    return [span for span in spans if document.text[slice(*span)] not in known]


def _is_once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _equal_runs(old: str, new: str, lines: tuple[_Lines, _Lines]) -> Iterator[_Run]:
    """Yield the runs of characters that are unchanged in the diff, white space included."""
    before, after = _tokens(old, new, lines)
    names = [old[a:b] for a, b in before], [new[a:b] for a, b in after]
    for code in Indel.opcodes(*names):
        if code.tag == "equal":
            pairs = zip(
                before[code.src_start : code.src_end],
                after[code.dest_start : code.dest_end],
                strict=True,
            )
            yield from _join_tokens(old, new, pairs)


def _join_tokens(old: str, new: str, pairs: Iterable[tuple[Segment, Segment]]) -> list[_Run]:
    """Join equal tokens to runs, split where the white space between them differs."""
    runs: list[_Run] = []
    for (start, end), (new_start, _) in pairs:
        shift = new_start - start
        last = runs[-1] if runs else None
        if last and old[last.end : start] == new[last.end + last.shift : new_start]:
            runs[-1] = _Run(last.start, end, shift)
        else:
            runs.append(_Run(start, end, shift))
    return runs


def _tokens(
    old: str, new: str, lines: tuple[_Lines, _Lines]
) -> tuple[list[Segment], list[Segment]]:
    """Split both texts into words and signs, into lines if they are too long, else into nothing."""
    for pattern in (_WORD, _LINE):
        before, after = (
            [found.span() for line in part for found in pattern.finditer(text, *line)]
            for text, part in zip((old, new), lines, strict=True)
        )
        if len(before) * len(after) <= MAX_PAIRS:
            return before, after
    return [], []
