"""A file's lines and its sidecar's tags as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from uuid import uuid4

from articles.importing.errors import UnusableFile
from articles.importing.file_text import LINE_END, Line, StoryFile
from articles.importing.sidecar import Sidecar, SidecarMention, SidecarQuote
from articles.tagging import (
    Document,
    Field,
    LaidOut,
    MentionTag,
    PlainLine,
    QuoteTag,
    Segment,
    Tag,
    TaggingError,
    UnreadableText,
    apply_tags,
    document_from_lines,
)

SidecarTag = SidecarMention | SidecarQuote


OF_LINE: Final = {0: Field.HEADLINE, 1: Field.DECK}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each line of a file went: its field, and its place in that field's document."""

    story: StoryFile
    fields: Mapping[Field, LaidOut]

    def place(self, line: Line) -> tuple[Field, PlainLine]:
        index = self.story.lines.index(line)
        field = OF_LINE.get(index, Field.BODY)
        return field, self.fields[field].lines[max(0, index - 2)]


def lay_out(story: StoryFile) -> Layout:
    """The file's three fields, without tags. Raises `UnusableFile`."""
    headline, deck, *body = [line.text for line in story.lines]
    parts = {Field.HEADLINE: [headline], Field.DECK: [deck], Field.BODY: body}
    try:
        fields = {field: document_from_lines(raw, field=field) for field, raw in parts.items()}
    except UnreadableText as error:
        raise UnusableFile(str(error)) from error
    return Layout(story, fields)


def tags_of(layout: Layout, sidecar: Sidecar, ids: Mapping[str, int]) -> dict[Field, list[Tag]]:
    """The sidecar's tags with offsets in the fields; `ids` gives each key's entity.

    Raises `UnusableFile`, naming the line, when an offset does not match the text.
    """
    tags: dict[Field, list[Tag]] = {field: [] for field in Field}
    everything: list[SidecarTag] = [*sidecar.mentions, *sidecar.quotes]
    for given in everything:
        _check_words(layout.story, given)
        _check_segments(layout.story, given)
        field, segments = _anchor(layout, _segments(given))
        tags[field].append(_tag(given, segments, ids))
    return tags


def tag_document(layout: Layout, field: Field, tags: list[Tag]) -> Document:
    """One field with its tags. Raises `UnusableFile` for tags that cannot stand together."""
    try:
        return apply_tags(layout.fields[field].document, tags)
    except TaggingError as error:
        raise UnusableFile(f"{field.value}: {error}") from error


def _segments(given: SidecarTag) -> list[Segment]:
    segments = given.segments if isinstance(given, SidecarQuote) else ()
    return list(segments) or [(given.start, given.end)]


def _check_words(story: StoryFile, given: SidecarTag) -> None:
    found = story.text[given.start : given.end] if 0 <= given.start < given.end else ""
    if found != given.exact:
        raise UnusableFile(
            f"The sidecar has “{given.exact[:60]}” at {given.start} to {given.end}, "
            f"the text has “{found[:60]}”.",
            _line_of(story, given),
        )


def _check_segments(story: StoryFile, given: SidecarTag) -> None:
    segments = _segments(given)
    is_ordered = all(one[1] <= other[0] for one, other in pairwise(segments))
    is_whole = (segments[0][0], segments[-1][1]) == (given.start, given.end)
    if not (is_ordered and is_whole and all(start < end for start, end in segments)):
        raise UnusableFile(
            f"The segments of “{given.exact[:60]}” are not parts of {given.start} to {given.end}, "
            "in order, from its start to its end.",
            _line_of(story, given),
        )


def _line_of(story: StoryFile, given: SidecarTag) -> int:
    return len(LINE_END.findall(story.text, 0, max(given.start, 0))) + 1


def _anchor(layout: Layout, segments: list[Segment]) -> tuple[Field, tuple[Segment, ...]]:
    """The field that the raw segments stand in, and its offsets for them."""
    placed = [_anchor_segment(layout, *segment) for segment in segments]
    fields = {field for field, _ in placed}
    if len(fields) > 1:
        line = layout.story.line_at(segments[0][0])
        raise UnusableFile("A tag cannot run from one field into another.", line.number)
    return fields.pop(), tuple(segment for _, segment in placed)


def _anchor_segment(layout: Layout, start: int, end: int) -> tuple[Field, Segment]:
    first = layout.story.line_at(start)
    last = layout.story.line_at(end - 1)
    field, opening = layout.place(first)
    last_field, closing = layout.place(last)
    if field is not last_field:
        raise UnusableFile("A tag cannot run from one field into another.", first.number)
    try:
        return field, (opening.at(start - first.start), closing.at(end - last.start))
    except TaggingError as error:
        raise UnusableFile(str(error), first.number) from error


def _tag(given: SidecarTag, segments: tuple[Segment, ...], ids: Mapping[str, int]) -> Tag:
    if isinstance(given, SidecarMention):
        return MentionTag(uuid4(), _id(ids, given.entity), segments)
    return QuoteTag(
        uuid=uuid4(),
        speaker=_id(ids, given.speaker) if given.speaker else None,
        kind=given.kind,
        role=given.role,
        cue=given.cue,
        source=given.source,
        said_on=given.said_on,
        segments=segments,
    )


def _id(ids: Mapping[str, int], key: str) -> int:
    if key not in ids:
        raise UnusableFile(f"sidecar: “{key}” is not among its entities.")
    return ids[key]
