"""Handing articles to partners: what they get, and the audit of what is not public yet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.audit import record_events
from articles.choices import State
from articles.exporting.ninjs import article_ninjs, cancellation
from articles.exporting.usage_marks import GONE, USABLE, Mark, mark_of
from articles.models import Article, Rendition, Revision
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.snapshots import load_snapshots
from newsroom.lib.errors import NotAllowed
from newsroom.lib.keyset import Cursor, Keyset
from newsroom.models import User
from newsroom.verbs import Verb

BATCH: Final = 100
BY_ID: Final = Keyset(("pk",), (int,), is_descending=False)

Ninjs = dict[str, Any]


class Export(NamedTuple):
    """An article as it is handed out: of which revision, with its text or as a notice alone."""

    article: Article
    revision: Revision
    has_text: bool
    mark: Mark

    @property
    def is_public(self) -> bool:
        return self.mark.status == USABLE


def export_article(*, article_id: int, by: User | None, of_head: bool = False) -> Ninjs:
    """One article as ninjs, for who may see it at the desk (None: the system itself, which may).

    Exported is the revision that readers see or, of what is scheduled, will see; if there is none,
    the working copy. `of_head` asks for the working copy in any case. Of what is withdrawn only
    the notice is exported, unless the working copy is asked for; of what was killed never more.
    Whatever is not public is an event of the audit. Raises `Article.DoesNotExist`, `NotAllowed`.
    """
    articles = _whole(Article.objects.filter(pk=article_id))
    article = articles.get()
    if by and not article.is_visible_to(by):
        raise NotAllowed(_("You may not see this article."))
    (exported,) = _export([article], by, of_head=of_head)
    return exported


def export_in_batches(*, articles: "QuerySet[Article]", by: User | None) -> Iterator[Ninjs]:
    """All of the articles in the order of their ids, as `export_article` gives each.

    Asks for no rights. A hundred at a time: no more are held, and each hundred costs as many
    queries, in a transaction that has ended before the first of them is given.
    """
    cursor: Cursor | None = None
    while True:
        page = BY_ID.page(_whole(articles), size=BATCH, cursor=cursor)
        yield from _export(page.rows, by, of_head=False)
        cursor = page.next
        if cursor is None:
            return


def _whole(articles: "QuerySet[Article]") -> "QuerySet[Article]":
    return articles.select_related("head", "live", "section", "takedown")


@transaction.atomic
def _export(articles: Sequence[Article], by: User | None, *, of_head: bool) -> list[Ninjs]:
    exports = [_chosen(article, of_head=of_head) for article in articles]
    unseen = [export for export in exports if not export.is_public]
    record_events(Verb.ARTICLE_EXPORTED, ((it.article, _told(it)) for it in unseen), by)
    changed = _changed(articles)
    snapshots = {snapshot.article.pk: snapshot for snapshot in _stories(exports)}
    return [_written(export, snapshots, changed) for export in exports]


def _changed(articles: Sequence[Article]) -> dict[int, datetime]:
    """Return when the export of each article last changed, by the article's id. One query."""
    prepared = Rendition.objects.filter(article__in=[article.pk for article in articles])
    rendered = dict(prepared.values_list("pk", "changed_at"))
    return {
        it.pk: max(it.export_changed_at, rendered.get(it.pk, it.export_changed_at))
        for it in articles
    }


def _chosen(article: Article, *, of_head: bool) -> Export:
    revision = article.working_copy if of_head else article.live or article.working_copy
    is_gone = article.state in GONE
    has_text = not is_gone or (of_head and article.state != State.KILLED)
    return Export(article, revision, has_text, mark_of(article, revision))


def _told(export: Export) -> dict[str, object]:
    return {
        "revision": export.revision.number if export.has_text else None,
        "status": export.mark.status,
        "format": "ninjs",
    }


def _stories(exports: Sequence[Export]) -> list[ArticleSnapshot]:
    """Return the snapshots of those that are exported with their text. Three queries."""
    return load_snapshots(
        [(export.article, export.revision) for export in exports if export.has_text]
    )


def _written(
    export: Export, snapshots: Mapping[int, ArticleSnapshot], changed: Mapping[int, datetime]
) -> Ninjs:
    pk = export.article.pk
    if not export.has_text:
        return cancellation(export.article, export.mark, changed[pk])
    return article_ninjs(snapshots[pk], export.mark, changed[pk])
