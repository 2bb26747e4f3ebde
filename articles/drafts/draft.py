"""What somebody wants an article to say: the words and tags of a revision before it is one."""

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
    read,
    words,
)

MAX_LENGTHS: Final = {Field.HEADLINE: 300, Field.DECK: 1000, Field.BODY: 1_000_000}

MAX_BESIDE: Final = 200
LATEST_ZONE: Final = timezone(timedelta(hours=14))  # where each day begins first
MAX_ATTRIBUTES: Final = {"role": 200, "cue": 80, "source": 300}

Documents = Mapping[Field, Document]


@dataclass(frozen=True, slots=True)
class Draft:
    """The three fields as documents, and what stands beside them."""

    headline: Document
    deck: Document
    body: Document
    byline: str = ""
    source: str = ""
    note: str = ""

    @property
    def documents(self) -> dict[Field, Document]:
        return {Field.HEADLINE: self.headline, Field.DECK: self.deck, Field.BODY: self.body}

    @classmethod
    def of_documents(
        cls, documents: Documents, *, byline: str = "", source: str = "", note: str = ""
    ) -> "Draft":
        texts = {field.value: document for field, document in documents.items()}
        return cls(**texts, byline=byline, source=source, note=note)

    def with_documents(self, documents: Documents) -> "Draft":
        return Draft.of_documents(documents, byline=self.byline, source=self.source, note=self.note)


@dataclass(frozen=True, slots=True)
class FullText:
    """All fields as one text with all tags, so that a tag that moved between fields is not lost."""

    text: str
    tags: tuple[Tag, ...]


def read_html(html: str, field: Field) -> tuple[Document, tuple[Dropped, ...]]:
    """HTML from outside, cleaned: its document, and the tags dropped since no words were left.

    Raises `InvalidText` naming every tag that cannot be stored as it stands, and text that no
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
    """Offsets in the answer are of its own text, not of any field's."""
    tags: list[Tag] = []
    offset = 0
    for document in documents.values():
        tags += [_shifted(tag, offset) for tag in document.tags]
        offset += len(document.text) + 1
    return FullText("\n".join(document.text for document in documents.values()), tuple(tags))


def _shifted(tag: Tag, offset: int) -> Tag:
    return replace(tag, segments=tuple((a + offset, b + offset) for a, b in tag.segments))


def check_draft(draft: Draft) -> None:
    """Raise `InvalidText` unless headline and body say something, nothing is too long, and every
    tag holds: `exact == text[start:end]`, in its place, with an id of its own, said on no later day
    than today."""
    text = read_full_text(draft.documents)
    of_tags = (*_repeated(text), *_overlong(text), *_dated_ahead(text))
    if faults := [*_faults(draft.documents), *_beside(draft), *of_tags]:
        raise InvalidText("\n".join(faults))


def _faults(documents: Documents) -> Iterator[str]:
    for field, document in documents.items():
        if not document.text and field is not Field.DECK:
            yield f"The {field.value} is empty."
        if len(document.text) > MAX_LENGTHS[field]:
            yield f"The {field.value} has more than {MAX_LENGTHS[field]} characters."
        yield from find_faults(document)


def _beside(draft: Draft) -> Iterator[str]:
    for name in ("byline", "source", "note"):
        if fault := _misfit(getattr(draft, name), MAX_BESIDE):
            yield f"The {name} {fault}."


def _overlong(text: FullText) -> Iterator[str]:
    for tag in text.tags:
        for name, limit in MAX_ATTRIBUTES.items() if isinstance(tag, QuoteTag) else ():
            if fault := _misfit(getattr(tag, name), limit):
                yield f"The {name} of the quote “{words(tag, text.text)[:60]}” {fault}."


def _dated_ahead(text: FullText) -> Iterator[str]:
    """A quote can have been said today anywhere on Earth, and on no later day."""
    today = datetime.now(LATEST_ZONE).date()
    for tag in text.tags:
        if isinstance(tag, QuoteTag) and tag.said_on and tag.said_on > today:
            said = words(tag, text.text)[:60]
            yield f"The quote “{said}” cannot have been said on {tag.said_on}, a day to come."


def _misfit(value: str, limit: int) -> str:
    if any(char < " " or "\ud800" <= char <= "\udfff" for char in value):
        return "holds characters that cannot be stored"
    return f"has more than {limit} characters" if len(value) > limit else ""


def _repeated(text: FullText) -> Iterator[str]:
    counts = Counter((type(tag), tag.uuid) for tag in text.tags)
    for tag in text.tags:
        if counts[type(tag), tag.uuid] > 1:
            yield f"Two tags have the same id: “{words(tag, text.text)}”."
