"""Spans of a text that are stored beside it, such as comments, carried to a changed text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from articles.tagging.anchoring import carry_tags
from articles.tagging.document import Document
from articles.tagging.tags import MentionTag, QuoteTag, Segment, Tag

NOBODY: Final = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text, with an id. An `is_mention` has one segment and overlaps no mention."""

    uuid: UUID
    segments: tuple[Segment, ...]
    is_mention: bool = False


def carry_spans(
    spans: Iterable[Span], old: Document, new: Document
) -> dict[UUID, tuple[Segment, ...]]:
    """Return the segments in `new` of each span of `old`, by its id.

    A span without a sure place is missing, as is one whose id a tag of `new` has. The rules are
    those of `carry_tags`: exactly the same words, all segments in order, no mention over another.
    Tags of `old` take no part.
    """
    tags = tuple(_as_tag(span) for span in spans)
    placed = carry_tags(replace(old, marks=(), tags=tags), new).placed
    return {tag.uuid: tag.segments for tag in placed}


def _as_tag(span: Span) -> Tag:
    if span.is_mention:
        return MentionTag(span.uuid, NOBODY, span.segments)
    return QuoteTag(span.uuid, None, "direct", "", "", "", None, span.segments)
