"""Tags in text: the pure core, without Django and without a database.

The text of a field is a `Document`: plain text, with blocks, marks and tags beside it. `render`
makes HTML of it; `read` (HTML from anywhere) and `parse` (clean HTML) make a document of HTML. All
offsets are 0-based, end-exclusive Unicode code points in one field's plain text.
"""

from articles.tagging.carried_spans import Span, carry_spans
from articles.tagging.invariants import find_faults
from articles.tagging.standoff import apply_tags, renumber
from articles.tagging.tag_ranges import Dropped, Problem
from newsroom.lib.characters import fits_one_line

from .anchoring import Carried, carry_tags
from .attributes import attributions
from .comparing import Change, Comparison, compare, needs_review, same_words
from .document import Block, Document, Mark, TaggedText
from .errors import TaggingError, UnreadableText
from .fields import Field
from .offsets import OffsetMap, utf16_offsets
from .parsing import Parsed, parse, read
from .plain_text import LaidOut, PlainLine, document_from_lines, plain_line
from .rendering import escape_text, escape_value, render
from .sanitising import sanitise
from .sentences import sentence_at
from .spans import split_by_block
from .tags import (
    ELLIPSIS,
    QUOTE_DETAILS,
    QUOTE_KINDS,
    MentionTag,
    QuoteTag,
    Segment,
    Tag,
    exact,
    named,
    named_as,
    quote_details,
    words,
)

__all__ = [
    "ELLIPSIS",
    "QUOTE_DETAILS",
    "QUOTE_KINDS",
    "Block",
    "Carried",
    "Change",
    "Comparison",
    "Document",
    "Dropped",
    "Field",
    "LaidOut",
    "Mark",
    "MentionTag",
    "OffsetMap",
    "Parsed",
    "PlainLine",
    "Problem",
    "QuoteTag",
    "Segment",
    "Span",
    "Tag",
    "TaggedText",
    "TaggingError",
    "UnreadableText",
    "apply_tags",
    "attributions",
    "carry_spans",
    "carry_tags",
    "compare",
    "document_from_lines",
    "escape_text",
    "escape_value",
    "exact",
    "find_faults",
    "fits_one_line",
    "named",
    "named_as",
    "needs_review",
    "parse",
    "plain_line",
    "quote_details",
    "read",
    "render",
    "renumber",
    "same_words",
    "sanitise",
    "sentence_at",
    "split_by_block",
    "utf16_offsets",
    "words",
]
