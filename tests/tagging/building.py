"""Short ways to write tags, HTML and documents in tests."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from articles.tagging import (
    Document,
    Field,
    MentionTag,
    QuoteTag,
    Segment,
    Tag,
    apply_tags,
    document_from_lines,
    exact,
    read,
)


def number(n: int) -> UUID:
    return UUID(int=n)


def counting(start: int = 1000) -> Callable[[], UUID]:
    """A source of new uuids that can be told from all others."""
    numbers: Iterator[int] = iter(range(start, start + 1_000_000))
    return lambda: number(next(numbers))


def mention(n: int, *segments: Segment, entity: int = 7) -> MentionTag:
    return MentionTag(number(n), entity, segments)


def quote(
    n: int,
    *segments: Segment,
    speaker: int | None = 3,
    kind: str = "direct",
    role: str = "",
    cue: str = "",
    source: str = "",
    said_on: date | None = None,
) -> QuoteTag:
    return QuoteTag(number(n), speaker, kind, role, cue, source, said_on, segments)


def mention_html(n: int | str, words: str, entity: object = 7) -> str:
    uuid = number(n) if isinstance(n, int) else n
    return f'<span data-mention="{uuid}" data-entity="{entity}">{words}</span>'


def quote_html(
    n: int | str, words: str, speaker: object = 3, kind: str = "direct", more: str = ""
) -> str:
    uuid = number(n) if isinstance(n, int) else n
    attributes = f'data-quote="{uuid}" data-kind="{kind}" data-speaker="{speaker}"{more}'
    return f"<span {attributes}>{words}</span>"


def body(html: str) -> Document:
    """The document of a body that has no problems."""
    parsed = read(html, field=Field.BODY, new_uuid=counting())
    assert not parsed.problems
    return parsed.document


def headline(html: str) -> Document:
    parsed = read(html, field=Field.HEADLINE, new_uuid=counting())
    assert not parsed.problems
    return parsed.document


def plain(*lines: str) -> Document:
    return document_from_lines(lines).document


def tagged(text: str, *tags: Tag) -> Document:
    """Paragraphs parted by a blank line, with tags."""
    return apply_tags(plain(*text.split("\n\n")), tags)


def over(text: str, words: str, occurrence: int = 0) -> Segment:
    """Where the words stand in the text."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def named(document: Document) -> list[str]:
    """The exact words of the mentions."""
    return [exact(tag, document.text) for tag in document.mentions]
