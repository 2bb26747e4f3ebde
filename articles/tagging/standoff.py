"""Add tags, given by their offsets, to a document."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from articles.tagging.attributes import is_id, tidy
from articles.tagging.document import Document
from articles.tagging.errors import TaggingError
from articles.tagging.limits import MAX_QUOTES, deepest_overlap
from articles.tagging.sanitising import refuse_unreadable
from articles.tagging.spans import split_by_block, trim
from articles.tagging.tag_ranges import are_far_apart
from articles.tagging.tags import QUOTE_KINDS, MentionTag, QuoteTag, Segment, Tag, tag_order
from newsroom.lib.excerpts import excerpt


def apply_tags(document: Document, tags: Iterable[Tag]) -> Document:
    """Return the document with the tags added; spans are trimmed, quotes split at block ends.

    Roles, cues and sources become tidy text. Raises `UnreadableText` for NUL and lone surrogates in
    these, and `TaggingError` for a span that is out of range, empty or white space, a mention that
    crosses the end of a block or overlaps another, a uuid used twice, an invalid id, an unknown
    kind of quote, and segments that are out of order or would be read as copies of one another.
    """
    fitted = [_fit_tag(document, tag) for tag in tags]
    everything = sorted((*document.tags, *fitted), key=tag_order)
    _refuse_same_uuid(everything)
    _refuse_overlaps(document.text, everything)
    return replace(document, tags=tuple(everything))


def renumber(
    document: Document, uuids: Collection[UUID], *, new_uuid: Callable[[], UUID] = uuid4
) -> Document:
    """Return the document with new uuids for the tags whose uuid is among `uuids`."""
    tags = [replace(tag, uuid=new_uuid()) if tag.uuid in uuids else tag for tag in document.tags]
    return replace(document, tags=tuple(sorted(tags, key=tag_order)))


def _fit_tag(document: Document, tag: Tag) -> Tag:
    if not tag.segments:
        raise TaggingError("A tag needs a place in the text.")
    for start, end in tag.segments:
        _refuse_bad_range(document.text, start, end)
    if isinstance(tag, MentionTag):
        _refuse_bad_id(tag.entity, tag.start)
        return replace(tag, segments=(_mention_segment(document, tag),))
    return replace(_tidy_quote(tag), segments=_quote_segments(document, tag))


def _tidy_quote(tag: QuoteTag) -> QuoteTag:
    if tag.kind not in QUOTE_KINDS:
        raise TaggingError(f"“{tag.kind}” is no kind of quote.", start=tag.start)
    if tag.speaker is not None:
        _refuse_bad_id(tag.speaker, tag.start)
    for value in (tag.role, tag.cue, tag.source):
        refuse_unreadable(value)
    return replace(tag, role=tidy(tag.role), cue=tidy(tag.cue), source=tidy(tag.source))


def _refuse_bad_id(number: int, start: int) -> None:
    if not is_id(number):
        raise TaggingError(f"{number} is the id of no person or organisation.", start=start)


def _refuse_bad_range(text: str, start: int, end: int) -> None:
    if not 0 <= start <= end <= len(text):
        raise TaggingError(
            f"{start} to {end} is outside the text, which is {len(text)} characters long.",
            start=start,
        )
    if start == end:
        raise TaggingError(f"The tag at {start} is empty.", start=start)
    if text[start:end].isspace():
        raise TaggingError(f"At {start} to {end} is nothing but white space.", start=start)


def _mention_segment(document: Document, tag: MentionTag) -> Segment:
    if len(tag.segments) > 1:
        raise TaggingError("A mention is one run of words.", start=tag.start)
    start, end = trim(document.text, *tag.segments[0])
    if [*split_by_block(document.blocks, start, end)] != [(start, end)]:
        shown = excerpt(document.text[start:end])
        raise TaggingError(f"The mention “{shown}” crosses the end of a paragraph.", start=start)
    return start, end


def _quote_segments(document: Document, tag: QuoteTag) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for start, end in tag.segments:
        for part in split_by_block(document.blocks, start, end):
            trimmed = trim(document.text, *part)
            if trimmed[0] < trimmed[1]:
                _append_segment(segments, trimmed)
    _refuse_copies(document, segments)
    return tuple(segments)


def _append_segment(segments: list[Segment], segment: Segment) -> None:
    if segments and segment[0] < segments[-1][1]:
        raise TaggingError("A quote's segments are not in order.", start=segment[0])
    if segments and segment[0] == segments[-1][1]:
        segments[-1] = (segments[-1][0], segment[1])
    else:
        segments.append(segment)


def _refuse_copies(document: Document, segments: list[Segment]) -> None:
    """Raise for segments that parsing would read as a copy of the quote."""
    seen: set[str] = set()
    last = 0
    for start, end in segments:
        words = document.text[start:end]
        if words in seen and are_far_apart(document.text, document.blocks, last, start):
            raise TaggingError(
                f"A quote repeats “{excerpt(words)}” with other words between: make it two quotes.",
                start=start,
            )
        seen.add(words)
        last = end


def _refuse_same_uuid(tags: Iterable[Tag]) -> None:
    seen: set[UUID] = set()
    for tag in tags:
        if tag.uuid in seen:
            raise TaggingError(f"Two tags have the uuid {tag.uuid}.", start=tag.start)
        seen.add(tag.uuid)


def _refuse_overlaps(text: str, tags: Iterable[Tag]) -> None:
    last: MentionTag | None = None
    quoted: list[Segment] = []
    for tag in tags:
        if isinstance(tag, QuoteTag):
            quoted += tag.segments
            continue
        if last is not None and tag.start < last.end:
            this, other = text[tag.start : tag.end], text[last.start : last.end]
            raise TaggingError(
                f"The mention “{excerpt(this)}” lies over the mention “{excerpt(other)}”.",
                start=tag.start,
            )
        last = tag
    if deepest_overlap(quoted) > MAX_QUOTES:
        raise TaggingError(f"More than {MAX_QUOTES} quotes lie over one another.")
