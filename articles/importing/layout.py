"""The lines of a file as fields of an article, and the sidecar's tags placed in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from uuid import uuid4

from articles.importing.errors import UnusableFile
from articles.importing.file_text import StoryFile
from articles.importing.line_ends import LINE_END, line_number
from articles.importing.sidecar import Sidecar, SidecarMention, SidecarQuote
from articles.importing.wrapped_lines import Line, joined_words
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
    quote_details,
)
from newsroom.lib.excerpts import excerpt, excerpts

SidecarTag = SidecarMention | SidecarQuote


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a file, and the place of each line in them."""

    story: StoryFile
    fields: Mapping[Field, LaidOut]

    def place(self, line: Line) -> tuple[Field, PlainLine]:
        for field, lines in self.story.fields.items():
            if line in lines:
                return field, self.fields[field].lines[lines.index(line)]
        raise AssertionError("Every line is in a field.")


def lay_out(story: StoryFile) -> Layout:
    """Return the three fields of a file, without tags. Raises `UnusableFile`."""
    try:
        fields = {
            field: document_from_lines([line.text for line in lines], field=field)
            for field, lines in story.fields.items()
        }
    except UnreadableText as error:
        raise UnusableFile(str(error)) from error
    return Layout(story, fields)


def tags_of(layout: Layout, sidecar: Sidecar, ids: Mapping[str, int]) -> dict[Field, list[Tag]]:
    """Return the sidecar's tags with offsets in the fields. `ids` has each key's entity.

    Raises `UnusableFile` with the line if an offset does not match the text.
    """
    tags: dict[Field, list[Tag]] = {field: [] for field in Field}
    everything: list[SidecarTag] = [*sidecar.mentions, *sidecar.quotes]
    for tag in everything:
        _check_words(layout.story, tag)
        _check_segments(layout.story, tag)
        field, segments = _anchor(layout, _segments(tag))
        tags[field].append(_make_tag(tag, segments, ids))
    return tags


def tag_document(layout: Layout, field: Field, tags: list[Tag]) -> Document:
    """Return a field with tags. Raises `UnusableFile` for tags that contradict each other."""
    try:
        return apply_tags(layout.fields[field].document, tags)
    except TaggingError as error:
        raise UnusableFile(f"{field.value}: {error}") from error


def _segments(tag: SidecarTag) -> list[Segment]:
    segments = tag.segments if isinstance(tag, SidecarQuote) else ()
    return list(segments) or [(tag.start, tag.end)]


def _check_words(story: StoryFile, tag: SidecarTag) -> None:
    found = story.text[tag.start : tag.end] if 0 <= tag.start < tag.end else ""
    if fault := _find_fault(story, tag, found):
        raise UnusableFile(fault, _line_of(story, tag))


def _find_fault(story: StoryFile, tag: SidecarTag, found: str) -> str:
    """Return what is wrong with a tag for which these words were found, or ""."""
    place = f"at {tag.start} to {tag.end}"
    is_same = found.split() == tag.exact.split()
    is_over_lines = not story.is_joined and LINE_END.search(found) is not None
    if is_same and is_over_lines and (isinstance(tag, SidecarMention) or found != tag.exact):
        return (
            f"The sidecar's “{excerpt(found)}” {place} runs over the end of a line. "
            "--join-lines makes paragraphs of wrapped lines."
        )
    if found == tag.exact or (story.is_joined and joined_words(found) == joined_words(tag.exact)):
        return ""
    if is_same:
        return f"The sidecar's “{excerpt(found)}” {place} has other white space than the text."
    exact, found = excerpts(tag.exact, found)
    return f"The sidecar has “{exact}” {place}, the text has “{found}”."


def _check_segments(story: StoryFile, tag: SidecarTag) -> None:
    segments = _segments(tag)
    is_ordered = all(one[1] <= other[0] for one, other in pairwise(segments))
    is_whole = (segments[0][0], segments[-1][1]) == (tag.start, tag.end)
    if not (is_ordered and is_whole and all(start < end for start, end in segments)):
        raise UnusableFile(
            f"The segments of “{excerpt(tag.exact)}” are not parts of {tag.start} to {tag.end}, "
            "in order, from its start to its end.",
            _line_of(story, tag),
        )


def _line_of(story: StoryFile, tag: SidecarTag) -> int:
    return line_number(story.text[: max(tag.start, 0)])


def _anchor(layout: Layout, segments: list[Segment]) -> tuple[Field, tuple[Segment, ...]]:
    """Return the field of segments of the file, and their offsets in that field."""
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


def _make_tag(tag: SidecarTag, segments: tuple[Segment, ...], ids: Mapping[str, int]) -> Tag:
    if isinstance(tag, SidecarMention):
        return MentionTag(uuid4(), _entity_id(ids, tag.entity), segments)
    return QuoteTag(
        uuid=uuid4(),
        speaker=_entity_id(ids, tag.speaker) if tag.speaker else None,
        segments=segments,
        **quote_details(tag),
    )


def _entity_id(ids: Mapping[str, int], key: str) -> int:
    if key not in ids:
        raise UnusableFile(f"sidecar: “{key}” is not among its entities.")
    return ids[key]
