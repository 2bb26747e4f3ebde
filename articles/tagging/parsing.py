"""Parse clean HTML to a document.

No general HTML parser is needed: nh3 has done the parsing, and what `sanitise` and `render` write
is properly nested, with "<" and ">" at tags only, so one regular expression reads it. `render`
generates HTML from the document alone, so that a reading error could never print anything unsafe.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from uuid import UUID, uuid4

from articles.tagging.block_structure import flatten
from articles.tagging.html_reader import BodyReader, LineReader
from articles.tagging.tag_ranges import Dropped, Problem, gather_marks, gather_tags
from newsroom.lib.characters import without_wordless

from .document import BLOCK_GAP, Document
from .errors import UnreadableText
from .fields import Field
from .sanitising import refuse_unreadable, sanitise

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|([^<]+)|(<)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document of a field's HTML, and what was wrong with its tags.

    A document with problems must not be stored: the tags with problems are missing in it. `dropped`
    are tags that held nothing but white space.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def read(html: str, *, field: Field, new_uuid: Callable[[], UUID] = uuid4) -> Parsed:
    """Clean and parse HTML from anywhere; raise `UnreadableText` as `sanitise` does."""
    return parse(sanitise(html, field=field), field=field, new_uuid=new_uuid)


def parse(html: str, *, field: Field, new_uuid: Callable[[], UUID] = uuid4) -> Parsed:
    """Parse HTML that `sanitise` or `render` wrote.

    A tag with an invalid uuid, or with the uuid of an earlier tag (a copy), gets a uuid from
    `new_uuid`. Raises `UnreadableText` for anything but clean HTML, and beyond `limits`.
    """
    refuse_unreadable(html)
    reader = LineReader() if field.is_line else BodyReader()
    for closing, name, attributes, text, stray in _TOKEN.findall(without_wordless(html)):
        if text:
            reader.write(_decode(text))
        elif stray:
            raise UnreadableText("The HTML has not been cleaned: it holds a stray “<”.")
        elif closing:
            reader.end(name.lower())
        else:
            reader.begin(name.lower(), attributes)
    reader.finish()
    return _assemble(reader, field, new_uuid)


def _decode(text: str) -> str:
    return without_wordless(unescape(text)) if "&" in text else text


def _assemble(reader: BodyReader, field: Field, new_uuid: Callable[[], UUID]) -> Parsed:
    text, blocks = BLOCK_GAP.join(reader.flow.texts), flatten(reader.leaves)
    ranges = reader.flow.ranges
    gathered = gather_tags(ranges, text, blocks, new_uuid)
    document = Document(field, text, blocks, gather_marks(ranges), gathered.tags)
    return Parsed(document, gathered.problems, gathered.dropped)
