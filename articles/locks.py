"""What every write to articles begins and ends with: their locks, and their events."""

from collections.abc import Collection, Iterable, Mapping

from articles.models import Article
from newsroom.lib.database.copy import copy_rows
from newsroom.models import Event, User


def lock_article(article_id: int) -> Article:
    """The article, locked until the transaction ends, with its head, live revision and section."""
    (article,) = lock_articles([article_id])
    return article


def lock_articles(article_ids: Collection[int]) -> list[Article]:
    """As `lock_article`, in the order of their ids. Raises `Article.DoesNotExist` for any other."""
    wanted = Article.objects.filter(pk__in=article_ids).order_by("pk")
    # FOR NO KEY UPDATE: who adds rows that refer to the article, as a merge does, need not wait.
    # Two statements: one that waits for a lock gives the row as it is afterwards, but what it
    # joins as it was before (PostgreSQL's manual, 13.2.1), so that the new head would be missing.
    locked = wanted.select_for_update(no_key=True).values_list("pk", flat=True)
    if len(locked) < len(set(article_ids)):
        raise Article.DoesNotExist
    return list(wanted.select_related("head", "live", "section", "edit_lock__held_by"))


def record_event(verb: str, article: Article, by: User | None, data: Mapping[str, object]) -> None:
    """Add to the audit, in the transaction of what happened."""
    record_events(verb, [(article, data)], by)


def record_events(
    verb: str, happened: Iterable[tuple[Article, Mapping[str, object]]], by: User | None
) -> None:
    """The same to several articles, each with its own data. One statement."""
    copy_rows(
        Event(verb=verb, subject_type="article", subject_id=article.pk, actor=by, data=data)
        for article, data in happened
    )
