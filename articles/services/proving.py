"""Proving that rows and HTML agree: every projection is made again and compared."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from articles.models import Article, Mention, Quote, Revision
from articles.services.projecting import documents_of, entity_ids, rows_of
from articles.tagging import find_faults, render
from entities.services.resolving import resolve

ANCHOR = ("uuid", "field", "start", "end", "segments", "exact")
COLUMNS: dict[type[Mention] | type[Quote], tuple[str, ...]] = {
    Mention: (*ANCHOR, "entity_id"),
    Quote: (*ANCHOR, "speaker_id", "kind", "text", "role", "cue", "source", "said_on"),
}


def differences(articles: Iterable[Article]) -> Iterator[str]:
    """Each way in which an article's stored texts or rows differ from its revisions' HTML.

    `articles` come with head and live revision. The check reads only; run it while others write
    and it may name an article that is just being saved.
    """
    for article in articles:
        for revision in filter(None, {article.head, article.live}):
            where = f"article {article.pk}, revision {revision.number}"
            yield from (f"{where}: {fault}" for fault in _differences(article, revision))


def orphaned_rows() -> Iterator[str]:
    """Rows of revisions that are neither head nor live."""
    for model in COLUMNS:
        stray = model.objects.filter(Q(revision__head_of=None) & Q(revision__live_of=None))
        if count := stray.count():
            name = model._meta.verbose_name_plural
            yield f"{count} {name} belong to no head and no live revision"


def _differences(article: Article, revision: Revision) -> Iterator[str]:
    documents = documents_of(revision)
    for field, document in documents.items():
        name = field.value
        yield from (f"{name}: {fault}" for fault in find_faults(document))
        if render(document) != getattr(revision, name):
            yield f"{name}: the stored HTML is not canonical"
        if document.text != getattr(revision, f"{name}_text"):
            yield f"{name}: the stored text is not the HTML's"
    named = entity_ids(documents)
    entities = resolve(named)
    if unknown := named - entities.keys():
        yield f"a tag names no entity that there is: {', '.join(map(str, sorted(unknown)))}"
        return
    mentions, quotes = rows_of(revision, documents, entities)
    yield from _row_differences(Mention, revision, mentions)
    yield from _row_differences(Quote, revision, quotes)
    for model in COLUMNS:
        yield from _live_differences(model, article, revision)


def _row_differences(model: Any, revision: Revision, rows: list[Any]) -> Iterator[str]:
    wanted = {row.uuid: [getattr(row, name) for name in COLUMNS[model]] for row in rows}
    stored = {
        row.uuid: [getattr(row, name) for name in COLUMNS[model]]
        for row in model.objects.filter(revision=revision)
    }
    name = model._meta.verbose_name
    for uuid in wanted.keys() - stored.keys():
        yield f"{name} {uuid} has no row"
    for uuid in stored.keys() - wanted.keys():
        yield f"{name} {uuid} has a row but is not in the HTML"
    for uuid in wanted.keys() & stored.keys():
        if wanted[uuid] != stored[uuid]:
            yield f"{name} {uuid}: the row says {stored[uuid]}, the HTML {wanted[uuid]}"


def _live_differences(model: Any, article: Article, revision: Revision) -> Iterator[str]:
    live_at = article.published_at if revision.pk == article.live_id else None
    wrong = model.objects.filter(revision=revision)
    wrong = wrong.exclude(live_at=live_at) if live_at else wrong.filter(live_at__isnull=False)
    if wrong.exists():
        yield f"{model._meta.verbose_name_plural} are not marked as live as the article is"
