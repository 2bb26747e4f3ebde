"""Quotes in ninjs, which has no property for them: associated objects with their speakers."""

from django.conf import settings

from articles.exporting.ninjs.objects import Json, entity_object, text_object, without_empty
from articles.exporting.usage_marks import USABLE, Mark
from articles.publication.renditions.dates_and_counts import exact_instant
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.tagging import Field, QuoteTag, words
from entities.models import Entity
from newsroom.lib.urls import address_of, permanent_id


def quotation(snapshot: ArticleSnapshot, field: Field, tag: QuoteTag, mark: Mark) -> Json:
    """Return a quote: the words, the speaker, and the rest as `descriptions` by role.

    The mark is the article's, since a partner may store a quote alone. The day on which it was said
    is among the descriptions: `contentCreated` would ask for an hour that nobody knows.
    """
    speaker = snapshot.entities[tag.speaker] if tag.speaker else None
    return without_empty(
        uri=permanent_id(f"quotes/{tag.uuid}"),
        name=f"Quote of {speaker.name}" if speaker else "Quote of nobody named",
        rel="quotation",
        type="text",
        pubStatus=mark.status,
        embargoedUntil=exact_instant(mark.until) if mark.until else None,
        usageTerms=mark.warning,
        language=snapshot.article.language,
        by=", ".join(filter(None, [speaker.name if speaker else "", tag.role])),
        descriptions=_descriptions(tag),
        bodies=[text_object(words(tag, snapshot.documents[field].text), role="main")],
        people=_speaker(speaker, Entity.Kind.PERSON),
        organisations=_speaker(speaker, Entity.Kind.ORGANISATION),
        altIds=_address(tag, mark),
    )


def _speaker(speaker: Entity | None, kind: str) -> list[Json]:
    return [entity_object(speaker, rel="speaker")] if speaker and speaker.kind == kind else []


def _descriptions(tag: QuoteTag) -> list[Json]:
    said_on = tag.said_on.isoformat() if tag.said_on else ""
    values = {"kind": tag.kind, "role": tag.role, "saidOn": said_on, "sourceNote": tag.source}
    return [text_object(value, role=role) for role, value in values.items() if value]


def _address(tag: QuoteTag, mark: Mark) -> list[Json]:
    if mark.status != USABLE:
        return []
    address = settings.SITE_URL + address_of("articles:quote", tag.uuid)
    return [{"role": "webUrl", "value": address}]
