"""Rows that lead from an entity to the articles whose head or live revision names it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.db import connection

from articles.models import ArticleEntity

# Rows of tags exist for heads and live revisions only.
NAMED: Final = """
    SELECT DISTINCT tag.entity_id, revision.article_id
    FROM articles_revision revision
    JOIN (
        SELECT revision_id, entity_id FROM articles_mention
        UNION ALL
        SELECT revision_id, speaker_id FROM articles_quote
    ) tag ON tag.revision_id = revision.id
    WHERE tag.entity_id IS NOT NULL  -- not above: the planner would read all quotes
        AND revision.article_id = ANY(%(articles)s)
        AND revision.id <> ALL(%(outdated)s)
        AND (%(entities)s::bigint[] IS NULL OR tag.entity_id = ANY(%(entities)s))
"""
REBUILD: Final = f"""
    WITH mentions AS (DELETE FROM articles_mention WHERE revision_id = ANY(%(outdated)s)),
    quotes AS (DELETE FROM articles_quote WHERE revision_id = ANY(%(outdated)s)),
    named AS MATERIALIZED ({NAMED}),
    gone AS (
        DELETE FROM articles_articleentity stored
        WHERE article_id = ANY(%(articles)s)
            AND (%(entities)s::bigint[] IS NULL OR entity_id = ANY(%(entities)s))
            AND (entity_id, article_id) NOT IN (SELECT entity_id, article_id FROM named)
    )
    INSERT INTO articles_articleentity (entity_id, article_id)
    SELECT entity_id, article_id FROM named
    ON CONFLICT DO NOTHING
"""  # noqa: S608 - no value from outside
FOLLOW_MERGE: Final = """
    WITH moved AS (DELETE FROM articles_articleentity WHERE entity_id = %s RETURNING article_id)
    INSERT INTO articles_articleentity (entity_id, article_id) SELECT %s, article_id FROM moved
    ON CONFLICT DO NOTHING
"""


def rebuild_article_entities(
    article_ids: Collection[int],
    *,
    outdated: Collection[int] = (),
    entity_ids: Collection[int] | None = None,
) -> None:
    """Store which entities the rows of these articles' tags name. One statement.

    It also deletes the rows of `outdated` revisions, since a save is to take few statements. Needs
    a transaction that holds the articles. One that holds only some entities names them: what others
    write of the same articles then stays.
    """
    parameters = {"articles": article_ids, "outdated": outdated, "entities": entity_ids}
    with connection.cursor() as cursor:
        cursor.execute(REBUILD, _as_arrays(parameters))


def give_articles_to(*, entity_id: int, into_id: int) -> None:
    """Lead from one entity to all articles of another, which then has none. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW_MERGE, [entity_id, into_id])


def _as_arrays(parameters: Mapping[str, Collection[int] | None]) -> dict[str, list[int] | None]:
    return {name: None if ids is None else list(ids) for name, ids in parameters.items()}


def article_entity_differences(article_ids: Collection[int]) -> Iterator[str]:
    """Yield each way in which the stored rows differ from the rows of tags. Two queries."""
    with connection.cursor() as cursor:
        parameters = {"articles": article_ids, "outdated": (), "entities": None}
        cursor.execute(NAMED, _as_arrays(parameters))
        named = set(cursor.fetchall())
    stored = ArticleEntity.objects.filter(article__in=article_ids).order_by()
    for entity, article in sorted(named ^ set(stored.values_list("entity", "article"))):
        yield f"article {article}: the desk's list by entity {entity} is not what its tags say"
