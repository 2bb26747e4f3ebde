"""Quotes and mentions in the API: the rows that are read, and the JSON that is made of them.

Structs, as in `articles.publication.renditions.api_shapes`: DRF's serializers took ten times as
long for a list.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from msgspec import Meta, Struct

from articles.publication.renditions.api_shapes import (
    End,
    EntityKind,
    Exact,
    FieldName,
    QuoteKind,
    Segment,
    Start,
)
from articles.tagging import QUOTE_DETAILS, quote_details
from newsroom.lib.json_types import Moment, Url
from newsroom.lib.urls import address_of

ARTICLE: Final = "revision__live_of__"
OF_TAG: Final = ("pk", "live_at", "uuid", "field", "start", "end", "exact")
OF_ARTICLE: Final = (f"{ARTICLE}pk", f"{ARTICLE}slug", "revision__headline_text")
OF_QUOTE: Final = ("text", "segments", *QUOTE_DETAILS)


class Speaker(Struct):
    """A person or organisation that is quoted or named."""

    id: int
    name: str
    slug: str
    url: Url
    kind: EntityKind


class TaggedArticle(Struct):
    """The article that a quote or a mention stands in, from its live revision."""

    id: int
    url: Url
    headline: str
    published_at: Moment


class Quote(Struct):
    id: UUID
    url: Url
    speaker: Speaker | None
    role: Annotated[str, Meta(description="The speaker's role as printed.")]
    kind: QuoteKind
    text: str
    cue: str
    source: str
    said_on: date | None
    article: TaggedArticle
    field: FieldName
    start: Start
    end: End
    exact: Exact
    segments: list[Segment]


class Mention(Struct):
    id: UUID
    entity: Speaker
    article: TaggedArticle
    field: FieldName
    start: Start
    end: End
    exact: Exact


def columns_of(entity: str) -> Sequence[str]:
    """Return the columns of the entity that the tag's field `entity` leads to."""
    return [f"{entity}_id", *(f"{entity}__{name}" for name in ("name", "slug", "kind"))]


def quote_of_row(row: Any, origin: str) -> Quote:
    return Quote(
        id=row.uuid,
        url=origin + address_of("articles:quote", row.uuid),
        speaker=_speaker(row, "speaker", origin) if row.speaker_id else None,
        text=row.text,
        **quote_details(row),
        article=_article(row, origin),
        field=row.field,
        start=row.start,
        end=row.end,
        exact=row.exact,
        segments=row.segments,
    )


def mention_of_row(row: Any, origin: str) -> Mention:
    return Mention(
        id=row.uuid,
        entity=_speaker(row, "entity", origin),
        article=_article(row, origin),
        field=row.field,
        start=row.start,
        end=row.end,
        exact=row.exact,
    )


def _speaker(row: Any, name: str, origin: str) -> Speaker:
    kind, slug = getattr(row, f"{name}__kind"), getattr(row, f"{name}__slug")
    return Speaker(
        id=getattr(row, f"{name}_id"),
        name=getattr(row, f"{name}__name"),
        slug=slug,
        url=origin + address_of(f"articles:{kind}", slug),
        kind=kind,
    )


def _article(row: Any, origin: str) -> TaggedArticle:
    slug = getattr(row, f"{ARTICLE}slug")
    return TaggedArticle(
        id=getattr(row, f"{ARTICLE}pk"),
        url=origin + address_of("articles:article", slug),
        headline=row.revision__headline_text,
        published_at=row.live_at,
    )
