"""Snapshots of articles, loaded from the database: the one place that builds them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from articles.drafts.draft import Documents
from articles.models import Article, Correction, Revision, Section
from articles.projection.tag_rows import documents_of, entity_ids
from articles.publication.renditions.snapshot import ArticleSnapshot
from entities.models import Entity
from entities.services.merged_ids import lock_entities, resolve_entities

Resolve = Callable[[Iterable[int]], dict[int, Entity]]


def load_snapshots(
    chosen: Sequence[tuple[Article, Revision]],
    *,
    known: Mapping[int, Documents] | None = None,
    resolve: Resolve = resolve_entities,
) -> list[ArticleSnapshot]:
    """Return a snapshot of each article with the given revision, in order.

    Three queries, however many articles: entities, corrections and their tags. `known` gives the
    documents, by the article's id, where the caller has them. An id of no entity is missing in
    `entities`.
    """
    documents = [
        (known or {}).get(article.pk) or documents_of(revision) for article, revision in chosen
    ]
    entities = resolve(set().union(*map(entity_ids, documents)))
    corrections = corrections_of([article for article, _ in chosen])
    return [
        ArticleSnapshot(article, revision, texts, entities, corrections[article.pk])
        for (article, revision), texts in zip(chosen, documents, strict=True)
    ]


def load_snapshots_for_update(
    articles: Sequence[Article], known: Mapping[int, Documents] | None = None
) -> list[ArticleSnapshot]:
    """Return the snapshots of live articles, with all that they name locked against changes.

    Needs a transaction. Locks the rows of the sections, then of the entities, FOR KEY SHARE.
    `known` as for `load_snapshots`.
    """
    sections = _lock_sections({article.section_id for article in articles})
    snapshots = load_snapshots(with_live_revision(articles), known=known, resolve=lock_entities)
    for article in articles:
        article.section = sections[article.section_id]
    return snapshots


def with_live_revision(articles: Iterable[Article]) -> list[tuple[Article, Revision]]:
    """Return each article with its live revision, without those that have none."""
    return [(article, article.live) for article in articles if article.live]


def corrections_of(articles: Sequence[Article]) -> dict[int, list[Correction]]:
    """Return the articles' corrections by their ids, newest first, with their tags. Two queries."""
    found: dict[int, list[Correction]] = {article.pk: [] for article in articles}
    rows = Correction.objects.filter(article__in=list(found))
    for correction in rows.prefetch_related("tags"):
        found[correction.article_id].append(correction)
    return found


def _lock_sections(ids: set[int]) -> dict[int, Section]:
    sql = "SELECT * FROM articles_section WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"
    return {section.pk: section for section in Section.objects.raw(sql, [sorted(ids)])}
