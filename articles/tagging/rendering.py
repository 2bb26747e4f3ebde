"""A document to HTML: generated from text, structure, marks and tags, in one canonical form.

Where ranges cross, the one that ends later is cut in pieces; a tag's pieces carry the same uuid,
and parsing puts them together again.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .attributes import write_attributes
from .document import Block, Document, Mark
from .tags import QuoteTag, Tag


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a tag's words that is one HTML element.

    `is_first`: no piece of the tag comes before it (so it may carry the tag's id);
    `has_link`: a link of the text's own begins, ends or passes here (so it must not be a link).
    """

    tag: Tag
    is_first: bool
    has_link: bool


Dress = Callable[[Piece], tuple[str, str]]
"""The start tag and end tag of a piece. They are put into the HTML as they are."""


def render(document: Document, *, dress: Dress | None = None) -> str:
    """The document's HTML: canonical, for storing, or with tags dressed for a page.

    The canonical form of equal documents is equal, and `parse` gives the document back.
    """
    renderer = _Renderer(document, dress or _canonical)
    return "".join(renderer.html())


def escape_text(text: str) -> str:
    """Text for the content of an element; a line break becomes <br>."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>")


def escape_value(value: str) -> str:
    """Text for an attribute's value in double quotes."""
    return escape_text(value).replace('"', "&quot;")


def _canonical(piece: Piece) -> tuple[str, str]:
    attributes = write_attributes(piece.tag).items()
    written = "".join(f' {name}="{escape_value(value)}"' for name, value in attributes)
    return f"<span{written}>", "</span>"


_QUOTE, _MENTION, _LINK, _STRONG, _EM = range(5)
_MARK_RANKS = {"a": _LINK, "strong": _STRONG, "em": _EM}


class _Range(NamedTuple):
    """A stretch of a block in an element of its own. At one place, the first in order is outer."""

    start: int
    minus_end: int
    rank: int
    order: int
    source: Tag | Mark

    @property
    def end(self) -> int:
        return -self.minus_end


class _Renderer:
    """Writes one document. Linear in the text and its ranges, since nesting is bounded."""

    def __init__(self, document: Document, dress: Dress) -> None:
        self._document = document
        self._dress = dress
        self._ranges = sorted(_ranges(document))
        self._links = [(mark.start, mark.end) for mark in document.marks if mark.name == "a"]
        self._begun: set[int] = set()

    def html(self) -> Iterator[str]:
        first = 0
        for block in self._document.blocks:
            last = first
            while last < len(self._ranges) and self._ranges[last].start < block.end:
                last += 1
            yield from self._block(block, self._ranges[first:last])
            first = last

    def _block(self, block: Block, ranges: list[_Range]) -> Iterator[str]:
        for name in block.opens:
            yield f"<{name}>"
        yield f"<{block.name}>" if block.name else ""
        yield from self._inline(block, ranges)
        yield f"</{block.name}>" if block.name else ""
        for name in block.closes:
            yield f"</{name}>"

    def _inline(self, block: Block, ranges: list[_Range]) -> Iterator[str]:
        text, at, waiting = self._document.text, block.start, iter(ranges)
        following = next(waiting, None)
        stack: list[tuple[_Range, str]] = []
        for cut in _cuts(ranges, block.end):
            yield escape_text(text[at:cut])
            kept, ends = _unwind(stack, cut)
            yield from ends
            while following is not None and following.start == cut:
                kept.append(following)
                following = next(waiting, None)
            for piece in sorted(kept, key=_outer_first):
                begin, end = self._element(piece, cut)
                stack.append((piece, end))
                yield begin
            at = cut

    def _element(self, piece: _Range, start: int) -> tuple[str, str]:
        source = piece.source
        if isinstance(source, Mark):
            href = f' href="{escape_value(source.href)}"' if source.href else ""
            return f"<{source.name}{href}>", f"</{source.name}>"
        is_first = piece.order not in self._begun
        self._begun.add(piece.order)
        has_link = bool(self._links) and self._touches_link(start, piece.end)
        return self._dress(Piece(source, is_first, has_link))

    def _touches_link(self, start: int, end: int) -> bool:
        """Whether one of the links, which are in order and disjoint, begins before `end` and
        ends after `start`.
        """
        before = bisect_left(self._links, (end, end))
        return before > 0 and self._links[before - 1][1] > start


def _ranges(document: Document) -> Iterator[_Range]:
    for order, tag in enumerate(document.tags):
        rank = _QUOTE if isinstance(tag, QuoteTag) else _MENTION
        for start, end in tag.segments:
            yield _Range(start, -end, rank, order, tag)
    for order, mark in enumerate(document.marks):
        yield _Range(mark.start, -mark.end, _MARK_RANKS[mark.name], order, mark)


def _outer_first(piece: _Range) -> tuple[int, int, int]:
    return piece.minus_end, piece.rank, piece.order


def _cuts(ranges: Sequence[_Range], end: int) -> list[int]:
    return sorted({end, *(r.start for r in ranges), *(r.end for r in ranges)})


def _unwind(stack: list[tuple[_Range, str]], cut: int) -> tuple[list[_Range], list[str]]:
    """Pops all down to the outermost range that ends here: what of it goes on, and end tags."""
    for depth, (piece, _) in enumerate(stack):
        if piece.end == cut:
            popped = stack[depth:]
            del stack[depth:]
            kept = [piece for piece, _ in popped if piece.end > cut]
            return kept, [end for _, end in reversed(popped)]
    return [], []
