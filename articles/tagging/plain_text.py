"""Make a document of lines of plain text, with the offsets of each line in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.tagging.normalisation import compose_with_positions, is_composed
from newsroom.lib.characters import CONTROLS, is_white_space, is_wordless

from .document import BLOCK_GAP, Block, Document
from .fields import Field
from .offsets import OffsetMap
from .sanitising import refuse_unreadable

# Everything that collapsing would change.
_UNTIDY = re.compile(f"[{CONTROLS}]|  |^ | $")


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A raw line as plain text. `start` is its offset in the document's text.

    A line without words has no place: its `text` is "" and its offsets lead to where it was.
    """

    text: str
    start: int
    offsets: OffsetMap

    def at(self, raw: int) -> int:
        """Return the offset in the document's text of an offset in the raw line.

        White space and control characters that were removed have no width: an offset among them
        leads to the place where they were. Raises `TaggingError` outside the raw line or inside a
        composed character.
        """
        return self.start + self.offsets.at(raw)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document made of raw lines, and the place of each line in it, in order."""

    document: Document
    lines: tuple[PlainLine, ...]


def document_from_lines(raw_lines: Iterable[str], *, field: Field = Field.BODY) -> LaidOut:
    """Make a document of plain text: one paragraph for each line, or one line of a headline.

    Raises `UnreadableText` for NUL and lone surrogates.
    """
    name, gap = ("", " ") if field.is_line else ("p", BLOCK_GAP)
    lines: list[PlainLine] = []
    start = 0
    for raw in raw_lines:
        line = plain_line(raw, start=start)
        lines.append(line)
        start += len(line.text) + len(gap) if line.text else 0
    texts = [line.text for line in lines if line.text]
    text = gap.join(texts)
    blocks = [Block(name, line.start, line.start + len(line.text)) for line in lines if line.text]
    if field.is_line and blocks:
        blocks = [Block(name, 0, len(text))]
    return LaidOut(Document(field, text, tuple(blocks)), tuple(lines))


def plain_line(raw: str, *, start: int = 0) -> PlainLine:
    """Make plain text of a raw line: NFC, white space collapsed, no control characters."""
    refuse_unreadable(raw)
    if not _UNTIDY.search(raw) and is_composed(raw):
        return PlainLine(raw, start, OffsetMap(len(raw)))
    collapsed, positions = _collapse(raw)
    text, composed = compose_with_positions(collapsed)
    return PlainLine(text, start, OffsetMap(len(raw), [composed[at] for at in positions]))


def _collapse(raw: str) -> tuple[str, list[int]]:
    """Collapse white space; return the text and the new offset for each of the len+1 raw ones."""
    kept: list[str] = []
    positions = [0]
    for character in raw:
        if is_white_space(character):
            if kept and kept[-1] != " ":
                kept.append(" ")
        elif not is_wordless(character):
            kept.append(character)
        positions.append(len(kept))
    text = "".join(kept).rstrip(" ")
    return text, [min(at, len(text)) for at in positions]
