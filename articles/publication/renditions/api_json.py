"""The JSON of an article, as `articles.api.serializers` describes it to clients of the API."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from msgspec.json import encode

from articles.choices import TagKind
from articles.models import Correction
from articles.publication.renditions.dates_and_counts import exact_instant
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.tagging import Field, QuoteTag, Tag, exact, words
from entities.models import Entity
from newsroom.lib.urls import address_of

# Replaced by the site's origin, at the start of a string. Prepared JSON holds it unescaped, as no
# other text in JSON can: one byte is found quickly.
ORIGIN: Final = "\x01"
ORIGIN_MARK: Final = ORIGIN.encode()
# The last one is the article's own key: within a string its quotation marks would be escaped.
QUOTES: Final = b',"quotes":'

Payload = dict[str, Any]


def payloads(snapshot: ArticleSnapshot, changed_at: datetime) -> tuple[str, str]:
    """Return the JSON of the article in lists, and that of its own page without the text.

    `changed_at` is when any of it last changed.
    """
    return _encode(_summary_json(snapshot, changed_at)), _encode(_tags_json(snapshot))


def full_detail(summary: bytes, tags: bytes, html: str, text: str) -> bytes:
    """Return the JSON of the article's own resource: both `payloads` with the revision's body.

    A summary ends with its quotes; here these have their places in the text.
    """
    head = summary.rpartition(QUOTES)[0]
    return b'%b,"body_html":%b,"body_text":%b,%b' % (head, encode(html), encode(text), tags[1:])


def with_origin(prepared: bytes, origin: str) -> bytes:
    """Return prepared JSON with the site's origin ("https://example.org") in its addresses."""
    return prepared.replace(ORIGIN_MARK, origin.encode())


def _encode(payload: Payload) -> str:
    return encode(payload).replace(b'"\\u0001', b'"' + ORIGIN_MARK).decode()


def _summary_json(snapshot: ArticleSnapshot, changed_at: datetime) -> Payload:
    article, revision = snapshot.article, snapshot.revision
    people, organisations = _cast_json(snapshot)
    return {
        "id": article.pk,
        "url": ORIGIN + article.get_absolute_url(),
        "slug": article.slug,
        "headline": revision.headline_text,
        "deck": revision.deck_text,
        "language": article.language,
        "section": {
            "name": article.section.name,
            "slug": article.section.slug,
            "url": ORIGIN + article.section.get_absolute_url(),
        },
        "byline": revision.byline,
        "source": revision.source,
        "published_at": exact_instant(snapshot.published_at),
        "updated_at": exact_instant(article.updated_at or snapshot.published_at),
        "changed_at": exact_instant(changed_at),
        "people": people,
        "organisations": organisations,
        "corrections": [_correction_json(correction) for correction in snapshot.corrections],
        "quotes": [_quote_json(snapshot, field, tag) for field, tag in snapshot.quotes()],
    }


def _correction_json(correction: Correction) -> Payload:
    tags = correction.tags.all()
    return {
        "id": correction.pk,
        "kind": correction.kind,
        "text": correction.text,
        "published_at": exact_instant(correction.published_at),
        "quotes": [str(tag.uuid) for tag in tags if tag.tag == TagKind.QUOTE],
        "mentions": [str(tag.uuid) for tag in tags if tag.tag == TagKind.MENTION],
    }


def _tags_json(snapshot: ArticleSnapshot) -> Payload:
    return {
        "quotes": [
            {
                **_quote_json(snapshot, field, tag),
                **_anchor_json(snapshot, field, tag),
                "segments": tag.segments,
            }
            for field, tag in snapshot.quotes()
        ],
        "mentions": [
            {
                "id": str(tag.uuid),
                "entity": snapshot.entities[tag.entity].pk,
                **_anchor_json(snapshot, field, tag),
            }
            for field, tag in snapshot.mentions()
        ],
    }


def _anchor_json(snapshot: ArticleSnapshot, field: Field, tag: Tag) -> Payload:
    """Return the place of a tag; only with the text, without which offsets mean nothing."""
    return {
        "field": field.value,
        "start": tag.start,
        "end": tag.end,
        "exact": exact(tag, snapshot.documents[field].text),
    }


def _cast_json(snapshot: ArticleSnapshot) -> tuple[list[Payload], list[Payload]]:
    mentions, quotes = snapshot.mention_counts, snapshot.quote_counts
    cast = [
        (
            entity.kind,
            {
                **_entity_json(entity),
                "mention_count": mentions[entity.pk],
                "quote_count": quotes[entity.pk],
            },
        )
        for entity in snapshot.cast
    ]
    return _of_kind(cast, "person"), _of_kind(cast, "organisation")


def _of_kind(cast: Iterable[tuple[str, Payload]], kind: str) -> list[Payload]:
    return [payload for entity_kind, payload in cast if entity_kind == kind]


def _entity_json(entity: Entity) -> Payload:
    return {
        "id": entity.pk,
        "name": entity.name,
        "slug": entity.slug,
        "url": ORIGIN + entity.get_absolute_url(),
    }


def _quote_json(snapshot: ArticleSnapshot, field: Field, tag: QuoteTag) -> Payload:
    text = snapshot.documents[field].text
    speaker = snapshot.entities[tag.speaker] if tag.speaker else None
    return {
        "id": str(tag.uuid),
        "url": ORIGIN + address_of("articles:quote", tag.uuid),
        "speaker": {**_entity_json(speaker), "kind": speaker.kind} if speaker else None,
        "role": tag.role,
        "kind": tag.kind,
        "text": words(tag, text),
        "cue": tag.cue,
        "source": tag.source,
        "said_on": tag.said_on.isoformat() if tag.said_on else None,
    }
