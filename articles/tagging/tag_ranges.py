"""Make tags and marks of ranges with raw attributes, and report what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from articles.tagging.attributes import read_date, read_id, read_uuid
from articles.tagging.document import Block, Mark
from articles.tagging.errors import UnreadableText
from articles.tagging.limits import MAX_QUOTES, deepest_overlap
from articles.tagging.spans import block_index
from articles.tagging.tags import (
    QUOTE_DETAILS,
    QUOTE_KINDS,
    MentionTag,
    QuoteTag,
    Segment,
    Tag,
    tag_order,
)
from articles.tagging.text_flow import Key
from newsroom.lib.excerpts import excerpt

Ranges = Mapping[Key, Sequence[Segment]]

_LETTER = re.compile(r"[^\W_]")
_FAR = 200  # code points; also bounds the search between two segments


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a tag could not be read. `code` is stable, `message` is for the editor.

    Codes: entity, overlap, kind, speaker, said_on, attributes. `words` are the tag's words in full;
    `uuid` is as it was written.
    """

    code: str
    message: str
    words: str
    uuid: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A tag without words. `reference` is its entity or speaker; all values are as written."""

    kind: str
    uuid: str
    reference: str


@dataclass(slots=True)
class Gathered:
    """The tags in `tag_order`, the problems, and the tags without words."""

    tags: tuple[Tag, ...] = ()
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class _Piece(NamedTuple):
    segment: Segment
    key: Key

    @property
    def raw_uuid(self) -> str:
        return self.key[1]


class _InvalidTag(Exception):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def gather_marks(ranges: Ranges) -> tuple[Mark, ...]:
    """Return the marks in order, without links inside links, which HTML does not have."""
    marks = [
        Mark(key[0], start, end, *key[1:])
        for key, segments in ranges.items()
        if key[0] not in ("mention", "quote")
        for start, end in segments
    ]
    marks.sort(key=lambda mark: (mark.start, -mark.end, mark.name, mark.href))
    return tuple(_without_nested_links(marks))


def gather_tags(
    ranges: Ranges, text: str, blocks: Sequence[Block], new_uuid: Callable[[], UUID]
) -> Gathered:
    """Return the tags of the ranges; raise `UnreadableText` if too many quotes overlap."""
    return _Gatherer(text, blocks, new_uuid).gather(ranges)


@dataclass(slots=True)
class _Gatherer:
    text: str
    blocks: Sequence[Block]
    new_uuid: Callable[[], UUID]
    used: set[UUID] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def gather(self, ranges: Ranges) -> Gathered:
        tags: list[Tag] = [*self._read_mentions(ranges), *self._read_quotes(ranges)]
        tags.sort(key=tag_order)
        return Gathered(tuple(tags), tuple(self.problems), tuple(_find_dropped(ranges)))

    def _read_mentions(self, ranges: Ranges) -> Iterator[MentionTag]:
        end = 0
        pieces = _sorted_pieces(ranges, "mention")
        counts = Counter(piece.key for piece in pieces)
        for piece in pieces:
            try:
                mention = self._read_mention(piece, end, is_part=counts[piece.key] > 1)
            except _InvalidTag as error:  # noqa: PERF203 - one bad tag hides no other
                self._add_problem(error, [piece])
            else:
                end = mention.end
                yield mention

    def _read_mention(self, piece: _Piece, free_from: int, *, is_part: bool) -> MentionTag:
        entity = read_id(piece.key[2])
        if entity is None:
            raise _InvalidTag("entity", "names no person or organisation")
        if piece.segment[0] < free_from:
            raise _InvalidTag("overlap", "lies over another mention")
        whole = read_uuid(piece.raw_uuid) if is_part else None
        return MentionTag(self._unused_uuid(piece.raw_uuid), entity, (piece.segment,), whole)

    def _read_quotes(self, ranges: Ranges) -> Iterator[QuoteTag]:
        pieces = _sorted_pieces(ranges, "quote")
        if deepest_overlap(piece.segment for piece in pieces) > MAX_QUOTES:
            raise UnreadableText(f"More than {MAX_QUOTES} quotes lie over one another.")
        for group in self._group_by_uuid(pieces):
            try:
                yield self._read_quote(group)
            except _InvalidTag as error:  # noqa: PERF203 - one bad tag hides no other
                self._add_problem(error, group)

    def _group_by_uuid(self, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
        by_uuid: dict[str, list[_Piece]] = {}
        for index, piece in enumerate(pieces):
            # Without any uuid, nothing says that two pieces belong together.
            by_uuid.setdefault(piece.raw_uuid or f"#{index}", []).append(piece)
        for same in by_uuid.values():
            yield from self._separate_copies(same)

    def _separate_copies(self, pieces: list[_Piece]) -> Iterator[list[_Piece]]:
        """Separate copies of a quote: a piece that repeats one, with other words between."""
        group: list[_Piece] = []
        seen: set[str] = set()
        for piece in pieces:
            words = self.text[slice(*piece.segment)]
            if words in seen and self._is_far(group[-1].segment[1], piece.segment[0]):
                yield group
                group, seen = [], set()
            group.append(piece)
            seen.add(words)
        yield group

    def _is_far(self, end: int, start: int) -> bool:
        return are_far_apart(self.text, self.blocks, end, start)

    def _read_quote(self, group: list[_Piece]) -> QuoteTag:
        _, raw_uuid, kind, speaker, *others = group[0].key
        details: dict[str, Any] = dict(zip(QUOTE_DETAILS, (kind, *others), strict=True))
        if any(piece.key != group[0].key for piece in group):
            raise _InvalidTag("attributes", "is in parts that disagree about who said it, or how")
        if kind not in QUOTE_KINDS:
            raise _InvalidTag("kind", f"has no kind of quote ({', '.join(QUOTE_KINDS)})")
        if speaker and read_id(speaker) is None:
            raise _InvalidTag("speaker", "names a speaker that is no id")
        try:
            details["said_on"] = read_date(details["said_on"])
        except ValueError:
            raise _InvalidTag("said_on", "has a date that is not written YYYY-MM-DD") from None
        segments = tuple(piece.segment for piece in group)
        uuid = self._unused_uuid(raw_uuid)
        return QuoteTag(uuid=uuid, speaker=read_id(speaker), segments=segments, **details)

    def _unused_uuid(self, raw: str) -> UUID:
        uuid = read_uuid(raw)
        while uuid is None or uuid in self.used:
            uuid = self.new_uuid()
        self.used.add(uuid)
        return uuid

    def _add_problem(self, error: _InvalidTag, pieces: list[_Piece]) -> None:
        words = " … ".join(self.text[slice(*piece.segment)] for piece in pieces)
        message = f"The {pieces[0].key[0]} “{excerpt(words)}” {error}."
        self.problems.append(Problem(error.code, message, words, pieces[0].raw_uuid))


def are_far_apart(text: str, blocks: Sequence[Block], end: int, start: int) -> bool:
    """Return whether two segments of a quote are too far apart to repeat one another.

    The first ends at `end`, the second starts at `start`: they are in different blocks, with words
    between that do not belong to the quote.
    """
    if block_index(blocks, end - 1) == block_index(blocks, start):
        return False
    return start - end > _FAR or _LETTER.search(text, end, start) is not None


def _sorted_pieces(ranges: Ranges, kind: str) -> list[_Piece]:
    pieces = [
        _Piece(segment, key)
        for key, segments in ranges.items()
        if key[0] == kind
        for segment in segments
    ]
    return sorted(pieces, key=lambda piece: piece.segment)  # stable: the outer of two comes first


def _find_dropped(ranges: Ranges) -> Iterator[Dropped]:
    whole = {key[:2] for key, segments in ranges.items() if segments}
    for key in ranges:
        if key[0] == "mention" and key[:2] not in whole:
            yield Dropped("mention", key[1], key[2])
        elif key[0] == "quote" and key[:2] not in whole:
            yield Dropped("quote", key[1], key[3])


def _without_nested_links(marks: list[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.name == "a":
            if mark.start < end:
                continue
            end = mark.end
        yield mark
