"""Check the invariants of a document."""

from collections.abc import Iterator

from articles.tagging.attributes import is_id, tidy
from articles.tagging.document import BLOCK_GAP, Block, Document
from articles.tagging.limits import MAX_QUOTES, deepest_overlap
from articles.tagging.normalisation import is_composed
from articles.tagging.spans import split_by_block
from articles.tagging.tags import QUOTE_KINDS, MentionTag, QuoteTag, Segment, Tag, tag_order
from newsroom.lib.characters import surrogate_at, without_wordless


def find_faults(document: Document) -> tuple[str, ...]:
    """Return in words what breaks the rules of text and tags; nothing if all is well.

    Text is NFC without control characters and equals the text of the blocks. Every segment is
    inside one block, in order, not empty, and does not begin or end with white space. Mentions do
    not overlap. Each uuid is used once.
    """
    return (
        *_text_faults(document),
        *(fault for tag in document.tags for fault in _tag_faults(document, tag)),
        *_joint_faults(document),
    )


def _text_faults(document: Document) -> Iterator[str]:
    text = document.text
    if not is_composed(text):
        yield "The text is not in Unicode's form C."
    if surrogate_at(text) >= 0 or without_wordless(text) != text:
        yield "The text holds control characters or lone surrogates."
    if BLOCK_GAP.join(text[block.start : block.end] for block in document.blocks) != text:
        yield "The text is not what the blocks hold."
    if any(_is_bare(text, block) for block in document.blocks):
        yield "A block is empty, or begins or ends with white space."


def _is_bare(text: str, block: Block) -> bool:
    held = text[block.start : block.end]
    return not held or held != held.strip(" \n")


def _tag_faults(document: Document, tag: Tag) -> Iterator[str]:
    for fault in (*_place_faults(document, tag), *_attribute_faults(tag)):
        yield f"{'Quote' if isinstance(tag, QuoteTag) else 'Mention'} {tag.uuid} {fault}."


def _place_faults(document: Document, tag: Tag) -> Iterator[str]:
    if not tag.segments or not _are_in_order(document.text, tag.segments):
        yield "has segments out of range, empty or out of order"
        return
    for start, end in tag.segments:
        if [*split_by_block(document.blocks, start, end)] != [(start, end)]:
            yield "crosses the end of a block"
        if document.text[start].isspace() or document.text[end - 1].isspace():
            yield "begins or ends with white space"


def _attribute_faults(tag: Tag) -> Iterator[str]:
    if isinstance(tag, MentionTag):
        if len(tag.segments) > 1:
            yield "has more than one segment"
        if not is_id(tag.entity):
            yield "names no entity"
        return
    if tag.speaker is not None and not is_id(tag.speaker):
        yield "names a speaker that is no id"
    if tag.kind not in QUOTE_KINDS:
        yield f"has the unknown kind “{tag.kind}”"
    if any(value != tidy(value) for value in (tag.role, tag.cue, tag.source)):
        yield "has a role, cue or source that is not tidy text"


def _are_in_order(text: str, segments: tuple[Segment, ...]) -> bool:
    last = -1
    for start, end in segments:
        if not last < start < end <= len(text):
            return False
        last = end
    return True


def _joint_faults(document: Document) -> Iterator[str]:
    tags = document.tags
    if len({tag.uuid for tag in tags}) < len(tags):
        yield "A uuid is used by two tags."
    if any(not tag.segments for tag in tags):
        return
    if list(tags) != sorted(tags, key=tag_order):
        yield "The tags are not in order."
    if deepest_overlap(mention.segments[0] for mention in document.mentions) > 1:
        yield "Mentions lie over one another."
    quoted = (segment for quote in document.quotes for segment in quote.segments)
    if deepest_overlap(quoted) > MAX_QUOTES:
        yield f"More than {MAX_QUOTES} quotes lie over one another."
