"""Quotes and mentions as JSON, from plain rows: a serializer takes ten times as long for a list.

`articles.api.serializers` describes these shapes to clients; a test holds the two together.
"""

from collections.abc import Sequence
from typing import Any, Final

from newsroom.lib.urls import address_of

Payload = dict[str, Any]

ARTICLE: Final = "revision__live_of__"
OF_TAG: Final = ("pk", "live_at", "uuid", "field", "start", "end", "exact")
OF_ARTICLE: Final = (f"{ARTICLE}pk", f"{ARTICLE}slug", "revision__headline_text")
OF_QUOTE: Final = ("role", "kind", "text", "cue", "source", "said_on", "segments")


def columns_of(entity: str) -> Sequence[str]:
    """The columns of the entity that the tag's field `entity` leads to."""
    return [f"{entity}_id", *(f"{entity}__{name}" for name in ("name", "slug", "kind"))]


def quote_payload(row: Any, origin: str) -> Payload:
    return {
        "id": str(row.uuid),
        "url": origin + address_of("articles:quote", row.uuid),
        "speaker": _entity(row, "speaker", origin) if row.speaker_id else None,
        "role": row.role,
        "kind": row.kind,
        "text": row.text,
        "cue": row.cue,
        "source": row.source,
        "said_on": row.said_on,
        "article": _article(row, origin),
        "field": row.field,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "segments": row.segments,
    }


def mention_payload(row: Any, origin: str) -> Payload:
    return {
        "id": str(row.uuid),
        "entity": _entity(row, "entity", origin),
        "article": _article(row, origin),
        "field": row.field,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
    }


def _entity(row: Any, name: str, origin: str) -> Payload:
    kind, slug = getattr(row, f"{name}__kind"), getattr(row, f"{name}__slug")
    return {
        "id": getattr(row, f"{name}_id"),
        "name": getattr(row, f"{name}__name"),
        "slug": slug,
        "url": origin + address_of(f"articles:{kind}", slug),
        "kind": kind,
    }


def _article(row: Any, origin: str) -> Payload:
    """From the revision that the tag stands in, which is the live one."""
    slug = getattr(row, f"{ARTICLE}slug")
    return {
        "id": getattr(row, f"{ARTICLE}pk"),
        "url": origin + address_of("articles:article", slug),
        "headline": row.revision__headline_text,
        "published_at": row.live_at,
    }
