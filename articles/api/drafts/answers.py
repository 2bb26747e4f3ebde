"""Drafts and revisions as the API answers them."""

import hashlib
from typing import Any, Final

from articles.api.drafts.shapes import Draft, DraftEntity, DraftHead, DraftQuote, DraftText
from articles.drafts.draft import Documents
from articles.models import Article, Revision
from articles.projection.tag_rows import documents_of, entity_ids
from articles.publication.renditions.api_shapes import ArticleMention
from articles.tagging import MentionTag, QuoteTag, exact, quote_details, words
from entities.services.merged_ids import resolve_entities
from newsroom.lib.numbers import parse_whole_number
from newsroom.models import User

MOST_REVISIONS: Final = 2**31 - 1


def etag_of(article: Article) -> str:
    """Return the version of a working copy: of its revision, section, language and slug."""
    details = "\0".join((article.section.slug, article.language, article.slug))
    digest = hashlib.sha256(details.encode()).hexdigest()[:8]
    return f'"{article.working_copy.number}-{digest}"'


def revision_in(etag: str) -> int | None:
    """Return the number of the revision that an ETag of `etag_of` is about, or None."""
    return parse_whole_number(etag.strip('"').partition("-")[0], most=MOST_REVISIONS)


def draft_of(article: Article, origin: str) -> Draft:
    """Return the whole working copy. Two queries: entities, and tags to confirm."""
    return Draft(**_text_members(article.working_copy), **_place_members(article, origin))


def head_of(article: Article, origin: str) -> DraftHead:
    """Return an article without its text. No query."""
    head = article.working_copy
    members = _place_members(article, origin, with_reviews=False)
    return DraftHead(
        **members,
        revision=head.number,
        headline_text=head.headline_text,
        saved_at=head.created_at,
        saved_by=_name(head.created_by),
    )


def text_of(revision: Revision) -> DraftText:
    """Return a revision. One query."""
    return DraftText(**_text_members(revision))


def _place_members(article: Article, origin: str, *, with_reviews: bool = True) -> dict[str, Any]:
    members = {
        "id": article.pk,
        "state": article.current_state.value,
        "live_revision": article.live.number if article.live else None,
        "section": article.section.slug,
        "language": article.language,
        "slug": article.slug,
        "url": origin + article.get_absolute_url(),
    }
    if with_reviews:
        reviews = article.tag_reviews.order_by("pk")
        members["to_confirm"] = [*reviews.values_list("uuid", flat=True)]
    return members


def _text_members(revision: Revision) -> dict[str, Any]:
    documents = documents_of(revision)
    mentions, quotes = _tags_of(documents)
    known = resolve_entities(entity_ids(documents))
    entities = {entity.pk: entity for entity in known.values()}
    return {
        "revision": revision.number,
        **{
            name: getattr(revision, name)
            for field in documents
            for name in (field.value, f"{field.value}_text")
        },
        "byline": revision.byline,
        "dateline": revision.dateline,
        "source": revision.source,
        "note": revision.note,
        "saved_at": revision.created_at,
        "saved_by": _name(revision.created_by),
        "entities": [
            DraftEntity(entity.pk, entity.kind, entity.name, entity.slug)
            for entity in sorted(entities.values(), key=lambda one: one.pk)
        ],
        "mentions": mentions,
        "quotes": quotes,
    }


def _tags_of(documents: Documents) -> tuple[list[ArticleMention], list[DraftQuote]]:
    mentions, quotes = [], []
    for field, document in documents.items():
        for tag in document.tags:
            place: dict[str, Any] = {
                "field": field.value,
                "start": tag.start,
                "end": tag.end,
                "exact": exact(tag, document.text),
            }
            if isinstance(tag, MentionTag):
                mentions.append(ArticleMention(id=tag.uuid, entity=tag.entity, **place))
            else:
                quotes.append(_quote(tag, words(tag, document.text), place))
    return mentions, quotes


def _quote(tag: QuoteTag, text: str, place: dict[str, Any]) -> DraftQuote:
    segments = [[*segment] for segment in tag.segments]
    return DraftQuote(
        id=tag.uuid,
        speaker=tag.speaker,
        text=text,
        **quote_details(tag),
        **place,
        segments=segments,
    )


def _name(user: User | None) -> str | None:
    return user.get_username() if user else None
