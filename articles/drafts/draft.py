"""Drafts: the words and tags of a revision before it is stored."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Final

from articles.errors import InvalidText
from articles.tagging import (
    Document,
    Dropped,
    Field,
    QuoteTag,
    Tag,
    UnreadableText,
    find_faults,
    fits_one_line,
    read,
    words,
)
from newsroom.lib.excerpts import excerpt
from newsroom.lib.text import one_line

MAX_LENGTHS: Final = {Field.HEADLINE: 300, Field.DECK: 1000, Field.BODY: 1_000_000}

BESIDE: Final = ("byline", "source", "dateline", "note")
MAX_BESIDE: Final = 200
EARLIEST_ZONE: Final = timezone(timedelta(hours=14))  # where each day begins first
MAX_ATTRIBUTES: Final = {"role": 200, "cue": 80, "source": 300}

Documents = Mapping[Field, Document]


@dataclass(frozen=True, slots=True)
class Draft:
    """The three fields as documents, with byline, source, dateline and a note, on tidy lines."""

    headline: Document
    deck: Document
    body: Document
    byline: str = ""
    source: str = ""
    dateline: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for name in BESIDE:
            object.__setattr__(self, name, one_line(getattr(self, name)))

    @property
    def documents(self) -> dict[Field, Document]:
        return {Field.HEADLINE: self.headline, Field.DECK: self.deck, Field.BODY: self.body}

    @classmethod
    def of_documents(
        cls,
        documents: Documents,
        *,
        byline: str = "",
        source: str = "",
        dateline: str = "",
        note: str = "",
    ) -> "Draft":
        """Make a draft of documents by field."""
        texts = {field.value: document for field, document in documents.items()}
        return cls(**texts, byline=byline, source=source, dateline=dateline, note=note)

    def with_documents(self, documents: Documents) -> "Draft":
        """Return the draft with other documents."""
        return replace(
            self,
            headline=documents[Field.HEADLINE],
            deck=documents[Field.DECK],
            body=documents[Field.BODY],
        )


@dataclass(frozen=True, slots=True)
class FullText:
    """All fields as one text with all tags, so that a tag that moved between fields is not lost.

    Offsets are of this text, not of any field.
    """

    text: str
    tags: tuple[Tag, ...]


def read_html(html: str, field: Field) -> tuple[Document, tuple[Dropped, ...]]:
    """Clean HTML from outside; return its document, and the tags dropped since no words were left.

    Raises `InvalidText` with a line for each tag that cannot be stored, and for text that no
    database can hold.
    """
    try:
        parsed = read(html, field=field)
    except UnreadableText as error:
        raise InvalidText(str(error)) from error
    if parsed.problems:
        raise InvalidText("\n".join(problem.message for problem in parsed.problems))
    return parsed.document, parsed.dropped


def read_full_text(documents: Documents) -> FullText:
    """Return the fields as one text, joined by line breaks."""
    tags: list[Tag] = []
    offset = 0
    for document in documents.values():
        tags += [_shift_tag(tag, offset) for tag in document.tags]
        offset += len(document.text) + 1
    return FullText("\n".join(document.text for document in documents.values()), tuple(tags))


def _shift_tag(tag: Tag, offset: int) -> Tag:
    return replace(tag, segments=tuple((a + offset, b + offset) for a, b in tag.segments))


def check_draft(draft: Draft) -> None:
    """Raise `InvalidText` unless the draft can be stored.

    Headline and body are not empty, nothing is too long, and every tag is valid: in its place, with
    an id of its own, and said no later than today.
    """
    text = read_full_text(draft.documents)
    of_tags = (*_find_repeated_ids(text), *_find_attribute_faults(text), *_find_future_dates(text))
    if faults := [*_find_document_faults(draft.documents), *_find_line_faults(draft), *of_tags]:
        raise InvalidText("\n".join(faults))


def _find_document_faults(documents: Documents) -> Iterator[str]:
    for field, document in documents.items():
        if not document.text and field is not Field.DECK:
            yield f"The {field.value} is empty."
        if len(document.text) > MAX_LENGTHS[field]:
            yield f"The {field.value} has more than {MAX_LENGTHS[field]} characters."
        yield from find_faults(document)


def _find_line_faults(draft: Draft) -> Iterator[str]:
    for name in BESIDE:
        if fault := _line_fault(getattr(draft, name), MAX_BESIDE):
            yield f"The {name} {fault}."


def _find_attribute_faults(text: FullText) -> Iterator[str]:
    for tag in text.tags:
        for name, limit in MAX_ATTRIBUTES.items() if isinstance(tag, QuoteTag) else ():
            if fault := _line_fault(getattr(tag, name), limit):
                yield f"The {name} of the quote “{excerpt(words(tag, text.text))}” {fault}."


def _find_future_dates(text: FullText) -> Iterator[str]:
    """Yield the quotes dated later than today; today is any day that has begun on Earth."""
    today = datetime.now(EARLIEST_ZONE).date()
    for tag in text.tags:
        if isinstance(tag, QuoteTag) and tag.said_on and tag.said_on > today:
            quoted = excerpt(words(tag, text.text))
            yield f"The quote “{quoted}” cannot have been said on {tag.said_on}, a day to come."


def _line_fault(value: str, limit: int) -> str:
    if not fits_one_line(value):
        return "holds characters that cannot be stored"
    return f"has more than {limit} characters" if len(value) > limit else ""


def _find_repeated_ids(text: FullText) -> Iterator[str]:
    counts = Counter((type(tag), tag.uuid) for tag in text.tags)
    for tag in text.tags:
        if counts[type(tag), tag.uuid] > 1:
            yield f"Two tags have the same id: “{words(tag, text.text)}”."
