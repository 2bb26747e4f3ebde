"""Export articles to partners, and record in the audit what is not public yet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.audit import record_events
from articles.choices import TAKEN_DOWN_STATES, State
from articles.exporting.export_format import ExportFormat
from articles.exporting.formats import DEFAULT_FORMAT
from articles.exporting.usage_marks import USABLE, Mark, mark_of
from articles.models import Article, Rendition, Revision
from articles.publication.renditions.snapshot import ArticleSnapshot
from articles.publication.snapshots import load_snapshots
from newsroom.lib.errors import NotAllowed
from newsroom.lib.keyset import Keyset
from newsroom.models import User
from newsroom.verbs import Verb

BATCH: Final = 100
BY_ID: Final = Keyset(("pk",), (int,), is_descending=False)


class Export(NamedTuple):
    """A revision of an article to export: with its text, or as a notice that it is gone."""

    article: Article
    revision: Revision
    has_text: bool
    mark: Mark

    @property
    def is_public(self) -> bool:
        return self.mark.status == USABLE


class Exported(NamedTuple):
    """An article as its format writes it, and the number of the revision."""

    content: Any
    revision_number: int


def export_article(
    *,
    article_id: int,
    by: User | None,
    of_head: bool = False,
    export_format: ExportFormat = DEFAULT_FORMAT,
) -> Exported:
    """Export one article for a user who may see it at the desk (None: the system itself).

    Exported is the revision that readers see or, if scheduled, will see; if there is none, the
    working copy. `of_head` asks for the working copy in any case. Of a withdrawn article only the
    notice is exported, unless the working copy is asked for; of a killed one never more. Records
    an event of the audit unless the export is public. Raises `Article.DoesNotExist`, `NotAllowed`.
    """
    article = _with_relations(Article.objects.filter(pk=article_id)).get()
    if by and not article.is_visible_to(by):
        raise NotAllowed(_("You may not see this article."))
    (exported,) = _export([article], by, of_head=of_head, export_format=export_format)
    return exported


def export_in_batches(
    *,
    articles: "QuerySet[Article]",
    by: User | None,
    export_format: ExportFormat = DEFAULT_FORMAT,
) -> Iterator[Exported]:
    """Yield all of the articles by rising ids, each as `export_article` returns it.

    Checks no rights. Holds a hundred at a time; each hundred costs the same number of queries, in
    a transaction that ends before the first of them is yielded.
    """
    for batch in BY_ID.batches(_with_relations(articles), size=BATCH):
        yield from _export(batch, by, of_head=False, export_format=export_format)


def _with_relations(articles: "QuerySet[Article]") -> "QuerySet[Article]":
    return articles.select_related("head", "live", "section", "takedown")


@transaction.atomic
def _export(
    articles: Sequence[Article], by: User | None, *, of_head: bool, export_format: ExportFormat
) -> list[Exported]:
    exports = [_choose_revision(article, of_head=of_head) for article in articles]
    unseen = [export for export in exports if not export.is_public]
    events = ((export.article, _event_data(export, export_format)) for export in unseen)
    record_events(Verb.ARTICLE_EXPORTED, events, by)
    changed = _last_changes(articles)
    snapshots = {snapshot.article.pk: snapshot for snapshot in _load_snapshots(exports)}
    return [_write(export, snapshots, changed, export_format) for export in exports]


def _last_changes(articles: Sequence[Article]) -> dict[int, datetime]:
    """Return when the export of each article last changed, by the article's id. One query."""
    prepared = Rendition.objects.filter(article__in=[article.pk for article in articles])
    rendered = dict(prepared.values_list("pk", "changed_at"))
    return {
        article.pk: max(
            article.export_changed_at, rendered.get(article.pk, article.export_changed_at)
        )
        for article in articles
    }


def _choose_revision(article: Article, *, of_head: bool) -> Export:
    revision = article.working_copy if of_head else article.live or article.working_copy
    is_gone = article.state in TAKEN_DOWN_STATES
    has_text = not is_gone or (of_head and article.state != State.KILLED)
    return Export(article, revision, has_text, mark_of(article, revision))


def _event_data(export: Export, export_format: ExportFormat) -> dict[str, object]:
    return {
        "revision": export.revision.number if export.has_text else None,
        "status": export.mark.status,
        "format": export_format.name,
    }


def _load_snapshots(exports: Sequence[Export]) -> list[ArticleSnapshot]:
    """Return the snapshots of the articles that are exported with their text. Three queries."""
    return load_snapshots(
        [(export.article, export.revision) for export in exports if export.has_text]
    )


def _write(
    export: Export,
    snapshots: Mapping[int, ArticleSnapshot],
    changed: Mapping[int, datetime],
    export_format: ExportFormat,
) -> Exported:
    pk = export.article.pk
    if not export.has_text:
        content = export_format.notice(export.article, export.mark, changed[pk])
        return Exported(content, export.article.working_copy.number)
    content = export_format.article(snapshots[pk], export.mark, changed[pk])
    return Exported(content, export.revision.number)
