"""Check that rows and HTML agree: every projection is made again and compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Q

from articles.choices import State
from articles.drafts.draft import read_full_text
from articles.integrity.renditions import shown_differences
from articles.models import Article, Mention, Quote, Revision
from articles.projection.article_entities import article_entity_differences
from articles.projection.tag_rows import entity_ids, rows_of
from articles.publication.departed_tags import departed_differences
from articles.publication.publication_periods import publication_differences
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.snapshots import load_snapshots
from articles.publication.tag_reviews import unfounded_reviews
from articles.tagging import QUOTE_DETAILS, find_faults, render

CHUNK_SIZE = 100
ANCHOR = ("uuid", "field", "start", "end", "exact")
COLUMNS: dict[type[Mention] | type[Quote], tuple[str, ...]] = {
    Mention: (*ANCHOR, "entity_id", "live_at"),
    Quote: (*ANCHOR, "segments", "speaker_id", "text", *QUOTE_DETAILS, "live_at"),
}


def differences(articles: Iterable[Article]) -> Iterator[str]:
    """Yield each way in which what is stored of articles differs from their revisions' HTML.

    Compares texts, rows of mentions and quotes, appearances, renditions that are not stale, and the
    search index. `articles` come with head, live revision and section. Reads only, a hundred
    articles at a time; it may name an article that is being saved at that moment.
    """
    waiting = iter(articles)
    while chunk := list(islice(waiting, CHUNK_SIZE)):
        yield from _chunk_differences(chunk)


def orphaned_rows() -> Iterator[str]:
    """Yield a message for rows of revisions that are neither head nor live."""
    for model in COLUMNS:
        stray = model.objects.filter(Q(revision__head_of=None) & Q(revision__live_of=None))
        if count := stray.count():
            name = model._meta.verbose_name_plural
            yield f"{count} {name} belong to no head and no live revision"


def _chunk_differences(articles: Sequence[Article]) -> Iterator[str]:
    chosen = [
        (article, revision)
        for article in articles
        for revision in {article.head, article.live}
        if revision
    ]
    snapshots = load_snapshots(chosen)
    heads = {
        snapshot.article.pk: read_full_text(snapshot.documents)
        for snapshot in snapshots
        if snapshot.revision == snapshot.article.head
    }
    yield from unfounded_reviews(heads)
    yield from departed_differences(heads)
    yield from publication_differences(articles)
    yield from article_entity_differences([article.pk for article in articles])
    stored = {model: _stored_rows(model, chosen) for model in COLUMNS}
    readable = []
    for snapshot in snapshots:
        where = f"article {snapshot.article.pk}, revision {snapshot.revision.number}"
        faults = _text_differences(snapshot.revision, snapshot.documents)
        yield from (f"{where}: {fault}" for fault in faults)
        if unknown := entity_ids(snapshot.documents) - snapshot.entities.keys():
            yield f"{where}: a tag names no entity that there is: {_join_ids(unknown)}"
            continue
        yield from (f"{where}: {fault}" for fault in _tag_differences(snapshot, stored))
        readable.append(snapshot)
    live = [snapshot for snapshot in readable if snapshot.revision == snapshot.article.live]
    yield from shown_differences(articles, live)


def _join_ids(ids: set[int]) -> str:
    return ", ".join(map(str, sorted(ids)))


def _text_differences(revision: Revision, documents: Mapping[Any, Any]) -> Iterator[str]:
    for field, document in documents.items():
        name = field.value
        yield from (f"{name}: {fault}" for fault in find_faults(document))
        if render(document) != getattr(revision, name):
            yield f"{name}: the stored HTML is not canonical"
        if document.text != getattr(revision, f"{name}_text"):
            yield f"{name}: the stored text is not the HTML's"


def _stored_rows(
    model: Any, chosen: Sequence[tuple[Article, Revision]]
) -> dict[int, dict[Any, list[Any]]]:
    """Return the rows of the revisions as lists of their columns, by revision and uuid."""
    found: dict[int, dict[Any, list[Any]]] = defaultdict(dict)
    for row in model.objects.filter(revision__in=[revision for _, revision in chosen]):
        found[row.revision_id][row.uuid] = _column_values(row)
    return found


def _column_values(row: Any) -> list[Any]:
    return [getattr(row, name) for name in COLUMNS[type(row)]]


def _tag_differences(snapshot: ArticleSnapshot, stored: Mapping[Any, Any]) -> Iterator[str]:
    is_live = snapshot.revision == snapshot.article.live
    made: Any = rows_of(snapshot.revision, snapshot.documents, snapshot.entities)
    if snapshot.article.state == State.KILLED:
        made = ([], [])  # whose words nobody may find by their tags
    for model, rows in zip(COLUMNS, made, strict=True):
        for row in rows:
            row.live_at = snapshot.article.published_at if is_live else None
        wanted = {row.uuid: _column_values(row) for row in rows}
        have = stored[model].get(snapshot.revision.pk, {})
        yield from _row_differences(str(model._meta.verbose_name), wanted, have)


def _row_differences(
    name: str, wanted: Mapping[Any, list[Any]], have: Mapping[Any, list[Any]]
) -> Iterator[str]:
    for uuid in wanted.keys() - have.keys():
        yield f"{name} {uuid} has no row"
    for uuid in have.keys() - wanted.keys():
        yield f"{name} {uuid} has a row but is not in the HTML"
    for uuid in wanted.keys() & have.keys():
        if wanted[uuid] != have[uuid]:
            yield f"{name} {uuid}: the row says {have[uuid]}, the HTML {wanted[uuid]}"
