"""Check that what readers get is what the live revisions say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from articles.models import Appearance, Article, Rendition
from articles.publication.rendition_store import rendition_of
from articles.publication.renditions.appearances import appearances
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.search.indexing import outdated_in_search

COLUMNS = ("published_at", "mention_count", "quote_count", "passages")


def shown_differences(
    articles: Sequence[Article], snapshots: Sequence[ArticleSnapshot]
) -> Iterator[str]:
    """Yield each way in which appearances, renditions and search differ from the snapshots.

    `snapshots` are those of the live articles; nothing may be shown of the others in `articles`.
    """
    ids = [article.pk for article in articles]
    wanted = {
        _appearance_key(row): _appearance_values(row)
        for snapshot in snapshots
        for row in appearances(snapshot)
    }
    stored = {
        _appearance_key(row): _appearance_values(row)
        for row in Appearance.objects.filter(article__in=ids)
    }
    for article, entity in sorted(wanted.keys() | stored.keys()):
        if wanted.get((article, entity)) != stored.get((article, entity)):
            yield f"article {article}: the appearance of entity {entity} is not what its tags say"
    yield from _rendition_differences(
        ids, {snapshot.article.pk: snapshot for snapshot in snapshots}
    )
    for article in sorted(outdated_in_search(ids)):
        yield f"article {article}: search knows something else than what it says"


def _appearance_key(row: Appearance) -> tuple[int, int]:
    return row.article_id, row.entity_id


def _appearance_values(row: Appearance) -> list[Any]:
    return [getattr(row, name) for name in COLUMNS]


def _rendition_differences(
    ids: list[int], snapshots: Mapping[int, ArticleSnapshot]
) -> Iterator[str]:
    stored = Rendition.objects.in_bulk(ids)
    for pk in sorted(stored.keys() - snapshots.keys()):
        yield f"article {pk}: it is prepared for readers but not live"
    for pk, snapshot in snapshots.items():
        row = stored.get(pk)
        if row is None:
            yield f"article {pk}: nothing is prepared for readers"
        elif not row.is_stale and any(
            getattr(row, name) != value
            for name, value in rendition_of(snapshot, row.changed_at).items()
        ):
            yield f"article {pk}: what is prepared for readers is not what it says (templates?)"
