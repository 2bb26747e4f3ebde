"""The tags: a mention of an entity, and a quote. Both refer to the text by offsets.

Offsets are 0-based, end-exclusive Unicode code points in the plain text of one field.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

Segment = tuple[int, int]

QUOTE_KINDS = ("direct", "indirect", "partial")
QUOTE_DETAILS = ("kind", "role", "cue", "source", "said_on")
"""Details of a quote beside words and speaker, by their one name everywhere."""

ELLIPSIS = " … "
"""Replaces the interruptions in the words of a quote."""


@dataclass(frozen=True, slots=True)
class MentionTag:
    """An entity named in the text. It has exactly one segment, inside one block.

    `part_of` is not stored: it is the id in the HTML of a mention that was read in several pieces,
    with other words between. Each piece is a mention of its own, the first one keeps the id.
    """

    uuid: UUID
    entity: int
    segments: tuple[Segment, ...]
    part_of: UUID | None = field(default=None, compare=False)

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


@dataclass(frozen=True, slots=True)
class QuoteTag:
    """The words of a speaker: a segment for each run of them (a paragraph, or up to a break).

    `speaker` is an entity's id, or None if unknown; `kind` is one of `QUOTE_KINDS`; `role` is the
    speaker's role as printed, `cue` the reporting words, `source` how the newsroom knows.
    """

    uuid: UUID
    speaker: int | None
    kind: str
    role: str
    cue: str
    source: str
    said_on: date | None
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


Tag = MentionTag | QuoteTag


def quote_details(quote: Any) -> dict[str, Any]:
    """Return the `QUOTE_DETAILS` of a tag, a row or another object that has them, by name."""
    return {name: getattr(quote, name) for name in QUOTE_DETAILS}


def exact(tag: Tag, text: str) -> str:
    """Return the text from the tag's start to its end, interruptions included."""
    return text[tag.start : tag.end]


def words(tag: Tag, text: str) -> str:
    """Return the tag's own words: gaps of white space are kept, other gaps become " … "."""
    parts = [text[slice(*tag.segments[0])]]
    for (_, before), (start, end) in zip(tag.segments, tag.segments[1:], strict=False):
        gap = text[before:start]
        parts += [ELLIPSIS if gap.strip() else gap, text[start:end]]
    return "".join(parts)


def named(tag: Tag) -> int | None:
    """Return the id that the tag names: a mention's entity or a quote's speaker."""
    return tag.entity if isinstance(tag, MentionTag) else tag.speaker


def named_as(tag: Tag, other: Tag) -> Tag:
    """Return the tag with the uuid of another tag of its kind, and the entity that it names."""
    if isinstance(tag, MentionTag) and isinstance(other, MentionTag):
        return replace(tag, uuid=other.uuid, entity=other.entity)
    assert isinstance(tag, QuoteTag)
    assert isinstance(other, QuoteTag)
    return replace(tag, uuid=other.uuid, speaker=other.speaker)


def tag_order(tag: Tag) -> tuple[int, int, bool, tuple[Segment, ...], UUID]:
    """Return the sort key: by place, the outer tag first, a quote before a mention of its words."""
    return tag.start, -tag.end, isinstance(tag, MentionTag), tag.segments, tag.uuid
