"""The JSON of an article in the API, prepared when it is published."""

from datetime import datetime
from typing import Any, Final

from msgspec.json import encode

from articles.choices import TagKind
from articles.models import Correction
from articles.publication.renditions.api_shapes import (
    ArticleCorrection,
    ArticleMention,
    ArticleQuote,
    ArticleSection,
    ArticleSpeaker,
    ArticleTags,
    Cast,
    ListedArticle,
    ListedQuote,
)
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.tagging import Field, QuoteTag, Tag, exact, quote_details, words
from entities.models import Entity
from newsroom.lib.urls import address_of

# Replaced by the site's origin, at the start of a string. Prepared JSON holds it unescaped, as no
# other text in JSON can: one byte is found quickly.
ORIGIN: Final = "\x01"
ORIGIN_MARK: Final = ORIGIN.encode()
# The last one is the article's own key: within a string its quotation marks would be escaped.
QUOTES: Final = b',"quotes":'


def payloads(snapshot: ArticleSnapshot, changed_at: datetime) -> tuple[str, str]:
    """Return the JSON of the article's `ListedArticle` and of its `ArticleTags`.

    `changed_at` is when any of it last changed.
    """
    return _encode(_summary(snapshot, changed_at)), _encode(_tags(snapshot))


def full_detail(summary: bytes, tags: bytes, html: str, text: str) -> bytes:
    """Return the JSON of an `Article`: what `payloads` made, with the body of the revision.

    Bytes are joined, not read: the quotes of lists, which end a summary, are cut off, and those
    with their places in the text come in their place.
    """
    head = summary.rpartition(QUOTES)[0]
    return b'%b,"body_html":%b,"body_text":%b,%b' % (head, encode(html), encode(text), tags[1:])


def with_origin(prepared: bytes, origin: str) -> bytes:
    """Return prepared JSON with the site's origin ("https://example.org") in its addresses."""
    return prepared.replace(ORIGIN_MARK, origin.encode())


def _encode(shape: ListedArticle | ArticleTags) -> str:
    return encode(shape).replace(b'"\\u0001', b'"' + ORIGIN_MARK).decode()


def _summary(snapshot: ArticleSnapshot, changed_at: datetime) -> ListedArticle:
    article, revision, section = snapshot.article, snapshot.revision, snapshot.article.section
    return ListedArticle(
        id=article.pk,
        url=ORIGIN + article.get_absolute_url(),
        slug=article.slug,
        headline=revision.headline_text,
        deck=revision.deck_text,
        language=article.language,
        section=ArticleSection(section.name, section.slug, ORIGIN + section.get_absolute_url()),
        byline=revision.byline,
        dateline=revision.dateline,
        source=revision.source,
        published_at=snapshot.published_at,
        updated_at=article.updated_at or snapshot.published_at,
        changed_at=changed_at,
        people=_entities(snapshot, Entity.Kind.PERSON),
        organisations=_entities(snapshot, Entity.Kind.ORGANISATION),
        corrections=[_correction(correction) for correction in snapshot.corrections],
        quotes=[ListedQuote(**_quote(snapshot, field, tag)) for field, tag in snapshot.quotes()],
    )


def _correction(correction: Correction) -> ArticleCorrection:
    tags = correction.tags.all()
    return ArticleCorrection(
        id=correction.pk,
        kind=correction.kind,
        text=correction.text,
        published_at=correction.published_at,
        quotes=[tag.uuid for tag in tags if tag.tag == TagKind.QUOTE],
        mentions=[tag.uuid for tag in tags if tag.tag == TagKind.MENTION],
    )


def _tags(snapshot: ArticleSnapshot) -> ArticleTags:
    return ArticleTags(
        quotes=[
            ArticleQuote(
                **_quote(snapshot, field, tag),
                **_place(snapshot, field, tag),
                segments=[list(segment) for segment in tag.segments],
            )
            for field, tag in snapshot.quotes()
        ],
        mentions=[
            ArticleMention(
                id=tag.uuid,
                entity=snapshot.entities[tag.entity].pk,
                **_place(snapshot, field, tag),
            )
            for field, tag in snapshot.mentions()
        ],
    )


def _place(snapshot: ArticleSnapshot, field: Field, tag: Tag) -> dict[str, Any]:
    return {
        "field": field.value,
        "start": tag.start,
        "end": tag.end,
        "exact": exact(tag, snapshot.documents[field].text),
    }


def _entities(snapshot: ArticleSnapshot, kind: str) -> list[Cast]:
    """Return the people, or the organisations, in the order of first appearance."""
    return [
        Cast(
            **_named(entity),
            mention_count=snapshot.mention_counts[entity.pk],
            quote_count=snapshot.quote_counts[entity.pk],
        )
        for entity in snapshot.cast
        if entity.kind == kind
    ]


def _named(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.pk,
        "name": entity.name,
        "slug": entity.slug,
        "url": ORIGIN + entity.get_absolute_url(),
    }


def _quote(snapshot: ArticleSnapshot, field: Field, tag: QuoteTag) -> dict[str, Any]:
    """Return the members of a `ListedQuote`."""
    speaker = snapshot.entities[tag.speaker] if tag.speaker else None
    return {
        "id": tag.uuid,
        "url": ORIGIN + address_of("articles:quote", tag.uuid),
        "speaker": ArticleSpeaker(**_named(speaker), kind=speaker.kind) if speaker else None,
        "text": words(tag, snapshot.documents[field].text),
        **quote_details(tag),
    }
