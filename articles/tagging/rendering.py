"""Render a document to HTML in one canonical form, from text, structure, marks and tags.

Where ranges cross, the one that ends later is cut in pieces; the pieces of a tag carry the same
uuid, and parsing joins them again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .attributes import write_attributes
from .document import Block, Document
from .tags import QuoteTag, Tag


def render(document: Document) -> str:
    """Return the document's HTML in its canonical form, for storing.

    Equal documents have equal HTML, and `parse` returns the document.
    """
    return "".join(_html(document))


def escape_text(text: str) -> str:
    """Escape text for the content of an element; a line break becomes <br>."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>")


def escape_value(value: str) -> str:
    """Escape text for the value of an attribute in double quotes."""
    return escape_text(value).replace('"', "&quot;")


_QUOTE, _MENTION, _LINK, _STRONG, _EM = range(5)
_MARK_RANKS = {"a": _LINK, "strong": _STRONG, "em": _EM}


class _Range(NamedTuple):
    """A range of a block that is one element. Of two with one start, the first is the outer one."""

    start: int
    minus_end: int
    rank: int
    order: int
    begin: str
    close: str

    @property
    def end(self) -> int:
        return -self.minus_end


def _html(document: Document) -> Iterator[str]:
    """Yield the HTML in time that is linear in the text and its ranges, as nesting is bounded."""
    ranges = sorted(_ranges(document))
    first = 0
    for block in document.blocks:
        last = first
        while last < len(ranges) and ranges[last].start < block.end:
            last += 1
        yield from _block(document.text, block, ranges[first:last])
        first = last


def _block(text: str, block: Block, ranges: list[_Range]) -> Iterator[str]:
    for name in block.opens:
        yield f"<{name}>"
    yield f"<{block.name}>" if block.name else ""
    yield from _inline(text, block, ranges)
    yield f"</{block.name}>" if block.name else ""
    for name in block.closes:
        yield f"</{name}>"


def _inline(text: str, block: Block, ranges: list[_Range]) -> Iterator[str]:
    at, waiting = block.start, iter(ranges)
    following = next(waiting, None)
    stack: list[_Range] = []
    for cut in _cuts(ranges, block.end):
        yield escape_text(text[at:cut])
        kept, ends = _unwind(stack, cut)
        yield from ends
        while following is not None and following.start == cut:
            kept.append(following)
            following = next(waiting, None)
        for piece in sorted(kept, key=_outer_first):
            stack.append(piece)
            yield piece.begin
        at = cut


def _ranges(document: Document) -> Iterator[_Range]:
    for order, tag in enumerate(document.tags):
        rank = _QUOTE if isinstance(tag, QuoteTag) else _MENTION
        begin = _start_tag(tag)
        for start, end in tag.segments:
            yield _Range(start, -end, rank, order, begin, "</span>")
    for order, mark in enumerate(document.marks):
        href = f' href="{escape_value(mark.href)}"' if mark.href else ""
        begin, close = f"<{mark.name}{href}>", f"</{mark.name}>"
        yield _Range(mark.start, -mark.end, _MARK_RANKS[mark.name], order, begin, close)


def _start_tag(tag: Tag) -> str:
    attributes = write_attributes(tag).items()
    written = "".join(f' {name}="{escape_value(value)}"' for name, value in attributes)
    return f"<span{written}>"


def _outer_first(piece: _Range) -> tuple[int, int, int]:
    return piece.minus_end, piece.rank, piece.order


def _cuts(ranges: Sequence[_Range], end: int) -> list[int]:
    return sorted({end, *(r.start for r in ranges), *(r.end for r in ranges)})


def _unwind(stack: list[_Range], cut: int) -> tuple[list[_Range], list[str]]:
    """Pop all ranges down to one that ends here; return those that go on, and the end tags."""
    for depth, piece in enumerate(stack):
        if piece.end == cut:
            popped = stack[depth:]
            del stack[depth:]
            kept = [piece for piece in popped if piece.end > cut]
            return kept, [piece.close for piece in reversed(popped)]
    return [], []
