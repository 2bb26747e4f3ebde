"""The text of a field, with structure, marks and tags beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .fields import Field
from .tags import MentionTag, QuoteTag, Tag

BLOCK_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: text[start:end] in an element p, h2 or h3 ("" in a single-line field).

    `opens` are the containers (ul, ol, li, blockquote) that begin before it, outermost first;
    `closes` those that end after it, innermost first.
    """

    name: str
    start: int
    end: int
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis or a link: name strong, em or a; inside one block; `href` for links only."""

    name: str
    start: int
    end: int
    href: str = ""


class TaggedText(Protocol):
    """The plain text of a document and its tags, for `compare`."""

    @property
    def text(self) -> str: ...

    @property
    def tags(self) -> Sequence[Tag]: ...


@dataclass(frozen=True, slots=True)
class Document:
    r"""The text of one field. HTML is generated from it and never edited by itself.

    `text` is the plain text in NFC: blocks joined by a blank line, a line break as "\n". `tags`
    are in `tag_order`. Offsets are code points in `text`.
    """

    field: Field
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def mentions(self) -> tuple[MentionTag, ...]:
        return tuple(tag for tag in self.tags if isinstance(tag, MentionTag))

    @property
    def quotes(self) -> tuple[QuoteTag, ...]:
        return tuple(tag for tag in self.tags if isinstance(tag, QuoteTag))
