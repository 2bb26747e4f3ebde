"""Trim spans of text, and find the blocks that hold them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from .document import Block
from .tags import Segment


def trim(text: str, start: int, end: int) -> Segment:
    """Return the span without white space (Unicode's White_Space) at its ends; it may be empty."""
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        span = text[start:end]
        start += len(span) - len(span.lstrip())
        end = max(start, end - len(span) + len(span.rstrip()))
    return start, end


def split_by_block(blocks: Sequence[Block], start: int, end: int) -> Iterator[Segment]:
    """Yield the part of a span in each block that it touches."""
    index = max(0, bisect_right(blocks, start, key=_start) - 1)
    while index < len(blocks) and blocks[index].start < end:
        block = blocks[index]
        if max(start, block.start) < min(end, block.end):
            yield max(start, block.start), min(end, block.end)
        index += 1


def block_index(blocks: Sequence[Block], position: int) -> int:
    """Return the index of the last block that starts at or before the position, or -1."""
    return bisect_right(blocks, position, key=_start) - 1


def _start(block: Block) -> int:
    return block.start
