"""Rows of mentions and quotes, made from the HTML of revisions.

`articles.publication.entity_merges` changes them after a merge. The order of locks: articles,
sections, entities, rows of tags, renditions. Whoever writes or deletes rows of tags, or gives an
article another head, live revision or slug, first locks the entities that the revisions' HTML names
(`lock_named_entities`, `lock_entities`). A merge locks its entity first, too, so it never waits for
a row whose holder waits for the entity.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from articles.drafts.draft import Documents
from articles.models import Mention, Quote, Revision
from articles.projection.article_entities import rebuild_article_entities
from articles.search.indexing import vectors_of
from articles.tagging import (
    Document,
    Field,
    MentionTag,
    QuoteTag,
    Tag,
    attributions,
    parse,
    quote_details,
    words,
)
from entities.models import Entity
from entities.services.merged_ids import lock_entities
from newsroom.lib.database.copy import copy_rows

MARK_LIVE = """
    UPDATE {table} tag SET live_at = article.published_at FROM articles_article article
    WHERE tag.revision_id = article.live_id AND article.id = ANY(%s)
        AND tag.live_at IS DISTINCT FROM article.published_at
"""

Rows = tuple[list[Mention], list[Quote]]
Entities = Mapping[int, Entity]


def documents_of(revision: Revision) -> dict[Field, Document]:
    """Return the three fields of a stored revision, parsed from its HTML."""
    return {field: parse(getattr(revision, field.value), field=field).document for field in Field}


def entity_ids(documents: Documents) -> set[int]:
    """Return every entity id that a tag holds."""
    tags = [tag for document in documents.values() for tag in document.tags]
    named = {tag.entity for tag in tags if isinstance(tag, MentionTag)}
    return named | {tag.speaker for tag in tags if isinstance(tag, QuoteTag) and tag.speaker}


def rows_of(revision: Revision, documents: Documents, entities: Entities) -> Rows:
    """Return the rows of a revision's tags, unsaved.

    `entities` maps each id in the documents to the entity that it stands for: tags of a merged
    entity belong to its survivor.
    """
    mentions, quotes = [], []
    for field, document in documents.items():
        for tag in document.tags:
            anchor = _anchor_columns(revision, field, document.text, tag)
            if isinstance(tag, MentionTag):
                mentions.append(Mention(**anchor, entity_id=entities[tag.entity].pk))
            else:
                quotes.append(_build_quote(anchor, tag, document.text, entities))
    return mentions, quotes


def _anchor_columns(revision: Revision, field: Field, text: str, tag: Tag) -> dict[str, Any]:
    return {
        "revision_id": revision.pk,
        "uuid": tag.uuid,
        "field": field.value,
        "start": tag.start,
        "end": tag.end,
        "exact": text[tag.start : tag.end],
    }


def _build_quote(anchor: dict[str, Any], tag: QuoteTag, text: str, entities: Entities) -> Quote:
    return Quote(
        **anchor,
        speaker_id=entities[tag.speaker].pk if tag.speaker else None,
        segments=[list(segment) for segment in tag.segments],
        text=words(tag, text),
        **quote_details(tag),
    )


def project_tags(
    written: Sequence[tuple[Revision, Documents]],
    entities: Entities,
    live_at: Mapping[Revision, datetime] | None = None,
    *,
    replaced: Sequence[Revision] = (),
) -> None:
    """Store the rows of revisions that have none. Needs a transaction; four statements.

    `live_at` gives the time from which readers see a revision that this transaction publishes: its
    rows are then not written twice. The rows of `replaced` revisions of the same articles are
    deleted. The caller has locked the entities of all.
    """
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    languages: list[str] = []
    for revision, documents in written:
        new_mentions, new_quotes = rows_of(revision, documents, entities)
        for row in (*new_mentions, *new_quotes):
            row.live_at = (live_at or {}).get(revision)
        mentions += new_mentions
        quotes += new_quotes
        languages += [revision.article.language] * len(new_quotes)
    if quotes:
        for quote, vector in zip(quotes, vectors_of(quotes, languages), strict=True):
            quote.search = vector
    copy_rows(mentions)
    copy_rows(quotes)
    if mentions or quotes or replaced:
        rebuild_article_entities(
            [revision.article_id for revision, _ in written],
            outdated=[revision.pk for revision in replaced],
        )


def mark_live(article_ids: Sequence[int]) -> None:
    """Store on the rows of articles' live revisions since when readers see them."""
    with connection.cursor() as cursor:
        for model in (Mention, Quote):
            cursor.execute(MARK_LIVE.format(table=model._meta.db_table), [list(article_ids)])


def mark_hidden(revision: Revision) -> None:
    """Store on a revision's rows that readers do not see them. Needs a transaction."""
    lock_named_entities([revision])
    for model in (Mention, Quote):
        model.objects.filter(revision=revision).update(live_at=None)


def delete_tag_rows(revisions: Sequence[Revision]) -> None:
    """Delete the rows of revisions that are neither head nor live any more.

    Needs a transaction. Locks the entities that the revisions name.
    """
    lock_named_entities(revisions)
    rebuild_article_entities(
        [revision.article_id for revision in revisions],
        outdated=[revision.pk for revision in revisions],
    )


def lock_named_entities(revisions: Iterable[Revision]) -> None:
    """Lock the entities that the HTML of revisions names, as `lock_entities` does."""
    lock_entities(pk for revision in revisions for _, _, pk in attributions_of(revision))


def attributions_of(revision: Revision) -> Iterator[tuple[str, UUID, int]]:
    """Yield the `articles.tagging.attributions` of all fields of a revision."""
    for field in Field:
        yield from attributions(getattr(revision, field.value))
